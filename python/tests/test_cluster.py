"""The recipes of docs/CLUSTER.md for Ray Data and Daft, as they stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pyarrow = pytest.importorskip("pyarrow")

import petik

PAGE = Path(__file__).parents[2] / "docs" / "CLUSTER.md"
NAMES = {"text": "isi", "id": "nomor", "published": "terbit"}


def recipe(heading: str, lists: Path, **given: Any) -> Iterator[dict[str, Any]]:
    """What each block under a heading of the page makes of what is given; `lists` stands for the folder that it names."""
    section = PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    for block in re.findall(r"```python\n(.*?)```", section, re.DOTALL):
        made = dict(given)
        exec(block.replace("/data/mine", str(lists)), made)
        yield made


@pytest.fixture
def table(articles: list[dict[str, Any]]) -> Any:
    rows = [{NAMES[name]: value for name, value in one.items()} for one in articles]
    rows.insert(1, {"nomor": "broken", "isi": None, "terbit": "2022-04-21"})
    return pyarrow.Table.from_pylist([{**one, "nomor": f"{at}-{one['nomor']}"} for at in range(20) for one in rows])


@pytest.fixture
def facts(table: Any) -> list[dict[str, Any]]:
    with pytest.warns(UserWarning, match="20 could not be read"):
        return list(petik.extract_table(table, **NAMES).to_arrow().to_pylist())  # type: ignore[arg-type]


def test_ray(table: Any, facts: list[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    ray = pytest.importorskip("ray")
    pytest.importorskip("ray.data")
    ray.init(num_cpus=1, include_dashboard=False, log_to_driver=False)
    try:
        (made,) = recipe("Ray Data", tmp_path, dataset=ray.data.from_arrow(table))
        assert made["facts"].take_all() == facts
    finally:
        ray.shutdown()
    # Without workers, each of which takes seconds to start.
    with pytest.warns(UserWarning, match="20 could not be read"):
        failures = made["Failures"](tmp_path)(table).to_pylist()
    assert failures == [{"nomor": f"{at}-broken", "reason": "no text: `isi` is null"} for at in range(20)]


def test_daft(table: Any, facts: list[dict[str, Any]], tmp_path: Path) -> None:
    daft = pytest.importorskip("daft")
    with pytest.warns(UserWarning, match="20 could not be read"):
        streamed, listed = recipe("Daft", tmp_path, frame=daft.from_arrow(table))
        assert streamed["facts"].to_pylist() == facts
        named = [{"article_id" if name == "nomor" else name: row[name] for name in row} for row in listed["facts"].to_pylist()]
    assert named == facts
    assert [(one.row, one.reason) for one in streamed["failures"]] == [(at * 5 + 2, "no text: `isi` is null") for at in range(20)]
