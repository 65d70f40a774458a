"""The same counts beyond one machine: a filter and a self-join over a table of (citing, cited) on Spark.

The columns are what :func:`citekit.cocitation.read_citations` reads. Nothing here draws: bring the pairs of the most
cited works home and give them to the map.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["cocited_pairs"]


def cocited_pairs(
    links: DataFrame, *, citing: str = "citing", cited: str = "cited", min_count: int = 2, max_references: int = 5000
) -> DataFrame:
    """Return (first, second, count) for each pair of works that at least ``min_count`` papers cite together.

    ``first`` is below ``second`` in the order of the column's type. Loops and repeats are left out, and the papers
    that cite more than ``max_references`` works. Before the join only works cited ``min_count`` times are kept: a
    pair that n papers cite needs both works cited n times, so nothing is lost.
    """
    from pyspark.sql import functions

    column: Any = functions.col
    table = (
        links.select(column(citing).alias("paper"), column(cited).alias("work"))
        .where(column("paper").isNotNull() & column("work").isNotNull() & (column("paper") != column("work")))
        .distinct()
    )
    hubs = table.groupBy("paper").count().where(column("count") > max_references).select("paper")
    table = table.join(hubs, "paper", "left_anti")
    often = table.groupBy("work").count().where(column("count") >= min_count).select("work")
    table = table.join(often, "work", "left_semi")
    first, second = table.withColumnRenamed("work", "first"), table.withColumnRenamed("work", "second")
    pairs = first.join(second, "paper").where(column("first") < column("second"))
    return pairs.groupBy("first", "second").count().where(column("count") >= min_count)
