"""The engine, and the functions that use the built-in one."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, Literal, Protocol, Union

from . import _given, _petik
from ._petik import PetikError
from ._record import Record
from ._rows import Failure, Rows

Path = Union[str, "os.PathLike[str]"]
What = Literal["facts", "mentions", "records"]


class _Stream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


class _Array(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None) -> object: ...


#: Anything with Arrow's interface: pandas, polars, pyarrow, DuckDB.
Table = Union[_Stream, _Array]


class Engine:
    """Lists and rules, ready to read. To make one takes about 0.1 s; it can be shared by threads.

    `gazetteers` is a folder that is laid over the built-in lists, as `--gazetteers` of the command line.

    Raises PetikError, with all faults in `faults`, where lists or rules are broken.
    """

    def __init__(self, gazetteers: Path | None = None) -> None:
        self._gazetteers = None if gazetteers is None else _given.path(gazetteers)
        self._own = _petik.Engine(self._gazetteers)

    @property
    def lists_digest(self) -> str:
        """The digest of the lists and rules: records of two engines with one digest are comparable."""
        return self._own.lists_digest

    def extract(
        self,
        text: str,
        *,
        published: str | datetime.date | None = None,
        id: str | None = None,
        url: str | None = None,
        title: str | None = None,
        outlet: str | None = None,
    ) -> Record:
        """Reads one text.

        `published` is the day of publication, which relative dates ("kemarin") and dates without a year need: a date, or in any
        form that Indonesian sources use ("Kamis, 21 April 2022"). Without an `id` the record has the start of the text's digest.

        Raises PetikError where the text is empty or no text, or the day of publication cannot be read.
        """
        _given.strings({"text": text})
        _given.strings({"id": id, "url": url, "title": title, "outlet": outlet}, or_none=True)
        written = self._own.extract(text, id, url, title, _day(published), outlet)
        return Record(written, text)

    def extract_table(
        self,
        table: Table,
        *,
        what: What = "facts",
        text: str = "text",
        id: str = "id",
        published: str = "published",
        url: str = "url",
        title: str = "title",
        outlet: str = "outlet",
        threads: int = 0,
        max_article_bytes: str | None = None,
        progress: bool | Callable[[int], object] = False,
    ) -> Rows:
        """Reads the texts of a table on all cores: one row an article comes in, rows of facts or mentions go out, or one row an
        article with its record in JSON.

        `text`, `id`, `published`, … name the columns; all but the text may be missing. Without an id, rows are told by the
        digest of their text. Rows stay in the order of the table, and memory in step with the batches that it is made of.
        `threads` is a number of threads, 0 all cores. `progress` shows a bar (of tqdm, where it is installed), or is called
        with the number of rows read since it was called last.

        A row that cannot be read becomes one of `failures`. Raises PetikError where there is no such column, or no table.
        """
        fields = {"text": text, "id": id, "published": published, "url": url, "title": title, "outlet": outlet}
        _given.strings({"what": what, **fields})
        _given.strings({"max_article_bytes": max_article_bytes}, or_none=True)
        told = _progress(progress, table)
        wanted = _given.wanted(table, text, fields.values())
        try:
            return Rows(self._own.extract_table(wanted, what, fields, _given.threads(threads), max_article_bytes, told))
        except PetikError as error:
            raise _given.odd_cell(wanted, fields.values()) or error from None

    def read(
        self,
        *paths: Path,
        what: What = "facts",
        format: str | None = None,
        fields: Mapping[str, str] | None = None,
        published: str | datetime.date | None = None,
        include: Iterable[str] = (),
        exclude: Iterable[str] = (),
        threads: int = 0,
        max_article_bytes: str | None = None,
    ) -> Rows:
        """Reads what the command line reads (text, pages, JSON Lines, CSV, WARC, each packed or not; folders; patterns) as rows.

        `fields` maps a part of an article (text, id, url, title, published, outlet) to the field or column that holds it; the
        other options are those of `petik extract`. What cannot be read becomes one of `failures`, and the rest goes on.

        Raises PetikError where nothing is at a path.
        """
        fields = _given.fields(fields)
        _given.strings({"what": what})
        _given.strings({"format": format, "max_article_bytes": max_article_bytes}, or_none=True)
        return Rows(
            self._own.read(
                [_given.path(path) for path in paths],
                what,
                fields,
                _given.threads(threads),
                format,
                _day(published),
                _given.patterns("include", include),
                _given.patterns("exclude", exclude),
                max_article_bytes,
            )
        )

    def files(self, *paths: Path, include: Iterable[str] = (), exclude: Iterable[str] = ()) -> list[str]:
        """The files that `read` would read, in its order. Raises PetikError where nothing is at a path."""
        found = self._own.files(
            [_given.path(path) for path in paths], _given.patterns("include", include), _given.patterns("exclude", exclude)
        )
        return [os.fspath(path) for path in found]

    def explain(self, text: str, *, published: str | datetime.date | None = None) -> str:
        """What was found in a text and why, in the words of `petik explain`."""
        from ._verbs import command

        _given.strings({"text": text})
        day = _day(published)
        options = [] if day is None else ["--published", day]
        return command(["explain", *options, "-"], self._gazetteers, text)

    def __reduce__(self) -> tuple[type[Engine], tuple[str | None]]:
        return Engine, (self._gazetteers,)


def _day(day: str | datetime.date | None) -> str | None:
    # NaT of pandas is a date, too, and does not equal itself.
    if isinstance(day, datetime.date):
        return day.isoformat() if day == day else None
    if isinstance(day, str):
        _given.strings({"published": day})
        return day
    if day is None:
        return None
    raise PetikError(f"published is a {type(day).__name__}: give a date, or a string such as 2022-04-21")


def _progress(progress: bool | Callable[[int], object], table: object) -> Callable[[int], object] | None:
    if callable(progress):
        return progress
    if not progress:
        return None
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return None
    try:
        total = len(table)  # type: ignore[arg-type]
    except Exception:
        # Streams have none, and lazy frames of some libraries raise what they like.
        total = None
    bar = tqdm(total=total, unit="article")

    def told(rows: int) -> None:
        bar.update(rows)
        if rows == 0:
            bar.close()

    return told


class _Builtin(Engine):
    """The engine of the built-in lists; made when it is first wanted."""

    def __init__(self) -> None:
        self._gazetteers = None

    @cached_property
    def _own(self) -> _petik.Engine:  # type: ignore[override]
        return _petik.Engine(None)


_BUILTIN = _Builtin()

# What most want: the engine's own calls, with the built-in lists.
extract = _BUILTIN.extract
extract_table = _BUILTIN.extract_table
read = _BUILTIN.read
explain = _BUILTIN.explain


def builtin() -> Engine:
    """The engine of the built-in lists. Workers of a cluster call this, so that none is sent to them."""
    return _BUILTIN


def check(gazetteers: Path | None = None) -> list[Failure]:
    """All faults of the built-in lists and rules with those of a folder over them; an empty list where there is none."""
    faults = _petik.Engine.check(None if gazetteers is None else _given.path(gazetteers))
    return [Failure(path, line or None, message, True) for path, line, message in faults]
