"""Whether petik says the same, byte for byte, whichever way it is asked: the command line, Python text by text, tables, files,
and Spark with four partitions.

    VENV/bin/python benches/same.py PETIK ARTICLES.jsonl...

The virtual environment has the wheel, pyarrow and, for the last two ways, pyspark (Spark needs Java 17). Records of texts that
are in memory already know no path and no line, and are compared without them.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pyarrow

import petik

PARTS = ("text", "id", "published", "url", "title", "outlet")
PLACE = re.compile(r'("source":\{"path":)"(?:[^"\\]|\\.)*"(.*?"line":)\d+')


def placeless(record):
    """The record as of a text that no file holds."""
    return PLACE.sub(r"\1null\2null", record, count=1)


def lines(petik_program, path, threads):
    command = [petik_program, "extract", "--quiet", "--threads", threads, path]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout.rstrip("\n").split("\n")


def session():
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    petik.spark.register(spark)
    return spark


def ways(path, articles, spark):
    """Each way with its records, and whether these know their file."""
    table = pyarrow.Table.from_pylist([{part: one.get(part) for part in PARTS} for one in articles])
    table = table.select([name for name in table.column_names if table[name].null_count < len(table)])
    extract = lambda one: petik.extract(one["text"], **{part: one[part] for part in PARTS[1:] if one.get(part) is not None})
    yield "extract", [extract(one).to_json() for one in articles], False
    for threads in (1, 2):
        rows = petik.extract_table(table, what="records", threads=threads).to_arrow()
        yield f"extract_table, {threads} threads", rows["record"].to_pylist(), False
    yield "read", petik.read(path, what="records").to_arrow()["record"].to_pylist(), True
    if spark is None:
        return
    found = spark.read.format("petik").option("what", "records").load(path).collect()
    yield "Spark, files", [row.record for row in found], True
    frame = spark.createDataFrame(table.to_pandas()).repartition(4)
    found = {row.article_id: row.record for row in petik.spark.extract(frame, what="records").collect()}
    yield "Spark, a table", [found.get(str(one["id"])) for one in articles], False


def main():
    program, *paths = [os.path.abspath(argument) for argument in sys.argv[1:]]
    try:
        import petik.spark

        spark = session()
    except ImportError as missing:
        print(f"without Spark: {missing}")
        spark = None
    differ = 0
    for path in paths:
        articles = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").split("\n") if line]
        with tempfile.TemporaryDirectory() as folder:
            # Under one name: the records of files say it.
            os.chdir(folder)
            Path("a.jsonl").write_bytes(Path(path).read_bytes())
            expected = lines(os.path.abspath(program), str(Path(folder, "a.jsonl")), "1")
            for name, records, has_place in [
                ("command line, 2 threads", lines(program, str(Path(folder, "a.jsonl")), "2"), True),
                *ways(str(Path(folder, "a.jsonl")), articles, spark),
            ]:
                wanted = expected if has_place else [placeless(record) for record in expected]
                same = sum(a == b for a, b in zip(wanted, records)) if len(wanted) == len(records) else 0
                differ += same != len(wanted)
                print(f"{Path(path).name}: {name}: {same} of {len(wanted)} records the same", flush=True)
    if spark is not None:
        spark.stop()
    sys.exit(differ > 0)


if __name__ == "__main__":
    main()
