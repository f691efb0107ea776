"""Articles to read, and the command line beside which everything is held."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TEXTS = [
    "Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).",
    "Pemkab Sleman, Kota Tegal, dan Kabupaten Klaten terpilih dalam Gerakan Menuju Smart City 2022. \U0001f600 Kata Bupati, \U0001d510.",
    "Hari ini cerah.",
    "Sebanyak 50 kabupaten/kota terpilih dalam Gerakan Menuju Smart City tahun 2022.",
]


@pytest.fixture
def articles() -> list[dict[str, Any]]:
    return [{"id": f"a{at}", "text": text, "published": "2022-04-21"} for at, text in enumerate(TEXTS)]


@pytest.fixture
def lines(tmp_path: Path, articles: list[dict[str, Any]]) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in articles), encoding="utf-8")
    return path


@pytest.fixture
def petik_command() -> Callable[..., str]:
    def run(*arguments: object) -> str:
        command = [sys.executable, "-m", "petik", *map(str, arguments)]
        return subprocess.run(command, check=True, capture_output=True).stdout.decode()

    return run
