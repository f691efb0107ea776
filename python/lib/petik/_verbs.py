"""What the command line does with records: it is run as a program of its own, so that a stopped or hostile run leaves this process
alone, and its answer is read back."""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

from . import _given
from ._petik import PetikError
from ._record import Record

if TYPE_CHECKING:
    import pandas
    import polars

#: Records or flat facts: files that `petik extract` wrote, records, or a table of facts.
Records = Union[str, "os.PathLike[str]", Iterable["Record | str | os.PathLike[str]"], Any]


def command(arguments: Sequence[str], gazetteers: str | None = None, words: str | None = None) -> str:
    """What `petik ARGUMENTS` prints. Raises PetikError with what it says where it fails."""
    return _run(arguments, gazetteers, words)[0]


def _run(arguments: Sequence[str], gazetteers: str | None, words: str | None = None) -> tuple[str, str]:
    """The same, with what it tells people besides."""
    own = [] if gazetteers is None else ["--gazetteers", gazetteers]
    run = subprocess.run(
        [sys.executable, "-m", "petik", *arguments, *own, "--color", "never"],
        input=None if words is None else words.encode(),
        stdin=subprocess.DEVNULL if words is None else None,
        capture_output=True,
        check=False,
    )
    said = run.stderr.decode(errors="replace").strip()
    if run.returncode != 0:
        raise PetikError(said.removeprefix("error: ") or f"petik ended with exit code {run.returncode}")
    return run.stdout.decode(), said


def files(records: Records, stack: ExitStack) -> list[str]:
    """The paths of `records`; those that are no files are written to one that lives as long as `stack`."""
    if isinstance(records, (str, os.PathLike)):
        return [os.fspath(records)]
    if hasattr(records, "__arrow_c_stream__") or hasattr(records, "to_dict"):
        return [_written((json.dumps(row, ensure_ascii=False) for row in _facts(records)), stack)]
    paths: list[str] = []
    lines: list[str] = []
    for one in _given.listed("records", records):
        if isinstance(one, Record):
            # With its text: reprints are told by it, and quotes shown in their paragraph.
            data = one.to_dict()
            lines.append(one.to_json() if one.text is None else json.dumps({**data, "text": one.text}, ensure_ascii=False))
        elif isinstance(one, (str, os.PathLike)):
            paths.append(os.fspath(one))
        else:
            raise PetikError(f"a {type(one).__name__} among the records: give records, paths, or a table of facts")
    return [*paths, _written(lines, stack)] if lines else paths


def _written(lines: Iterable[str], stack: ExitStack) -> str:
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="petik-"))
    path = Path(folder) / "records.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
    return str(path)


def _facts(table: Any) -> Iterable[dict[str, Any]]:
    """The rows of a table of facts, as petik writes them."""
    for row in _rows_of(table):
        yield {name: _plain(value) for name, value in row.items()}


def _rows_of(table: Any) -> Iterable[dict[str, Any]]:
    if hasattr(table, "__arrow_c_stream__"):
        try:
            import pyarrow

            return pyarrow.table(table).to_pylist()  # type: ignore[no-any-return]
        except ImportError:
            import polars

            return polars.DataFrame(table).to_dicts()
    return table.to_dict("records")  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    # NaN, NaT and NA of pandas are what is missing; none of them equals itself.
    try:
        return None if value is None or bool(value != value) else value
    except TypeError:
        return None


