"""What petik finds in an article, as objects. Their fields are those of the record in JSON, which docs/RECORD.md tells of;
what a type of mention or fact does not have is `None`, or an empty list."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ._html import page

_T = TypeVar("_T")


@dataclass(frozen=True)
class Region:
    """A region: `code` is Kemendagri's (`"33.25"`), `bps` that of the statistics office, `level` kabupaten, kota or provinsi."""

    code: str
    name: str
    bps: str | None = None
    level: str | None = None


@dataclass(frozen=True)
class Candidate:
    """A region that an ambiguous name may mean; `score` is from 0 to 1."""

    code: str
    name: str
    score: float
    why: str


@dataclass(frozen=True)
class Derived:
    """Something that was inferred: `what`, by which kind of evidence, and where in the text that stands."""

    what: str
    by: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Evidence:
    """Words of the text: `text[start:end]`. A long one is quoted to `until` only."""

    start: int
    end: int
    quote: str
    until: int | None = None


@dataclass(frozen=True)
class Person:
    """Somebody in a fact; `person` is the id in the lists, where they know the name."""

    name: str
    person: str | None = None
    office: str | None = None


@dataclass(frozen=True)
class Published:
    """The day of publication (ISO 8601) and which clue gave it."""

    value: str
    by: str


@dataclass(frozen=True)
class Source:
    """Where an article came from."""

    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    line: int | None = None
    language: str | None = None
    warc_record_id: str | None = None
    warc_date: str | None = None
    warc_payload_digest: str | None = None


@dataclass(frozen=True)
class Mention:
    """Words that name something: `text` is `record.text[start:end]`. `type` is region, date, count, official, organisation,
    programme, signing or document, and says which of the other fields it has."""

    id: str
    start: int
    end: int
    text: str
    type: str
    by: str
    zone: str = "body"
    region: Region | None = None
    candidates: list[Candidate] = field(default_factory=list)
    value: str | int | None = None
    granularity: str | None = None
    alternatives: list[str] = field(default_factory=list)
    approx: str | None = None
    unit: str | None = None
    role: str | None = None
    year: int | None = None
    others: bool | None = None
    name: str | None = None
    person: str | None = None
    office: str | None = None
    acting: str | None = None
    organisation: str | None = None
    programme: str | None = None
    instrument: str | None = None
    number: str | None = None
    date: str | None = None
    derived: list[Derived] = field(default_factory=list)


@dataclass(frozen=True)
class Fact:
    """A fact with the words it rests on. `type` is signing, membership, cohort_size, award or evaluation; `mentions` are the ids
    of its mentions, `confidence` is from 0 to 1."""

    id: str
    type: str
    status: str
    by: str
    confidence: float
    programme: str | None = None
    region: Region | None = None
    cohort_year: int | None = None
    date: str | None = None
    instrument: str | None = None
    mode: str | None = None
    place: str | None = None
    signatories: list[Person] = field(default_factory=list)
    attendees: list[Person] = field(default_factory=list)
    counterparties: list[str] = field(default_factory=list)
    value: int | None = None
    unit: str | None = None
    role: str | None = None
    level: str | None = None
    score: float | None = None
    rank: int | None = None
    speaker: str | None = None
    evidence: list[Evidence] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)
    derived: list[Derived] = field(default_factory=list)


@dataclass(frozen=True)
class Finding:
    """Something odd in the article: figures that do not agree, a weekday that is not the day's."""

    type: str
    message: str
    evidence: list[Evidence] = field(default_factory=list)
    stated: str | int | None = None
    expected: str | int | None = None


@dataclass(frozen=True)
class LeftOut:
    """How much was left out of a record that would have been too long: docs/RECORD.md says what goes first."""

    quotes: int = 0
    mentions: int = 0
    facts: int = 0
    findings: int = 0
    tellings: int = 0


# Which fields hold objects.
_PARTS: dict[str, type] = {
    "attendees": Person,
    "candidates": Candidate,
    "derived": Derived,
    "evidence": Evidence,
    "region": Region,
    "signatories": Person,
}


def _made(cls: type[_T], data: dict[str, Any]) -> _T:
    """An object from its JSON. Fields that this version does not know are left to `to_dict`."""
    known = getattr(cls, "__dataclass_fields__")
    own: dict[str, Any] = {}
    for name, value in data.items():
        if name not in known:
            continue
        part = _PARTS.get(name)
        if part is None or value is None:
            own[name] = value
        elif isinstance(value, list):
            own[name] = [_made(part, one) for one in value]
        else:
            own[name] = _made(part, value)
    return cls(**own)


class Record:
    """What petik found in one article.

    >>> import petik
    >>> record = petik.extract("Pemkab Batang terpilih dalam Gerakan Menuju Smart City 2022.", published="2022-04-21")
    >>> [mention.type for mention in record.mentions]
    ['region', 'programme']
    >>> record.mentions[0].text == record.text[record.mentions[0].start : record.mentions[0].end]
    True
    """

    __slots__ = ("_data", "_json", "_parts", "text")

    def __init__(self, written: str, text: str | None = None) -> None:
        self._json = written
        self._data: dict[str, Any] | None = None
        self._parts: dict[str, Any] = {}
        #: The text that offsets count in; `None` for a record that was read without it.
        self.text = text

    def to_json(self) -> str:
        """The record as the command line writes it: one line, the same bytes."""
        return self._json

    def to_dict(self) -> dict[str, Any]:
        """The record as in JSON."""
        data = self._data
        if data is None:
            data = self._data = json.loads(self._json)
        return data

    def _part(self, name: str, make: Any) -> Any:
        if name not in self._parts:
            self._parts[name] = make(self.to_dict()[name])
        return self._parts[name]

    @property
    def id(self) -> str:
        """The id that was given, or the start of the text's digest."""
        return str(self.to_dict()["id"])

    @property
    def title(self) -> str | None:
        """The headline."""
        title: str | None = self.to_dict()["title"]
        return title

    @property
    def published(self) -> Published | None:
        """The day of publication."""
        published: Published | None = self._part("published", lambda one: one and _made(Published, one))
        return published

    @property
    def source(self) -> Source:
        """Where the article came from."""
        source: Source = self._part("source", lambda one: _made(Source, one))
        return source

    @property
    def text_sha256(self) -> str:
        """The digest of the text."""
        return str(self.to_dict()["text_sha256"])

    @property
    def mentions(self) -> list[Mention]:
        """The mentions, in the order of the text."""
        mentions: list[Mention] = self._part("mentions", lambda all: [_made(Mention, one) for one in all])
        return mentions

    @property
    def facts(self) -> list[Fact]:
        """The facts."""
        facts: list[Fact] = self._part("facts", lambda all: [_made(Fact, one) for one in all])
        return facts

    @property
    def findings(self) -> list[Finding]:
        """What is odd."""
        findings: list[Finding] = self._part("findings", lambda all: [_made(Finding, one) for one in all])
        return findings

    @property
    def left_out(self) -> LeftOut | None:
        """How much was left out; `None` where the record has everything, as nearly all have."""
        left_out = self.to_dict().get("left_out")
        return None if left_out is None else _made(LeftOut, left_out)

    def _repr_html_(self) -> str:
        return page(self.text, self.to_dict())

    def __repr__(self) -> str:
        return f"<petik.Record {self.id!r}: {len(self.mentions)} mentions, {len(self.facts)} facts>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self._json == other._json

    def __hash__(self) -> int:
        return hash(self._json)

    def __reduce__(self) -> tuple[type[Record], tuple[str, str | None]]:
        return Record, (self._json, self.text)
