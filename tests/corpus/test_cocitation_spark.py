"""The counts on Spark are the counts on one machine. Skipped where PySpark or Java is not installed."""

import shutil

import pytest

from citekit.cocitation import count_cocitations, read_citations, table_of_links

pyspark = pytest.importorskip("pyspark", reason="PySpark is not installed: counting on Spark is not tested")


@pytest.fixture(scope="module")
def spark():
    if not shutil.which("java"):
        pytest.skip("Java is not installed: counting on Spark is not tested")
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    yield session
    session.stop()


def local(table, least):
    names = table.works
    return {tuple(sorted((names[a], names[b]))): n for a, b, n in count_cocitations(table, min_count=least)}


def distributed(spark, links, least, **options):
    from citekit.cocitation.spark import cocited_pairs

    frame = spark.createDataFrame(links, ["citing", "cited"])
    return {(row["first"], row["second"]): row["count"] for row in cocited_pairs(frame, min_count=least, **options).collect()}


@pytest.mark.parametrize("least", [1, 2])
def test_a_small_table_with_loops_and_repeats(spark, least):
    links = [("p", "a"), ("p", "b"), ("p", "b"), ("p", "p"), ("q", "a"), ("q", "b"), ("q", "c"), (None, "c")]
    table, _ = table_of_links((a or "", b) for a, b in links)
    assert distributed(spark, links, least) == local(table, least)


def test_papers_of_very_many_works_are_left_out(spark):
    links = [("survey", f"w{i}") for i in range(30)] + [("p", "w1"), ("p", "w2")]
    assert distributed(spark, links, 1, max_references=20) == {("w1", "w2"): 1}


def test_the_stagflation_corpus(spark, shared):
    path = shared / "cocitation" / "stagflation" / "references.csv"
    if not path.is_file():
        pytest.skip("the stagflation data is not here")
    table, _ = read_citations(path, columns=("Citing_ItemID_Ref", "ItemID_Ref"))
    links = [(table.papers[p], table.works[w]) for p in range(len(table.papers)) for w in table.row(p)]
    assert distributed(spark, links, 2) == local(table, 2)
