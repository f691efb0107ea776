"""Tables of other libraries in, rows out."""

from __future__ import annotations

import datetime
import json
import multiprocessing
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pyarrow
import pytest

import petik

MAKERS: dict[str, Callable[[list[dict[str, Any]]], Any]] = {
    "pandas": pandas.DataFrame,
    "polars": polars.DataFrame,
    "pyarrow": pyarrow.Table.from_pylist,
    "batch": pyarrow.RecordBatch.from_pylist,
    "reader": lambda rows: pyarrow.Table.from_pylist(rows).to_reader(),
    "duckdb": lambda rows: duckdb.from_arrow(pyarrow.Table.from_pylist(rows)),
}


def facts_of(table: Any, **options: Any) -> list[dict[str, Any]]:
    return list(petik.extract_table(table, **options).to_arrow().to_pylist())


def plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    days = {name: value.isoformat() for row in rows for name, value in row.items() if isinstance(value, datetime.date)}
    assert not days or set(days) == {"published"}
    return [{name: value.isoformat() if isinstance(value, datetime.date) else value for name, value in row.items()} for row in rows]


@pytest.mark.parametrize("library", MAKERS)
@pytest.mark.parametrize("what", ["facts", "mentions"])
def test_the_rows_are_those_of_the_command_line(
    library: str, what: str, articles: list[dict[str, Any]], lines: Path, petik_command: Callable[..., str]
) -> None:
    rows = petik.extract_table(MAKERS[library](articles), what=what).to_arrow()  # type: ignore[arg-type]
    expected = [json.loads(line) for line in petik_command("extract", f"--{what}", lines).splitlines()]
    assert len(expected) > 3 and plain(rows.to_pylist()) == expected


def test_records_in_json(articles: list[dict[str, Any]]) -> None:
    rows = petik.extract_table(polars.DataFrame(articles), what="records").to_polars()
    records = [petik.extract(one["text"], id=one["id"], published=one["published"]).to_json() for one in articles]
    assert rows["record"].to_list() == records
    assert rows["facts"].to_list() == [len(json.loads(one)["facts"]) for one in records]


def test_every_library_takes_the_rows(articles: list[dict[str, Any]]) -> None:
    frame = pandas.DataFrame(articles)
    expected = facts_of(frame)
    rows = petik.extract_table(frame)
    assert pyarrow.table(rows).to_pylist() == expected
    assert polars.DataFrame(petik.extract_table(frame)).to_dicts() == expected
    reader = pyarrow.RecordBatchReader.from_stream(petik.extract_table(frame))
    found = duckdb.sql("select region_code from reader where cohort_year = 2018")
    assert found is not None and found.fetchall() == [("33.25",), ("33.25",)]
    taken = petik.extract_table(frame).to_pandas()
    assert taken["region_code"].iloc[0] == "33.25" and str(taken["cohort_year"].dtype) == "Int32"
    assert taken["published"].dtype.kind == "M" and taken["cohort_year"].iloc[0] == 2018
    # Codes survive a file.
    assert pandas.api.types.is_string_dtype(taken["region_code"])


def test_columns_of_every_type(articles: list[dict[str, Any]]) -> None:
    table = pyarrow.Table.from_pylist(articles)
    expected = facts_of(table)
    texts = table["text"].combine_chunks()
    days = table["published"].cast(pyarrow.date32())
    for kind in (pyarrow.large_string(), pyarrow.string_view(), pyarrow.binary(), pyarrow.dictionary(pyarrow.int8(), pyarrow.string())):
        made = texts.dictionary_encode().cast(kind) if pyarrow.types.is_dictionary(kind) else texts.cast(kind)
        assert facts_of(table.set_column(1, "text", made)) == expected, kind
    zone = pyarrow.timestamp("us", tz="UTC")
    for day in (days, days.cast(pyarrow.date64()), days.cast(pyarrow.timestamp("s")), days.cast(pyarrow.timestamp("ns")), days.cast(zone)):
        assert facts_of(table.set_column(2, "published", day)) == expected, day.type
    # Sliced, in chunks, empty, without the other columns.
    longer = pyarrow.concat_tables([table, table, table])
    assert facts_of(longer.slice(4, 4)) == expected
    assert facts_of(longer) == expected * 3
    assert facts_of(table.slice(0, 0)) == []
    ids = {row["article_id"] for row in facts_of(table.select(["text"]))}
    assert ids == {petik.extract(one["text"]).id for one in articles if petik.extract(one["text"]).facts}


