"""Tables and networks from files: separators, columns, and one clear line for each fault."""

import pytest

from citekit.cocitation import count_cocitations, read_citations, read_network
from citekit.model import UnreadableInput


def written(tmp_path, text, name="table.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("citing,cited\np,a\np,b\nq,a\nq,b\n", None),
        ("cited;citing\na;p\nb;p\na;q\nb;q\n", None),
        ("note\tsource\ttarget\n1\tp\ta\n2\tp\tb\n3\tq\ta\n4\tq\tb\n", None),
        ("\ufeffone,two\np,a\np,b\nq,a\nq,b\n", None),
        ('who,"cites, what",year\np,a,1\np,b,1\nq,a,1\nq,b,1\n', ("who", "cites, what")),
    ],
)
def test_a_table_is_read_whatever_its_separator_and_its_columns_names(tmp_path, text, columns):
    table, said = read_citations(written(tmp_path, text), columns=columns)
    assert (tuple(table.papers), tuple(table.works)) == (("p", "q"), ("a", "b"))
    assert list(count_cocitations(table)) == [(0, 1, 2)]
    assert said == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"),
        ("only\n1\n", "one column"),
        (b"\xcf\xf0\xe8\xe2\xe5\xf2,\xe0\n", "UTF-8"),
    ],
)
def test_a_table_of_the_wrong_shape_is_said_in_one_line(tmp_path, text, problem):
    with pytest.raises(UnreadableInput, match=problem) as found:
        read_citations(written(tmp_path, text))
    assert "\n" not in str(found.value)


def test_a_missing_column_is_named_with_those_there_are(tmp_path):
    with pytest.raises(UnreadableInput, match=r"no column 'CITED'.*citing, cited"):
        read_citations(written(tmp_path, "citing,cited\na,b\n"), columns=("citing", "CITED"))


def test_a_missing_table_and_a_folder_are_said(tmp_path):
    with pytest.raises(UnreadableInput, match="no such file"):
        read_citations(tmp_path / "nowhere.csv")
    with pytest.raises(UnreadableInput, match="folder"):
        read_citations(tmp_path)


def test_parquet_gives_the_same_table(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.table({"citing": ["p", "p", "q", None], "cited": [1, 2, 1, 2]}), tmp_path / "t.parquet")
    table, said = read_citations(tmp_path / "t.parquet")
    assert (tuple(table.papers), tuple(table.works)) == (("p", "q"), ("1", "2"))
    assert len(said) == 1


def test_a_broken_network_names_the_line(tmp_path):
    with pytest.raises(UnreadableInput, match=r"net\.txt:2"):
        read_network(written(tmp_path, "1\t2\t3\nfoo\tbar\n", "net.txt"))
    with pytest.raises(UnreadableInput, match="JSON"):
        read_network(written(tmp_path, '{"network": {"items": [{}]}}', "net.json"))
