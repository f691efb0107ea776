"""petik on a Spark cluster (Spark 4): files of an archive as a data source, and texts of a table.

    import petik.spark

    petik.spark.register(spark)
    facts = spark.read.format("petik").load("arsip/*.warc.gz")
    facts = petik.spark.extract(articles, text="isi", id="nomor")

Both give the columns of `petik extract --to parquet`, or of `--mentions` with `what="mentions"`. The engine is built once in each
Python worker. Paths are those of a file system that every worker sees; what Spark reads from elsewhere goes through `extract`.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyarrow
import pyarrow.compute
from pyspark.sql.datasource import (
    DataSource,
    DataSourceReader,
    EqualTo,
    Filter,
    GreaterThan,
    GreaterThanOrEqual,
    In,
    InputPartition,
    IsNotNull,
    LessThan,
    LessThanOrEqual,
)
from pyspark.sql.types import StructType

from ._engine import Engine, builtin
from ._petik import PetikError
from ._rows import Rows

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: The parts of an article that a table or a file can hold.
PARTS = ("text", "id", "published", "url", "title", "outlet")

_FAILURES = pyarrow.schema(
    [
        pyarrow.field("path", pyarrow.string()),
        pyarrow.field("row", pyarrow.int64()),
        pyarrow.field("reason", pyarrow.string(), nullable=False),
        pyarrow.field("lost", pyarrow.bool_(), nullable=False),
    ]
)


def register(spark: SparkSession) -> None:
    """Makes `spark.read.format("petik")` known to a session, and lets Spark hand down filters: by default it does not, and then
    refuses readers that take them."""
    spark.conf.set("spark.sql.python.filterPushdown.enabled", "true")
    spark.dataSource.register(PetikSource)


class PetikSource(DataSource):
    """Articles in files: one partition a file, so that a run of many files is spread over the cluster.

    Options are those of `petik.read`: `what` (facts, mentions, records, or failures, which gives what could not be read as path,
    row, reason, lost), `format`, `published`, `include`, `exclude`, `max_article_bytes`, `gazetteers`; and `text`, `id`, … for the
    fields that hold these parts.
    """

    @classmethod
    def name(cls) -> str:
        """The name of the format."""
        return "petik"

    def schema(self) -> StructType:
        """The columns."""
        return _spark(_columns(self.options.get("what", "facts")))

    def reader(self, schema: StructType) -> DataSourceReader:
        """Reads the files of `path`."""
        return _Reader(dict(self.options))


class _File(InputPartition):
    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class _Reader(DataSourceReader):
    def __init__(self, options: dict[str, str]) -> None:
        path = options.get("path")
        if not path:
            raise PetikError('no path: spark.read.format("petik").load("arsip/*.warc.gz")')
        self.path = path
        self.options = options
        self.filters: list[Filter] = []

    def pushFilters(self, filters: list[Filter]) -> Iterable[Filter]:
        """Takes those on plain columns: their rows are left out where they are made."""
        names = set(_columns(self.options.get("what", "facts")).names)
        for one in filters:
            if isinstance(one, _TAKEN) and len(one.attribute) == 1 and one.attribute[0] in names:
                self.filters.append(one)
            else:
                yield one

    def partitions(self) -> Sequence[InputPartition]:
        """One a file."""
        engine = _engine(self.options.get("gazetteers"))
        found = engine.files(self.path, **_walk(self.options))
        if not found:
            raise PetikError(f"{self.path}: no file that petik reads")
        return [_File(path) for path in found]

    def read(self, partition: InputPartition) -> Iterator[pyarrow.RecordBatch]:
        """The rows of one file. What is damaged costs its own rows: `what="failures"` names it."""
        assert isinstance(partition, _File)
        options = self.options
        what = options.get("what", "facts")
        engine = _engine(options.get("gazetteers"))
        rows = engine.read(
            partition.path,
            what="facts" if what == "failures" else what,  # type: ignore[arg-type]
            fields={part: options[part] for part in PARTS if part in options},
            format=options.get("format"),
            published=options.get("published"),
            max_article_bytes=options.get("max_article_bytes"),
            threads=1,
        )
        for batch in pyarrow.RecordBatchReader.from_stream(rows):
            if what != "failures":
                yield from self._kept(batch)
        if what == "failures":
            yield from self._kept(_told(rows))

    def _kept(self, batch: pyarrow.RecordBatch) -> Iterator[pyarrow.RecordBatch]:
        for one in self.filters:
            batch = batch.filter(_holds(one, batch.column(one.attribute[0])))  # type: ignore[attr-defined]
        if batch.num_rows:
            yield batch


# Its functions are made when it is imported, so no checker knows them.
compute: Any = pyarrow.compute

_TAKEN = (EqualTo, In, GreaterThan, GreaterThanOrEqual, LessThan, LessThanOrEqual, IsNotNull)


def _holds(one: Filter, column: Any) -> Any:
    if isinstance(one, IsNotNull):
        return compute.is_valid(column)
    if isinstance(one, In):
        return compute.is_in(column, value_set=pyarrow.array(list(one.value), column.type))
    compared: dict[type[Filter], Any] = {
        EqualTo: compute.equal,
        GreaterThan: compute.greater,
        GreaterThanOrEqual: compute.greater_equal,
        LessThan: compute.less,
        LessThanOrEqual: compute.less_equal,
    }
    assert isinstance(one, (EqualTo, GreaterThan, GreaterThanOrEqual, LessThan, LessThanOrEqual))
    return compared[type(one)](column, pyarrow.scalar(one.value, column.type))


def extract(
    df: DataFrame,
    *,
    what: str = "facts",
    text: str = "text",
    id: str = "id",
    published: str = "published",
    url: str = "url",
    title: str = "title",
    outlet: str = "outlet",
    gazetteers: str | os.PathLike[str] | None = None,
) -> DataFrame:
    """Rows of what stands in the texts of a Spark table, with the columns of `petik.extract_table`.

    `gazetteers` is a folder on the driver; it travels to the workers. Rows that are no articles give no rows: with
    `what="failures"` they are told as path (null), row of the batch's partition, reason and lost.
    """
    names = dict.fromkeys((text, id, published, url, title, outlet))
    if text not in df.columns:
        raise PetikError(f"no column `{text}` ({', '.join(df.columns)}): name the one with the text by text=\"NAME\"")
    columns = _columns(what)
    overlay = None if gazetteers is None else _packed(os.fspath(gazetteers))

    def read(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        engine = builtin() if overlay is None else _unpacked(overlay)
        first = next(batches, None)
        if first is None:
            return

        def all_batches() -> Iterator[pyarrow.RecordBatch]:
            yield first
            yield from batches

        table = pyarrow.RecordBatchReader.from_batches(first.schema, all_batches())
        kind: Any = "facts" if what == "failures" else what
        rows = engine.extract_table(
            table, what=kind, threads=1, text=text, id=id, published=published, url=url, title=title, outlet=outlet
        )
        for batch in pyarrow.RecordBatchReader.from_stream(rows):
            if what != "failures":
                yield batch
        if what == "failures":
            yield _told(rows)

    return df.select([one for one in names if one in df.columns]).mapInArrow(read, _spark(columns))


def _told(rows: Rows) -> pyarrow.RecordBatch:
    """What could not be read, as a batch."""
    columns = zip(_FAILURES, zip(*rows.failures)) if rows.failures else ((one, ()) for one in _FAILURES)
    return pyarrow.record_batch([pyarrow.array(values, one.type) for one, values in columns], schema=_FAILURES)


def _columns(what: str) -> pyarrow.Schema:
    if what == "failures":
        return _FAILURES
    empty = pyarrow.table({"text": pyarrow.array([], pyarrow.string())})
    return pyarrow.schema(builtin().extract_table(empty, what=what))  # type: ignore[arg-type]


def _spark(columns: pyarrow.Schema) -> StructType:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(columns)


def _walk(options: dict[str, str]) -> dict[str, list[str]]:
    return {name: options[name].split(",") for name in ("include", "exclude") if name in options}


@lru_cache(maxsize=4)
def _engine(gazetteers: str | None) -> Engine:
    return builtin() if gazetteers is None else Engine(gazetteers)


def _packed(folder: str) -> bytes:
    """A folder of lists as a ZIP file: small, and the same on every worker."""
    import io

    if not os.path.isdir(folder):
        raise PetikError(f"gazetteers={folder}: no such folder")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for below, _, names in sorted(os.walk(folder)):
            for name in sorted(names):
                path = os.path.join(below, name)
                file.write(path, os.path.relpath(path, folder))
    return packed.getvalue()


@lru_cache(maxsize=4)
def _unpacked(packed: bytes) -> Engine:
    import io
    import tempfile

    with tempfile.TemporaryDirectory(prefix="petik-") as folder, zipfile.ZipFile(io.BytesIO(packed)) as file:
        file.extractall(folder)
        return Engine(folder)