def test_ids_that_pandas_made_numbers() -> None:
    frame = pandas.DataFrame({"text": ["Kota Tegal", "Kota Solok"], "id": [1.0, float("nan")]})
    rows = petik.extract_table(frame, what="mentions").to_polars()
    assert rows["article_id"].to_list() == ["1", petik.extract("Kota Solok").id]


def test_rows_that_are_no_articles_are_failures(articles: list[dict[str, Any]]) -> None:
    texts = [None, "", *(one["text"] for one in articles), "a\0b", "x" * 5_000]
    rows = petik.extract_table(pandas.DataFrame({"isi": texts}), text="isi", max_article_bytes="4KiB")
    with pytest.warns(UserWarning, match="4 could not be read, the first at row 1: no text: `isi` is null"):
        taken = rows.to_polars()
    assert taken.height == len(facts_of(pandas.DataFrame(articles)[["text"]]))
    assert [(one.path, one.row, one.lost) for one in rows.failures] == [(None, row, True) for row in (1, 2, 7, 8)]
    # A detail that cannot be read costs that detail.
    odd = petik.extract_table(pandas.DataFrame({"text": ["Kota Tegal"], "published": ["31/02/2022"]}), what="mentions")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert odd.to_polars()["published"].to_list() == [None]
    assert [(one.row, one.lost) for one in odd.failures] == [(1, False)] and "names no day" in odd.failures[0].reason


@pytest.mark.parametrize(
    ("table", "options", "said"),
    [
        (pandas.DataFrame({"isi": ["a"]}), {}, 'no column `text` in the header (isi): name the one with the text by text="NAME"'),
        (pandas.DataFrame({"text": [1]}), {}, "column `text` is Int64, no text"),
        (pandas.DataFrame({"text": ["a"]}), {"what": "fact"}, 'what="fact"'),
        (pyarrow.table([["a"], ["b"]], names=["text", "text"]), {}, "two columns are called `text`"),
        (pyarrow.array(["a"]), {}, "not a table"),
        ([{"text": "a"}], {}, "list is no table"),
        (pandas.DataFrame({"text": ["a"]}), {"max_article_bytes": "much"}, "much"),
    ],
)
def test_what_is_no_table_of_texts_is_told(table: Any, options: dict[str, Any], said: str) -> None:
    with pytest.raises(petik.PetikError) as raised:
        petik.extract_table(table, **options)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"text": ["Kota Tegal", None, 3]}, "column `text`, row 3: a int"),
        ({"text": ["Kota Tegal", "a\ud800b"]}, "column `text`, row 2: half a letter (a lone surrogate) at character 1"),
        ({"text": [object()]}, "column `text`, row 1: a object"),
        ({"text": ["Kota Tegal"] * 2, "id": ["1", "\udfff"]}, "column `id`, row 2: half a letter"),
        ({"text": ["Kota Tegal"] * 2, "published": ["2022-04-21", datetime.date(2022, 4, 21)]}, "column `published`, row 2: a date"),
    ],
)
def test_a_cell_that_pandas_refuses_is_told(columns: dict[str, list[object]], said: str) -> None:
    frame = pandas.DataFrame({name: pandas.Series(values, dtype=object) for name, values in columns.items()})
    with pytest.raises(petik.PetikError) as raised:
        petik.extract_table(frame)
    assert said in str(raised.value)


def test_columns_that_nobody_reads_do_no_harm(articles: list[dict[str, Any]]) -> None:
    frame = pandas.DataFrame(articles)
    expected = facts_of(frame)
    frame["tag"] = pandas.Series([3, "tiga", object(), "\ud800"], dtype=object)
    assert facts_of(frame) == expected
    assert facts_of(pandas.concat([frame, frame[["tag"]]], axis=1)) == expected


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"text": 3}, "text is a int, no string"),
        ({"id": None}, "id is a NoneType, no string"),
        ({"what": None}, "what is a NoneType, no string"),
        ({"what": "fakta"}, 'it is "facts", "mentions" or "records"'),
        ({"threads": -1}, "threads=-1: give a number from 0"),
        ({"threads": "all"}, "threads='all': give a number from 0"),
        ({"threads": 10**6}, "threads=1000000: give a number from 0"),
        ({"max_article_bytes": 5}, "max_article_bytes is a int, no string"),
        ({"max_article_bytes": "much"}, 'max_article_bytes="much"'),
    ],
)
def test_options_of_another_kind_are_told(articles: list[dict[str, Any]], options: dict[str, Any], said: str) -> None:
    with pytest.raises(petik.PetikError) as raised:
        petik.extract_table(pandas.DataFrame(articles), **options)
    assert said in str(raised.value)