class Reconciliation:
    """Press held against an official list: a folder with `report.html`, `reconciliation.xlsx` and tables."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        about = json.loads((Path(folder) / "datapackage.json").read_text(encoding="utf-8"))
        self._resources = {one["name"]: one for one in about["resources"] if "schema" in one}

    @property
    def report(self) -> str:
        """The path of the report, for a browser."""
        return os.path.join(self.folder, "report.html")

    @property
    def tables(self) -> list[str]:
        """The names of the tables."""
        return list(self._resources)

    def rows(self, table: str = "reconciliation") -> list[dict[str, Any]]:
        """The rows of a table: codes are strings, years whole numbers, days `datetime.date`, an empty cell `None`."""
        kinds = self._kinds(table)
        with open(os.path.join(self.folder, self._resources[table]["path"]), encoding="utf-8", newline="") as file:
            return [{name: _typed(cell, kinds[name]) for name, cell in row.items()} for row in csv.DictReader(file)]

    def to_pandas(self, table: str = "reconciliation") -> pandas.DataFrame:
        """A table as a data frame of pandas."""
        import pandas

        names = {"integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "datetime64[ns]"}
        kinds = {name: names.get(kind, "string") for name, kind in self._kinds(table).items()}
        return pandas.DataFrame(self.rows(table), columns=list(kinds)).astype(kinds)

    def to_polars(self, table: str = "reconciliation") -> polars.DataFrame:
        """A table as a data frame of polars."""
        import polars

        names = {"integer": polars.Int64, "number": polars.Float64, "boolean": polars.Boolean, "date": polars.Date}
        kinds = {name: names.get(kind, polars.String) for name, kind in self._kinds(table).items()}
        return polars.DataFrame(self.rows(table), schema=kinds)

    def _kinds(self, table: str) -> dict[str, str]:
        if table not in self._resources:
            raise PetikError(f"no table {table!r}: there are {', '.join(self.tables)}")
        return {one["name"]: one["type"] for one in self._resources[table]["schema"]["fields"]}

    def __repr__(self) -> str:
        return f"<petik.Reconciliation {self.folder!r}>"


def _typed(cell: str, kind: str) -> Any:
    if cell == "":
        return None
    if kind == "integer":
        return int(cell)
    if kind == "number":
        return float(cell)
    if kind == "boolean":
        return cell == "true"
    if kind == "date":
        return datetime.date.fromisoformat(cell)
    return cell


def reconcile(
    records: Records,
    list: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    out: str | os.PathLike[str],
    programme: str | None = None,
    year: int | None = None,
    columns: dict[str, str] | None = None,
    sheet: str | None = None,
    decisions: str | os.PathLike[str] | None = None,
    gazetteers: str | os.PathLike[str] | None = None,
) -> Reconciliation:
    """Holds press against an official list and writes the answer into the folder `out`, as `petik reconcile` does.

    `records` are files of records or flat facts, records, or a table of facts (of `extract_table`, filtered as you like; its
    columns must be there). `list` is a file (CSV, XLSX, ODS), a folder, or several; `columns` maps code, name, cohort_year, …
    to the list's own heads; `programme` and `year` are for rows of which the list names none.

    Raises PetikError where the list or the records cannot be read.
    """
    several = [list] if isinstance(list, (str, os.PathLike)) else _given.listed("list", list)
    options = [part for one in several for part in ("--list", _given.path(one))]
    for name, value in (("--programme", programme), ("--year", year), ("--sheet", sheet), ("--decisions", decisions)):
        if value is not None:
            options += [name, str(value)]
    for name, column in (columns or {}).items():
        options += ["--column", f"{name}={column}"]
    folder = _given.path(out)
    with ExitStack() as stack:
        paths = files(records, stack)
        command(
            ["reconcile", "--quiet", *options, "--out", folder, *paths],
            None if gazetteers is None else _given.path(gazetteers),
        )
    return Reconciliation(folder)


def score(
    records: Records,
    gold: str | os.PathLike[str],
    *,
    texts: str | os.PathLike[str] | None = None,
    gazetteers: str | os.PathLike[str] | None = None,
) -> dict[str, Any]:
    """Precision, recall and F1 of records against annotated articles, by layer, as `petik score --json` tells them.

    `gold` is a file or a folder of annotations; `texts` the articles, against which offsets are checked.

    Raises PetikError where the annotation does not hold together.
    """
    with ExitStack() as stack:
        paths = files(records, stack)
        if len(paths) != 1:
            raise PetikError("score takes the records of one file, or records: put the files together")
        options = [] if texts is None else ["--texts", _given.path(texts)]
        answer = command(
            ["score", "--json", *options, paths[0], _given.path(gold)],
            None if gazetteers is None else _given.path(gazetteers),
        )
    figures: dict[str, Any] = json.loads(answer)
    return figures


class Fitted:
    """Weights of evidence, fitted to annotated articles: `report` tells how good they are, `save` makes them usable."""

    def __init__(self, written: str, report: str) -> None:
        self._written = written
        #: How good the weights in use and the fitted ones are, on articles of other events (`held out`), and what changed.
        self.report = report

    @property
    def weights(self) -> dict[str, int]:
        """Each feature with its weight."""
        return {row["feature"]: int(row["weight"]) for row in csv.DictReader(io.StringIO(self._written))}

    def save(self, folder: str | os.PathLike[str]) -> str:
        """Writes `weights.csv` into a folder of lists of your own, for `petik.Engine(folder)`, and gives its path."""
        path = Path(folder) / "weights.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self._written, encoding="utf-8")
        return str(path)

    def __repr__(self) -> str:
        return f"<petik.Fitted {len(self.weights)} weights>"


def fit(
    records: Records,
    gold: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    decisions: Sequence[str] = (),
    spread: float | None = None,
    folds: int | None = None,
    gazetteers: str | os.PathLike[str] | None = None,
) -> Fitted:
    """Fits the weights of evidence to annotated articles, as `petik fit` does. Nothing is changed until they are saved.

    `records` are records with their texts, or files and folders of articles; they are read anew. `gold` is a file or a folder of
    annotations, or several. `decisions` names those whose weights are fitted (all, where it is empty): list, subject, year, day,
    size, confidence. `spread` says how far the weights in use may well be off, `folds` into how many folds the events are dealt.

    Raises PetikError where the annotation does not hold together, or has no article.
    """
    several = [gold] if isinstance(gold, (str, os.PathLike)) else gold
    options = [part for one in decisions for part in ("--decision", one)]
    for name, value in (("--spread", spread), ("--folds", folds)):
        if value is not None:
            options += [name, str(value)]
    with ExitStack() as stack:
        texts = _articles(records, stack)
        written, report = _run(
            ["fit", *options, *[os.fspath(one) for one in several], "--texts", *texts],
            None if gazetteers is None else os.fspath(gazetteers),
        )
    return Fitted(written, report)


def _articles(records: Records, stack: ExitStack) -> list[str]:
    """The paths of articles; records are written as the articles that they were made of."""
    if isinstance(records, (str, os.PathLike)):
        return [os.fspath(records)]
    paths: list[str] = []
    lines: list[str] = []
    for one in records:
        if isinstance(one, (str, os.PathLike)):
            paths.append(os.fspath(one))
        elif isinstance(one, Record) and one.text is not None:
            article = {"id": one.id, "text": one.text, "title": one.title, "url": one.source.url, "outlet": one.source.outlet}
            lines.append(json.dumps({**article, "published": one.published and one.published.value}, ensure_ascii=False))
        else:
            raise PetikError(f"a {type(one).__name__} without a text among the records: give records of `extract`, or paths")
    if not lines and not paths:
        raise PetikError("no records: give records of `extract`, or paths of articles")
    return [*paths, _written(lines, stack)] if lines else paths
