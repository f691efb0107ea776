"""One text."""

from __future__ import annotations

import copy
import dataclasses
import datetime
import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import petik

TEXT = "Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018)."


def test_the_same_bytes_as_the_command_line(petik_command: Callable[..., str], lines: Path, articles: list[dict[str, Any]]) -> None:
    written = petik_command("extract", lines).splitlines()
    for line, article in zip(written, articles, strict=True):
        # What a text alone does not have: the file and the line.
        expected = line.replace(json.dumps(str(lines)), "null")
        expected = expected.replace(f'"line":{json.loads(line)["source"]["line"]}', '"line":null')
        record = petik.extract(article["text"], id=article["id"], published=article["published"])
        assert record.to_json() == expected


def test_offsets_are_those_of_python(articles: list[dict[str, Any]]) -> None:
    for article in articles:
        record = petik.extract(article["text"])
        assert all(article["text"][one.start : one.end] == one.text for one in record.mentions)
        quotes = [one for fact in record.facts for one in fact.evidence]
        assert all(article["text"][one.start : one.end] == one.quote for one in quotes)


def test_objects_have_the_fields_of_the_schema(petik_command: Callable[..., str]) -> None:
    schema = json.loads(petik_command("schema"))
    parts = schema["$defs"]
    variants = [one["properties"] for one in parts["Mention"]["oneOf"]]
    expected = {
        petik.Candidate: parts["Candidate"]["properties"],
        petik.Derived: parts["Derived"]["properties"],
        petik.Evidence: parts["Evidence"]["properties"],
        petik.Fact: parts["Fact"]["properties"],
        petik.Finding: parts["Finding"]["properties"],
        petik.LeftOut: parts["LeftOut"]["properties"],
        petik.Mention: {**parts["Mention"]["properties"], **{name: 0 for one in variants for name in one}},
        petik.Person: parts["PersonRef"]["properties"],
        petik.Published: parts["Published"]["properties"],
        petik.Region: parts["RegionRef"]["properties"],
        petik.Source: parts["Source"]["properties"],
    }
    for cls, properties in expected.items():
        assert {one.name for one in dataclasses.fields(cls)} == set(properties), cls
    own = {"text_sha256", "id", "title", "published", "source", "mentions", "facts", "findings", "text", "left_out"}
    assert own == set(schema["properties"]) - {"schema", "offset_unit", "code_system"}
    assert all(hasattr(petik.Record, name) for name in own)


def test_a_day_of_publication_in_any_form() -> None:
    for day in ("2022-04-21", datetime.date(2022, 4, 21), datetime.datetime(2022, 4, 21, 10, 15), "Kamis, 21 April 2022"):
        published = petik.extract("Kemarin Bupati Batang meneken MoU.", published=day).published
        assert published is not None and published.value == "2022-04-21", day


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"text": 3}, "text is a int"),
        ({"text": None}, "text is a NoneType"),
        ({"text": b"satu"}, "text is a bytes"),
        ({"text": ""}, "empty"),
        ({"text": "a\0b"}, "NUL"),
        ({"text": "a\ud800b"}, "surrogate) at character 1"),
        ({"text": "satu", "id": 3}, "id is a int"),
        ({"text": "satu", "published": "31/02/2022"}, "names no day"),
        ({"text": "satu", "published": 3}, "published is a int"),
    ],
)
def test_what_is_no_article_is_told(arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(petik.PetikError, match=said.replace("(", r"\(").replace(")", r"\)")):
        petik.extract(**arguments)


def test_a_day_that_pandas_says_is_missing() -> None:
    pandas = pytest.importorskip("pandas")
    assert petik.extract(TEXT, published=pandas.NaT).published is None
    assert petik.explain(TEXT, published=pandas.NaT) == petik.explain(TEXT)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: petik.explain(None), "text is a NoneType"),  # type: ignore[arg-type]
        (lambda: petik.explain("a\ud800"), "text: half a letter"),
        (lambda: petik.extract(TEXT, url="\ud800"), "url: half a letter"),
        (lambda: petik.extract(TEXT, title=float("nan")), "title is a float"),  # type: ignore[arg-type]
        (lambda: petik.Engine(3), "a path is a int"),  # type: ignore[arg-type]
        (lambda: petik.score(3, "gold"), "records is a int"),
        (lambda: petik.reconcile([], None, out="out"), "list is a NoneType"),  # type: ignore[arg-type]
        (lambda: petik.reconcile([], "list", out=None), "a path is a NoneType"),  # type: ignore[arg-type]
    ],
)
def test_a_slip_of_the_hand_is_told(call: Callable[[], object], said: str) -> None:
    with pytest.raises(petik.PetikError, match=said):
        call()


def test_records_travel() -> None:
    record = petik.extract(TEXT)
    for other in (pickle.loads(pickle.dumps(record)), copy.deepcopy(record)):
        assert other == record and other.facts == record.facts and other.text == TEXT and hash(other) == hash(record)
    engine = pickle.loads(pickle.dumps(petik.Engine()))
    assert engine.extract(TEXT) == record


def test_own_lists(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    (folder / "words").mkdir(parents=True)
    (folder / "words" / "signing_verbs.csv").write_text("form,value,note\nmencoretkan nama di,active,\n", encoding="utf-8")
    text = "Bupati Klaten mencoretkan nama di nota kesepahaman Gerakan Menuju Smart City."
    assert petik.extract(text).facts == []
    assert [fact.type for fact in petik.Engine(folder).extract(text).facts] == ["signing", "membership"]
    assert petik.check(folder) == []
    (folder / "words" / "anaphora.csv").write_text("form,vlaue\nx,y\n", encoding="utf-8")
    with pytest.raises(petik.PetikError) as raised:
        petik.Engine(folder)
    assert raised.value.path == "words/anaphora.csv" and raised.value.line == 1
    assert raised.value.faults == [(one.path, one.row, one.reason) for one in petik.check(folder)]
    with pytest.raises(petik.PetikError, match="no such folder"):
        petik.Engine(tmp_path / "nothing")


def test_the_words_of_explain() -> None:
    assert "[meneken|signing mou]" in petik.explain(TEXT)


def test_the_command_line_comes_along() -> None:
    run = subprocess.run([sys.executable, "-m", "petik", "extract", "--nothing"], capture_output=True, check=False)
    assert run.returncode == 2 and b"--nothing" in run.stderr
    script = Path(sys.executable).parent / "petik"
    assert subprocess.run([script, "--version"], capture_output=True, check=True).stdout == f"petik {petik.__version__}\n".encode()
