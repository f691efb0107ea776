"""petik in expressions of polars. To import this module makes them known:

>>> import polars, petik.polars
>>> articles = polars.DataFrame({"isi": ["Kota Solok terpilih dalam Gerakan Menuju Smart City 2023.", "Cuaca cerah.", None]})
>>> found = articles.select(polars.col("isi").petik.facts())
>>> [[fact["region_code"] for fact in row] if row is not None else None for row in found["isi"]]
[['13.72'], [], None]
"""

from __future__ import annotations

import polars

from ._engine import What, builtin


@polars.api.register_expr_namespace("petik")
class Texts:
    """What stands in a column of texts: a list for each of them, `null` where there is no text. The day of publication is not
    known here; `petik.extract_table` takes it from a column."""

    def __init__(self, texts: polars.Expr) -> None:
        self._texts = texts

    def facts(self) -> polars.Expr:
        """The facts of each text, with the columns of `petik.extract_table`."""
        return self._lists("facts")

    def mentions(self) -> polars.Expr:
        """The mentions of each text."""
        return self._lists("mentions")

    def _lists(self, what: What) -> polars.Expr:
        kind = polars.List(polars.Struct(_rows(polars.Series("text", [], polars.String), what).schema))
        return self._texts.map_batches(lambda texts: _found(texts, what, kind), return_dtype=kind)


def _rows(texts: polars.Series, what: What) -> polars.DataFrame:
    numbered = polars.DataFrame({"text": texts, "id": range(len(texts))})
    return polars.DataFrame(builtin().extract_table(numbered, what=what))


def _found(texts: polars.Series, what: What, kind: polars.List) -> polars.Series:
    """The rows of each text as a list, in its place."""
    rows = _rows(texts, what)
    lists = rows.group_by(polars.col("article_id").cast(polars.UInt32).alias("row"), maintain_order=True).agg(
        polars.struct(rows.columns).alias("found")
    )
    placed = polars.DataFrame({"row": range(len(texts)), "text": texts}, schema_overrides={"row": polars.UInt32})
    all_rows = placed.join(lists, on="row", how="left", maintain_order="left")
    empty = polars.lit([], dtype=kind)
    found = polars.when(polars.col("text").is_null()).then(None).otherwise(polars.col("found").fill_null(empty))
    return all_rows.select(found.cast(kind).alias(texts.name)).to_series()
