"""What mending does with files that are not as they should be."""

from __future__ import annotations

import pytest

from citekit.checks import Settings, check, fixing, open_project
from citekit.checks.fixing import mend_files
from citekit.formats import files

FAULT, RIGHT = "Как пoказано в работе.\n", "Как показано в работе.\n"


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "статья 1.md"
    path.write_text(FAULT, encoding="utf-8")
    return path


def test_bytes_that_are_no_text_are_refused_and_left(paper):
    data = FAULT.encode() + b"\xff\xfe\xfa broken\n" + FAULT.encode() * 20
    paper.write_bytes(data)
    mended = mend_files([str(paper)])
    assert mended.status == 2
    assert "nothing was changed" in mended.problems[0]
    assert paper.read_bytes() == data


def test_a_manuscript_that_changes_while_it_is_fixed_is_left_alone(paper, monkeypatch):
    real = fixing.fix

    def slow(file, settings, *, unsafe):
        paper.write_text(FAULT + "An author types on.\n", encoding="utf-8")
        return real(file, settings, unsafe=unsafe)

    monkeypatch.setattr(fixing, "fix", slow)
    mended = mend_files([str(paper)])
    assert (mended.status, mended.files) == (2, ())
    assert "changed while" in mended.problems[0]
    assert paper.read_text(encoding="utf-8") == FAULT + "An author types on.\n"


def test_a_folder_that_may_not_be_written_is_said_and_the_other_files_go_on(paper, tmp_path, monkeypatch):
    other = tmp_path / "open" / "b.md"
    other.parent.mkdir()
    other.write_text(FAULT, encoding="utf-8")
    real = files.tempfile.mkstemp

    def refuse(*, prefix, dir):  # noqa: A002  # the name that it is called with
        if str(dir) == str(tmp_path):
            raise PermissionError(13, "Permission denied")
        return real(prefix=prefix, dir=dir)

    monkeypatch.setattr(files.tempfile, "mkstemp", refuse)
    mended = mend_files([str(paper), str(other)])
    assert mended.status == 2
    assert "cannot be written" in mended.problems[0]
    assert paper.read_text(encoding="utf-8") == FAULT
    assert other.read_text(encoding="utf-8") == RIGHT


def test_a_link_stays_a_link_and_a_files_mode_stays(paper, tmp_path):
    paper.chmod(0o640)
    link = tmp_path / "link.md"
    try:
        link.symlink_to(paper)
    except OSError:  # pragma: no cover  # Windows without the right
        pytest.skip("links cannot be made here")
    assert mend_files([str(link)]).status == 1
    assert link.is_symlink()
    assert paper.read_text(encoding="utf-8") == RIGHT
    assert paper.stat().st_mode & 0o777 == 0o640


def test_what_is_no_text_is_passed_over_and_what_is_missing_is_said(paper, tmp_path):
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04")
    mended = mend_files([str(tmp_path / "a.docx"), str(tmp_path / "gone.md"), str(paper)])
    assert [f.path for f in mended.files] == [str(paper)]
    assert len(mended.problems) == 1
    assert "no such file" in mended.problems[0]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n", b"@", b"@article{", b"\x00" * 50, b"%" * 5000, "é".encode("latin-1") * 5])
@pytest.mark.parametrize("name", ["a.bib", "a.md", "a.tex", "a.typ", "a.txt"])
def test_files_with_nothing_in_them_are_checked_and_left(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    outcome = check(open_project([str(path)]), Settings(ignore=("CK8",)))
    assert outcome.status in {0, 1, 2}
    mend_files([str(path)], unsafe=True)
    assert path.read_bytes() == data


HOSTILE = ["([", "`", " ", " // ", "pp. 5–6 ", "Ð", "10. 1000/", "a.b@", "Иванов И.И., "]
LISTS = "Текст [1].\n\nЛитература\n\n1. Иванов И. И. Дело // Вестник. 2010. № 5. {}\n2. Петров П. П. Слово. М.: Наука, 2011.\n3. Smith J. Things // Mind. 2012. {}\n\nReferences\n\n1. Ivanov I. I. Delo. Vestnik, 2010, no. 5. {}\n2. Petrov P. P. Slovo. Moscow, 2011.\n3. Smith J. Things. Mind, 2012. {}\n"


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_line_of_one_mark_is_read_to_its_end(tmp_path, piece):
    """A rule whose time grew with the square of the length would keep this from ending."""
    big = (piece * 20_000)[:20_000]
    (tmp_path / "a.bib").write_text(
        f"@book{{a, title={{{big}}}, author={{{big}}}, note={{{big}}}, url={{https://x.y/{big}}}}}", encoding="utf-8"
    )
    (tmp_path / "p.txt").write_text(LISTS.format(*[big[:4000]] * 4), encoding="utf-8")
    outcome = check(open_project([str(tmp_path / "a.bib"), str(tmp_path / "p.txt")]), Settings(ignore=("CK8",)))
    assert outcome.status == 1
    assert not [f for f in outcome.findings if f.code == "CK990"]