KEMARIN = "Kemarin Wali Kota Tegal meneken MoU Gerakan Menuju Smart City."
DAY = datetime.date(2022, 4, 21)


@pytest.mark.parametrize(
    "days",
    [
        ["2022-04-21", None],
        ["Kamis, 21 April 2022", ""],
        [b"2022-04-21", None],
        [DAY, None],
        [datetime.datetime(2022, 4, 21, 10), pandas.NaT],
        [pandas.Timestamp("2022-04-21"), None],
        [pandas.Timestamp("2022-04-20 20:00", tz="UTC"), None],
        [20220421, pandas.NA],
        pandas.Categorical(["2022-04-21", None]),
        pandas.to_datetime(["2022-04-21", None]),
        pandas.to_datetime(["2022-04-21 10:00", None]).tz_localize("Asia/Jakarta"),
    ],
    ids=str,
)
def test_days_in_columns_of_every_kind(days: Any) -> None:
    days = pandas.Series(days, dtype=object) if isinstance(days, list) else days
    rows = petik.extract_table(pandas.DataFrame({"text": [KEMARIN] * 2, "id": ["a", "b"], "published": days}))
    found = {(row["article_id"], row["published"], row["date"]) for row in rows.to_arrow().to_pylist() if row["type"] == "signing"}
    assert found == {("a", DAY, "2022-04-20"), ("b", None, None)} and rows.failures == []


def test_a_stream_is_taken_once(articles: list[dict[str, Any]]) -> None:
    rows = petik.extract_table(pandas.DataFrame(articles))
    rows.to_arrow()
    with pytest.raises(petik.PetikError, match="read already"):
        rows.to_arrow()


def test_a_source_that_breaks_is_told() -> None:
    def batches() -> Any:
        yield pyarrow.record_batch([["Kota Tegal"]], names=["text"])
        raise RuntimeError("the disk is gone")

    reader = pyarrow.RecordBatchReader.from_batches(pyarrow.schema([("text", pyarrow.string())]), batches())
    with pytest.raises(petik.PetikError, match="the disk is gone"):
        petik.extract_table(reader).to_arrow()


def many(articles: list[dict[str, Any]], times: int) -> pyarrow.Table:
    return pyarrow.Table.from_pylist([{**one, "id": f"{at}-{one['id']}"} for at in range(times) for one in articles])


def test_any_number_of_threads_gives_the_same_rows(articles: list[dict[str, Any]]) -> None:
    table = many(articles, 700)
    assert table.num_rows == 2800
    one, two, all_cores = (petik.extract_table(table, threads=threads).to_arrow() for threads in (1, 2, 0))
    assert one.equals(two) and one.equals(all_cores) and one["article_id"][0].as_py() == "0-a0"


def test_progress_counts_all_rows(articles: list[dict[str, Any]]) -> None:
    seen: list[int] = []
    petik.extract_table(many(articles, 400), progress=seen.append).to_arrow()
    assert sum(seen) == 1600 and len(seen) > 1

    def stop(rows: int) -> None:
        raise KeyError("enough")

    with pytest.raises(petik.PetikError, match="enough"):
        petik.extract_table(many(articles, 1), progress=stop).to_arrow()


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int | None]]:
    """How far each bar of tqdm had come when it was closed, and how far it was to go."""
    auto, told = pytest.importorskip("tqdm.auto"), []

    class Told(auto.tqdm):  # type: ignore[misc, name-defined]
        def close(self) -> None:
            if not self.disable:
                told.append((self.n, self.total))
            super().close()

    monkeypatch.setattr(auto, "tqdm", Told)
    return told


