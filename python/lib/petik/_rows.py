"""Rows that petik makes: a stream of Arrow batches with shortcuts to the libraries that take it."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, NamedTuple

from ._petik import PetikError, Stream

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Failure(NamedTuple):
    """What could not be read: the file (`None` for a table), its row or line from 1, why, and whether an article was lost; if
    not, only a detail of it is missing."""

    path: str | None
    row: int | None
    reason: str
    lost: bool


class Rows:
    """Rows of facts, mentions or records, made as they are asked for; they can be taken once.

    Any library with Arrow's PyCapsule interface takes them as they are: `pyarrow.table(rows)`, `polars.DataFrame(rows)`,
    `pandas.DataFrame.from_arrow(rows)`. Codes of regions are strings, years integers, days dates.
    """

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._stream.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._stream.__arrow_c_schema__()

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._stream.columns

    @property
    def failures(self) -> list[Failure]:
        """What could not be read so far (the first 10,000); whole once the rows were taken."""
        return [Failure(*one) for one in self._stream.failures]

    def to_arrow(self) -> pyarrow.Table:
        """The rows as a table of pyarrow."""
        table: pyarrow.Table = self._taken("pyarrow", lambda arrow: arrow.table(self))
        return table

    def to_polars(self) -> polars.DataFrame:
        """The rows as a data frame of polars."""
        frame: polars.DataFrame = self._taken("polars", lambda polars: polars.DataFrame(self))
        return frame

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a data frame of pandas: numbers that may be missing are `Int64`, not floats, and days are
        `datetime64`."""

        def made(pandas: Any) -> Any:
            import pyarrow

            kinds = {
                pyarrow.int32(): pandas.Int32Dtype(),
                pyarrow.int64(): pandas.Int64Dtype(),
                pyarrow.bool_(): pandas.BooleanDtype(),
                pyarrow.string(): pandas.StringDtype(),
            }
            return pyarrow.table(self).to_pandas(types_mapper=kinds.get, date_as_object=False)

        frame: pandas.DataFrame = self._taken("pandas", made)
        return frame

    def _taken(self, library: str, make: Any) -> Any:
        from importlib import import_module

        try:
            module = import_module(library)
        except ImportError as error:
            raise PetikError(f"{library} is not installed: pip install {library}") from error
        try:
            made = make(module)
        except PetikError:
            raise
        except ImportError as error:
            raise PetikError(f"{error}: pip install 'petik[{library}]'") from error
        except Exception as error:
            # Through Arrow an error goes as words only; whoever pressed Ctrl-C wants more to stop than this call.
            if "Compute error: KeyboardInterrupt" in str(error):
                raise KeyboardInterrupt from error
            raise PetikError(str(error)) from error
        self._tell()
        return made

    def _tell(self) -> None:
        lost, _ = self._stream.counts
        if lost:
            first = next(one for one in self.failures if one.lost)
            row = "" if first.row is None else f":{first.row}"
            place = f"{first.path}{row}" if first.path else f"row {first.row}"
            warnings.warn(f"{lost} could not be read, the first at {place}: {first.reason}; see `failures`", stacklevel=4)
