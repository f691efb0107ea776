"""The engine, and the functions that use the built-in one."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, Literal, Protocol, Union

from . import _petik
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
        self._gazetteers = None if gazetteers is None else _path(gazetteers)
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
        _strings({"text": text})
        _strings({"id": id, "url": url, "title": title, "outlet": outlet}, or_none=True)
        try:
            written = self._own.extract(text, id, url, title, _day(published), outlet)
        except UnicodeEncodeError as error:
            raise PetikError(f"half a letter (a lone surrogate) at character {error.start}: no text") from error
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
        _strings({"what": what, **fields})
        _strings({"max_article_bytes": max_article_bytes}, or_none=True)
        told = _progress(progress, table)
        wanted = _wanted(table, fields.values())
        try:
            return Rows(self._own.extract_table(wanted, what, fields, _threads(threads), max_article_bytes, told))
        except PetikError as error:
            raise _odd_cell(wanted, fields.values()) or error from None

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
        fields = dict(fields or {})
        _strings({"what": what, **fields})
        _strings({"format": format, "max_article_bytes": max_article_bytes}, or_none=True)
        return Rows(
            self._own.read(
                [_path(path) for path in paths],
                what,
                fields,
                _threads(threads),
                format,
                _day(published),
                _patterns("include", include),
                _patterns("exclude", exclude),
                max_article_bytes,
            )
        )

    def files(self, *paths: Path, include: Iterable[str] = (), exclude: Iterable[str] = ()) -> list[str]:
        """The files that `read` would read, in its order. Raises PetikError where nothing is at a path."""
        found = self._own.files(
            [_path(path) for path in paths], _patterns("include", include), _patterns("exclude", exclude)
        )
        return [os.fspath(path) for path in found]

    def explain(self, text: str, *, published: str | datetime.date | None = None) -> str:
        """What was found in a text and why, in the words of `petik explain`."""
        from ._verbs import command

        options = [] if published is None else ["--published", str(_day(published))]
        return command(["explain", *options, "-"], self._gazetteers, text)

    def __reduce__(self) -> tuple[type[Engine], tuple[str | None]]:
        return Engine, (self._gazetteers,)


def _day(day: str | datetime.date | None) -> str | None:
    if isinstance(day, datetime.datetime):
        return day.isoformat()
    if isinstance(day, datetime.date):
        return day.isoformat()
    if day is None or isinstance(day, str):
        return day
    raise PetikError(f"published is a {type(day).__name__}: give a date, or a string such as 2022-04-21")


def _strings(given: Mapping[str, object], or_none: bool = False) -> None:
    """Whoever hands over something else is told which argument it is."""
    for name, value in given.items():
        if not isinstance(value, str) and not (or_none and value is None):
            raise PetikError(f"{name} is a {type(value).__name__}, no string")


def _path(path: object) -> str:
    try:
        return os.fsdecode(path)  # type: ignore[arg-type]
    except TypeError as error:
        raise PetikError(f"a path is a {type(path).__name__}: give a string or a pathlib.Path") from error


def _patterns(name: str, patterns: Iterable[str]) -> list[str]:
    """A single pattern is no list of letters."""
    given = [patterns] if isinstance(patterns, str) else list(patterns)
    for one in given:
        _strings({name: one})
    return given


#: More threads than any machine has cores; as many as a slip of the hand asks for would stop it.
_MOST_THREADS = 1024


def _threads(threads: object) -> int:
    if not isinstance(threads, int) or not 0 <= threads <= _MOST_THREADS:
        raise PetikError(f"threads={threads!r}: give a number from 0, all cores, to {_MOST_THREADS}")
    return threads


def _is_pandas(table: object) -> bool:
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(table, pandas.DataFrame)


def _wanted(table: Any, names: Iterable[str]) -> Any:
    """A data frame of pandas without the columns that nobody reads: one of mixed values would refuse the whole of it."""
    if not _is_pandas(table):
        return table
    wanted = [str(one) in names for one in table.columns]
    return table.loc[:, wanted] if any(wanted) else table


def _odd_cell(table: Any, names: Iterable[str]) -> PetikError | None:
    """The first cell for which pandas refuses a column of Python's objects: a number among strings, half a letter."""
    if not _is_pandas(table):
        return None
    for at, name in enumerate(table.columns):
        if str(name) not in names or table.dtypes.iloc[at] != object or _converts(table.iloc[:, [at]]):
            continue
        column = table.iloc[:, at]
        for row, (value, missing) in enumerate(zip(column, column.isna()), 1):
            reason = None if missing else _odd(value)
            if reason:
                return PetikError(f"column `{name}`, row {row}: {reason}")
    return None


def _converts(table: Any) -> bool:
    try:
        table.__arrow_c_stream__()
    except Exception:
        return False
    return True


def _odd(value: object) -> str | None:
    if not isinstance(value, (str, bytes)):
        return f"a {type(value).__name__}, among strings or of no type that a column has: make it a string, or None"
    if isinstance(value, str) and not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            return f"half a letter (a lone surrogate) at character {error.start}"
    return None


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
    faults = _petik.Engine.check(None if gazetteers is None else _path(gazetteers))
    return [Failure(path, line or None, message, True) for path, line, message in faults]
