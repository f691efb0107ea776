"""The examples in the modules."""

from __future__ import annotations

import doctest

import petik
import petik._record
import petik.polars


def test_examples() -> None:
    for module in (petik, petik._record, petik.polars):
        result = doctest.testmod(module)
        assert result.attempted > 0 and result.failed == 0, module
