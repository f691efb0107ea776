"""petik on a cluster: Spark's own, of two workers with a process each."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyspark", minversion="4")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java 17", allow_module_level=True)

from pyspark.sql import SparkSession

import petik
import petik.spark


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    petik.spark.register(session)
    yield session
    session.stop()


def many(articles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**one, "id": f"{at}-{one['id']}"} for at in range(20) for one in articles]


def test_files_are_partitions(spark: SparkSession, tmp_path: Path, articles: list[dict[str, Any]]) -> None:
    for number in range(3):
        lines = [json.dumps({**one, "id": f"{number}{one['id']}"}) for one in articles]
        (tmp_path / f"{number}.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    (tmp_path / "broken.warc.gz").write_bytes(b"\x1f\x8bno")
    for what in ("facts", "mentions", "records"):
        found = spark.read.format("petik").option("what", what).load(str(tmp_path))
        assert found.rdd.getNumPartitions() == 4
        rows = [row.asDict() for row in found.collect()]
        assert rows == petik.read(tmp_path, what=what).to_arrow().to_pylist()
    failures = spark.read.format("petik").option("what", "failures").load(str(tmp_path)).collect()
    assert [(Path(row.path).name, row.lost) for row in failures] == [("broken.warc.gz", True)]
    # A pattern, and filters that are taken along.
    found = spark.read.format("petik").load(str(tmp_path / "*.jsonl.gz"))
    chosen = found.where("cohort_year = 2022 and type = 'membership' and region_code in ('33.76', '99.99')")
    assert [row.region_code for row in chosen.collect()] == ["33.76"] * 3
    with pytest.raises(Exception, match="no such file"):
        spark.read.format("petik").load(str(tmp_path / "nothing")).collect()


def test_texts_of_a_table(spark: SparkSession, tmp_path: Path, articles: list[dict[str, Any]]) -> None:
    rows = many(articles)
    table = spark.createDataFrame(rows).repartition(4).withColumnRenamed("text", "isi")
    import pandas

    for what in ("facts", "mentions", "records"):
        found = petik.spark.extract(table, text="isi", what=what).collect()
        expected = petik.extract_table(pandas.DataFrame(rows), what=what).to_arrow().to_pylist()
        key = str
        assert sorted((row.asDict() for row in found), key=key) == sorted(expected, key=key)
    # Rows that are no articles are told, and cost nobody else anything.
    odd = spark.createDataFrame([(None, "1"), ("Kota Tegal", "2"), ("", "3")], "text string, id string").coalesce(1)
    assert petik.spark.extract(odd, what="mentions").count() == 1
    assert [row.row for row in petik.spark.extract(odd, what="failures").collect()] == [1, 3]
    with pytest.raises(petik.PetikError, match="no column `teks`"):
        petik.spark.extract(table, text="teks")


def test_own_lists_travel(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "programmes.csv").write_text("id,name,aliases\nkota-teduh,Gerakan Kota Teduh,Program Kota Teduh\n", encoding="utf-8")
    table = spark.createDataFrame([("Kota Tegal terpilih dalam Gerakan Kota Teduh 2024.",)], "text string")
    assert petik.spark.extract(table).count() == 0
    found = petik.spark.extract(table, gazetteers=tmp_path).collect()
    assert [row.programme for row in found] == ["kota-teduh"]
