"""Files and folders, and what is done with records."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas
import pytest

import petik

LIST = "programme,cohort_year,code,region\n" + "".join(
    f"gerakan-menuju-smart-city,{year},{code},\n" for year, code in ((2018, "33.25"), (2022, "34.04"), (2022, "52.07"))
)


@pytest.mark.parametrize("what", ["facts", "mentions"])
def test_files_give_the_rows_of_the_command_line(what: str, lines: Path, petik_command: Callable[..., str]) -> None:
    packed = lines.parent / "more.jsonl.gz"
    packed.write_bytes(gzip.compress(lines.read_bytes() * 300))
    for threads in (1, 0):
        rows = petik.read(lines, packed, what=what, threads=threads).to_arrow().to_pylist()  # type: ignore[arg-type]
        written = [json.loads(line) for line in petik_command("extract", f"--{what}", lines, packed).splitlines()]
        assert len(rows) == len(written) > 1000
        assert all(json.loads(json.dumps(row, default=str)) == line for row, line in zip(rows, written, strict=True))


def test_records_of_files(lines: Path, petik_command: Callable[..., str]) -> None:
    rows = petik.read(lines, what="records").to_polars()
    assert rows["record"].to_list() == petik_command("extract", lines).splitlines()


def test_what_cannot_be_read_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text":"Kota Tegal"}\n{\n{"text":"Kota Solok"}\n', encoding="utf-8")
    (tmp_path / "b.warc.gz").write_bytes(b"\x1f\x8bno")
    rows = petik.read(tmp_path, what="mentions")
    with pytest.warns(UserWarning, match="could not be read"):
        assert rows.to_polars()["region_code"].to_list() == ["33.76", "13.72"]
    assert [Path(str(one.path)).name for one in rows.failures] == ["a.jsonl", "b.warc.gz"] and rows.failures[0].row == 2
    with pytest.raises(petik.PetikError) as raised:
        petik.read(tmp_path / "nothing")
    assert raised.value.path == str(tmp_path / "nothing")
    with pytest.raises(petik.PetikError, match="format"):
        petik.read(tmp_path, format="pdf")


def test_options_of_reading(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"artikel":{"isi":"Kemarin Kota Tegal"},"nomor":"7"}\n', encoding="utf-8")
    rows = petik.read(tmp_path, what="mentions", fields={"text": "artikel.isi", "id": "nomor"}, published="2022-04-21").to_polars()
    assert rows["article_id"].to_list() == ["7", "7"] and rows["value"].to_list() == ["2022-04-20", "33.76"]
    with pytest.raises(petik.PetikError, match="no part `teks`"):
        petik.read(tmp_path, fields={"teks": "isi"})


def test_a_reader_may_stop_early(lines: Path) -> None:
    import pyarrow

    big = lines.parent / "big.jsonl"
    big.write_bytes(lines.read_bytes() * 3000)
    reader = pyarrow.RecordBatchReader.from_stream(petik.read(big, what="mentions"))
    assert reader.read_next_batch().num_rows > 0
    reader.close()


def test_press_against_a_list(tmp_path: Path, lines: Path, articles: list[dict[str, Any]]) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    records = [petik.extract(one["text"], id=one["id"], published=one["published"]) for one in articles]
    frame = petik.extract_table(pandas.DataFrame(articles)).to_pandas()
    written = tmp_path / "facts.jsonl"
    written.write_text("".join(json.dumps(row, default=str) + "\n" for row in petik.read(lines).to_arrow().to_pylist()), encoding="utf-8")
    for number, given in enumerate((records, frame, written, [written], petik.read(lines))):
        answer = petik.reconcile(given, tmp_path / "list.csv", out=tmp_path / f"out{number}")
        statuses = {row["region_code"]: row["status"] for row in answer.rows()}
        assert statuses["33.25"] == "single_source" and statuses["52.07"] == "not_in_press" and statuses["33.76"] == "not_in_list"
        table = answer.to_pandas()
        assert table["region_code"].tolist() == answer.to_polars()["region_code"].to_list()
        assert str(table["cohort_year"].dtype) == "Int64" and Path(answer.report).is_file()
        assert "claims" in answer.tables and len(answer.rows("claims")) > 0
    with pytest.raises(petik.PetikError, match="no table 'nothing'"):
        answer.rows("nothing")
    with pytest.raises(petik.PetikError, match="list2"):
        petik.reconcile(records, tmp_path / "list2.csv", out=tmp_path / "x")
    with pytest.raises(petik.PetikError, match="int among the records"):
        petik.reconcile([3], tmp_path / "list.csv", out=tmp_path / "x")


def test_figures_against_an_annotation(tmp_path: Path, articles: list[dict[str, Any]]) -> None:
    gold = {
        "id": "a0",
        "regions": [{"text": "Batang", "start": 7, "name": "Kabupaten Batang", "kode": "33.25", "role": "participant"}],
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    records = [petik.extract(articles[0]["text"], id="a0")]
    figures = petik.score(records, tmp_path / "gold.jsonl")
    assert figures["regions"]["f1"] == 1.0


@pytest.mark.parametrize(
    ("path", "options", "said"),
    [
        (None, {}, "a path is a NoneType"),
        (["berita"], {}, "a path is a list"),
        ("a\ud800", {}, "half a letter at character 1"),
        (".", {"format": 3}, "format is a int"),
        (".", {"fields": ["text"]}, "fields is a list"),
        (".", {"fields": {"text": None}}, "fields['text'] is a NoneType"),
        (".", {"include": 3}, "include is a int"),
        (".", {"include": [3]}, "include is a int"),
        (".", {"threads": -1}, "threads=-1"),
        (".", {"published": 2022}, "published is a int"),
    ],
)
def test_arguments_of_another_kind_are_told(path: Any, options: dict[str, Any], said: str) -> None:
    with pytest.raises(petik.PetikError) as raised:
        petik.read(path, **options)
    assert said in str(raised.value)


def test_one_pattern_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kota Tegal", encoding="utf-8")
    (tmp_path / "b.html").write_text("<p>Kota Tegal", encoding="utf-8")
    assert petik.Engine().files(tmp_path, include="*.txt") == [str(tmp_path / "a.txt")]


def test_weights_fitted_to_an_annotation(
    tmp_path: Path, articles: list[dict[str, Any]], lines: Path, petik_command: Callable[..., str]
) -> None:
    facts = [{"type": "membership", "region": "33.76", "cohort_year": 2022}]
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a1", "facts": facts}) + "\n", encoding="utf-8")
    records = [petik.extract(one["text"], id=one["id"], published=one["published"]) for one in articles]
    fitted = petik.fit(records, gold)
    # The same as of the articles themselves, and as the command line has it.
    assert fitted.weights == petik.fit(lines, [gold]).weights
    fitted.save(tmp_path / "own")
    assert (tmp_path / "own/weights.csv").read_text(encoding="utf-8") == petik_command("fit", gold, "--texts", lines)
    assert petik.check(tmp_path / "own") == [] and petik.Engine(tmp_path / "own").extract(articles[0]["text"]).facts
    assert "weights in use" in fitted.report and "changed" in fitted.report
    unchanged = petik.fit(records, gold, decisions=["day"], spread=1.0, folds=2)
    assert unchanged.weights != fitted.weights and unchanged.weights.keys() == fitted.weights.keys()
    for wrong, told in (([], "no records"), ([petik.Record(records[0].to_json())], "without a text"), ([3], "int without a text")):
        with pytest.raises(petik.PetikError, match=told):
            petik.fit(wrong, gold)