def test_a_bar_of_tqdm(
    articles: list[dict[str, Any]], closed: list[tuple[int, int | None]], capsys: pytest.CaptureFixture[str]
) -> None:
    table = many(articles, 400)
    petik.extract_table(table, progress=True).to_arrow()
    petik.extract_table(table.to_reader(), progress=True).to_arrow()
    assert closed == [(1600, 1600), (1600, None)]
    out, err = capsys.readouterr()
    assert out == "" and "1600/1600" in err


def test_a_bar_is_closed_on_an_error(closed: list[tuple[int, int | None]]) -> None:
    def batches() -> Any:
        yield pyarrow.record_batch([["Kota Tegal"]], names=["text"])
        raise RuntimeError("the disk is gone")

    reader = pyarrow.RecordBatchReader.from_batches(pyarrow.schema([("text", pyarrow.string())]), batches())
    with pytest.raises(petik.PetikError, match="the disk is gone"):
        petik.extract_table(reader, progress=True).to_arrow()
    assert closed == [(1, None)]


def test_progress_without_tqdm(articles: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    table = many(articles, 1)
    assert petik.extract_table(table, progress=True).to_arrow().equals(petik.extract_table(table).to_arrow())
    assert capsys.readouterr() == ("", "")


def test_who_stops_it_stops_all(articles: list[dict[str, Any]]) -> None:
    def stop(rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        petik.extract_table(many(articles, 1), progress=stop).to_arrow()


def test_threads_share_an_engine(articles: list[dict[str, Any]]) -> None:
    table, engine, found = many(articles, 50), petik.Engine(), []
    workers = [threading.Thread(target=lambda: found.append(engine.extract_table(table).to_arrow())) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(found) == 4 and all(one.equals(found[0]) for one in found)


def _rows_in(table: pyarrow.Table) -> int:
    return int(petik.extract_table(table).to_arrow().num_rows)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_of_their_own_process(method: str, articles: list[dict[str, Any]]) -> None:
    table = many(articles, 200)
    # The threads of this process do not exist in a fork of it.
    expected = _rows_in(table)
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map_async(_rows_in, [table] * 4).get(timeout=120) == [expected] * 4


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "+07:00", "UTC"])
def test_a_day_is_that_of_its_zone(zone: str) -> None:
    # Late in the evening it is the day before in Greenwich, and another one in the east of Indonesia.
    late = datetime.datetime(2022, 4, 21, 23, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))
    times = pyarrow.array([late]).cast(pyarrow.timestamp("us", tz=zone))
    rows = petik.extract_table(pyarrow.table({"text": ["Kota Tegal terpilih dalam Smart City."], "published": times}), what="mentions")
    published = {row["published"] for row in rows.to_arrow().to_pylist()}
    # A time of Greenwich in that hour can be two days.
    assert published == ({None} if zone == "UTC" else {datetime.date(2022, 4, 21)})


def test_columns_without_a_value_are_nothing() -> None:
    nothing = pyarrow.nulls(2)
    rows = petik.extract_table(pyarrow.table({"text": ["Kota Tegal", "Kota Solok"], "id": nothing, "url": nothing}), what="mentions")
    assert len(rows.to_arrow()) == 2 and rows.failures == []
    rows = petik.extract_table(pyarrow.table({"text": nothing}))
    assert len(rows.to_arrow()) == 0 and [one.row for one in rows.failures] == [1, 2]


@pytest.mark.parametrize("column", [polars.Series(["Kota Tegal"]), pyarrow.chunked_array([["Kota Tegal"]])])
def test_a_column_is_no_table(column: Any) -> None:
    with pytest.raises(petik.PetikError, match="is a column, not a table"):
        petik.extract_table(column)


@pytest.mark.parametrize("what", ["mentions", "records"])
def test_what_is_given_comes_in_batches_of_bounded_size(what: Any) -> None:
    many = "Bupati Batang meneken MoU Smart City pada 8 Mei 2018. " * 2000
    rows = petik.extract_table(pyarrow.table({"text": [many] * 24, "id": [str(number) for number in range(24)]}), what=what)
    batches = list(pyarrow.RecordBatchReader.from_stream(rows))
    assert len(batches) > 2 and max(batch.nbytes for batch in batches) < 8 << 20
    ids = [one for batch in batches for one in batch["article_id"].to_pylist()]
    assert list(dict.fromkeys(ids)) == [str(number) for number in range(24)]
