"""What is handed over, looked at before it goes into the compiled part: whoever slips is told the argument, or the cell."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from ._petik import MOST_THREADS, PetikError

T = TypeVar("T")


def strings(given: Mapping[str, object], or_none: bool = False) -> None:
    """Whoever hands over something else is told which argument it is, and where half a letter stands."""
    for name, value in given.items():
        if value is None and or_none:
            continue
        if not isinstance(value, str):
            raise PetikError(f"{name} is a {type(value).__name__}, no string")
        half = _half_a_letter(value)
        if half is not None:
            raise PetikError(f"{name}: {half}")


def path(given: object) -> str:
    """The path of a file or folder."""
    try:
        written = os.fsdecode(given)  # type: ignore[arg-type]
        os.fsencode(written)
    except TypeError as error:
        raise PetikError(f"a path is a {type(given).__name__}: give a string or a pathlib.Path") from error
    except UnicodeEncodeError as error:
        raise PetikError(f"the path {given!r} can be no file's: half a letter at character {error.start}") from error
    return written


def patterns(name: str, given: Iterable[str]) -> list[str]:
    """A single pattern is no list of letters."""
    several = [given] if isinstance(given, str) else listed(name, given)
    for one in several:
        strings({name: one})
    return several


def fields(given: Mapping[str, str] | None) -> dict[str, str]:
    """The columns by the part of an article that they hold."""
    if given is not None and not isinstance(given, Mapping):
        raise PetikError(f'fields is a {type(given).__name__}: give a mapping such as {{"text": "isi"}}')
    made = dict(given or {})
    for part, column in made.items():
        strings({"a part in fields": part, f"fields[{part!r}]": column})
    return made


def listed(name: str, given: Iterable[T]) -> list[T]:
    """All of what can be gone through."""
    if not isinstance(given, Iterable):
        raise PetikError(f"{name} is a {type(given).__name__}: give several, or one")
    return list(given)


def threads(threads: object) -> int:
    """A number of threads, 0 for all cores."""
    if not isinstance(threads, int) or not 0 <= threads <= MOST_THREADS:
        raise PetikError(f"threads={threads!r}: give a number from 0, all cores, to {MOST_THREADS}")
    return threads


def _is_pandas(table: object) -> bool:
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(table, pandas.DataFrame)


def wanted(table: Any, text: str, names: Iterable[str]) -> Any:
    """A data frame of pandas without the columns that nobody reads: one of mixed values would refuse the whole of it."""
    if not _is_pandas(table):
        return table
    heads = [str(one) for one in table.columns]
    return table.loc[:, [one in names for one in heads]] if text in heads else table


def odd_cell(table: Any, names: Iterable[str]) -> PetikError | None:
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
    if isinstance(value, str):
        return _half_a_letter(value)
    if isinstance(value, bytes):
        return None
    return f"a {type(value).__name__}, among strings or of no type that a column has: make it a string, or None"


def _half_a_letter(value: str) -> str | None:
    """Where a lone surrogate stands, which no file can hold."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        return f"half a letter (a lone surrogate) at character {error.start}: no text"
    return None
