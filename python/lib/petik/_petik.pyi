"""The compiled part of petik."""

from collections.abc import Callable, Mapping, Sequence
from os import PathLike

__version__: str

#: More threads are refused.
MOST_THREADS: int

class PetikError(Exception):
    """What petik cannot do, and what to do about it.

    `path` and `line` say where, `None` where there is no such place; `faults` lists all faults of lists and rules as
    (path, line, message).
    """

    path: str | None
    line: int | None
    faults: list[tuple[str, int, str]]

class Stream:
    """Batches of rows, made as they are asked for; they can be taken once."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...
    @property
    def columns(self) -> list[str]: ...
    @property
    def failures(self) -> list[tuple[str | None, int | None, str, bool]]: ...
    @property
    def counts(self) -> tuple[int, int]: ...

class Engine:
    """Lists and rules, ready to read."""

    def __init__(self, gazetteers: str | PathLike[str] | None = None) -> None: ...
    @staticmethod
    def check(gazetteers: str | PathLike[str] | None = None) -> list[tuple[str, int, str]]: ...
    @property
    def lists_digest(self) -> str: ...
    def extract(
        self,
        text: str,
        id: str | None = None,
        url: str | None = None,
        title: str | None = None,
        published: str | None = None,
        outlet: str | None = None,
        with_text: bool = False,
    ) -> str: ...
    def extract_table(
        self,
        table: object,
        what: str,
        fields: Mapping[str, str],
        threads: int = 0,
        max_article_bytes: str | None = None,
        progress: Callable[[int], object] | None = None,
    ) -> Stream: ...
    def files(
        self, paths: Sequence[str | PathLike[str]], include: Sequence[str] = ..., exclude: Sequence[str] = ...
    ) -> list[PathLike[str]]: ...
    def read(
        self,
        paths: Sequence[str | PathLike[str]],
        what: str,
        fields: Mapping[str, str],
        threads: int = 0,
        format: str | None = None,
        published: str | None = None,
        include: Sequence[str] = ...,
        exclude: Sequence[str] = ...,
        max_article_bytes: str | None = None,
    ) -> Stream: ...

def run(arguments: Sequence[str]) -> int: ...
