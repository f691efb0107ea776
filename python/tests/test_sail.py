"""petik on Sail, which speaks Spark Connect and needs no Java; it stands in a virtual environment of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sail = pytest.importorskip("pysail.spark")

import pandas
from pyspark.sql import SparkSession

import petik
import petik.spark


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    server = sail.SparkConnectServer()
    server.start(background=True)
    _, port = server.listening_address
    session = SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()
    petik.spark.register(session)
    yield session
    session.stop()
    server.stop()


def in_any_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=str)


@pytest.mark.parametrize("what", ["facts", "mentions", "records"])
def test_texts_of_a_table(spark: SparkSession, what: str, articles: list[dict[str, Any]]) -> None:
    found = petik.spark.extract(spark.createDataFrame(articles).withColumnRenamed("text", "isi"), text="isi", what=what)
    expected = petik.extract_table(pandas.DataFrame(articles), what=what).to_arrow()  # type: ignore[arg-type]
    assert in_any_order([row.asDict() for row in found.collect()]) == in_any_order(expected.to_pylist())


def test_rows_that_are_no_articles(spark: SparkSession) -> None:
    odd = spark.createDataFrame([(None, "1"), ("Kota Tegal", "2"), ("", "3")], "text string, id string").coalesce(1)
    assert petik.spark.extract(odd, what="mentions").count() == 1
    assert [row.row for row in petik.spark.extract(odd, what="failures").collect()] == [1, 3]
    assert petik.spark.extract(spark.createDataFrame([], "text string")).count() == 0


def test_own_lists(spark: SparkSession, tmp_path: Path) -> None:
    lists = tmp_path / "mine"
    lists.mkdir()
    (lists / "programmes.csv").write_text("id,name,aliases\nkota-teduh,Gerakan Kota Teduh,Program Kota Teduh\n", encoding="utf-8")
    text = "Kota Tegal terpilih dalam Gerakan Kota Teduh 2024."
    found = petik.spark.extract(spark.createDataFrame([(text,)], "text string"), gazetteers=lists)
    assert [row.programme for row in found.collect()] == ["kota-teduh"]
    (tmp_path / "teduh.txt").write_text(text, encoding="utf-8")
    found = spark.read.format("petik").option("gazetteers", str(lists)).load(str(tmp_path / "*.txt"))
    assert [row.programme for row in found.collect()] == ["kota-teduh"]


def test_files(spark: SparkSession, tmp_path: Path, articles: list[dict[str, Any]]) -> None:
    for number in range(3):
        lines = [json.dumps({**one, "id": f"{number}{one['id']}"}) for one in articles]
        (tmp_path / f"{number}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "broken.warc.gz").write_bytes(b"\x1f\x8bno")
    source = spark.read.format("petik")
    for what in ("facts", "mentions", "records"):
        found = [row.asDict() for row in source.option("what", what).load(str(tmp_path / "*.jsonl")).collect()]
        expected = petik.read(tmp_path / "*.jsonl", what=what).to_arrow().to_pylist()
        assert in_any_order(found) == in_any_order(expected)
    failures = source.option("what", "failures").load(str(tmp_path)).collect()
    assert [(Path(row.path).name, row.lost) for row in failures] == [("broken.warc.gz", True)]


FILTERS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "cohort_year = 2022": lambda row: row["cohort_year"] == 2022,
    "type = 'membership' and region_code in ('33.76', '99.99')": lambda row: row["region_code"] == "33.76",
    "cohort_year = 2018 or region_code like '33.7%'": lambda row: row["region_code"] in ("33.25", "33.76"),
    "published >= date'2022-04-21' and confidence > 0.91": lambda row: row["confidence"] > 0.91,
    "programme is null": lambda row: row["programme"] is None,
}


@pytest.mark.parametrize("condition", FILTERS)
def test_filters(spark: SparkSession, condition: str, lines: Path) -> None:
    rows = petik.read(lines).to_arrow().to_pylist()
    chosen = [row for row in rows if FILTERS[condition](row)]
    found = spark.read.format("petik").load(str(lines)).where(condition)
    assert len(chosen) < len(rows)
    assert in_any_order([row.asDict() for row in found.collect()]) == in_any_order(chosen) and found.count() == len(chosen)


def test_what_is_wrong_is_told(spark: SparkSession, tmp_path: Path) -> None:
    source = spark.read.format("petik")
    with pytest.raises(Exception, match="no such file"):
        source.load(str(tmp_path / "nothing")).collect()
    with pytest.raises(Exception, match='it is "facts", "mentions" or "records"'):
        source.option("what", "fakta").load(str(tmp_path)).collect()
