"""Citations held against the list: by key and by name and year."""

from __future__ import annotations

import pytest

from citekit.checks import Settings, check, open_project

BIB = """@book{ivanov2019, title={Дело}, author={Иванов, И.}, year=2019}
@book{petrov2020, title={Слово}, author={Петров, П.}, year=2020, ids={petrov2021}}
@book{nobody1999, title={Ничто}, author={Никто, Н.}, year=1999}
"""
PAPER = """Introduction

Much is known (Brown, 2001; Smith & Jones, 2010), and more is asked (Adams, 1998). As Clark (2015) shows,
little follows. Others agree (Millar, 2005) or do not (Brown, 2001; Davis, 2012).

References

Brown, A. (2001). The theory of things. Journal of Things, 1(2), 3–14.
Clark, B. (2014). On what follows. London: Routledge.
Davis, C. (2012). Disagreement in science. Mind, 5(1), 7–19.
Evans, D. (2003). A work that nobody reads. Oxford: Blackwell.
Miller, E. (2005). Agreement in science. Mind, 4(2), 1–9.
Smith, F., & Jones, G. (2010). What is known. New York: Wiley.
"""


def found(tmp_path, whole=True, **files):
    paths = []
    for name, text in files.items():
        stem, _, ending = name.rpartition("_")
        path = tmp_path / f"{stem}.{ending}"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    outcome = check(open_project(paths, whole=whole), Settings(select=("CK5",)))
    return [(f.code, f.source.rsplit("/", 1)[-1], f.line, f.column, f.message) for f in outcome.findings]


@pytest.mark.parametrize(
    ("name", "text", "line", "column"),
    [
        ("paper_md", "# A\n\nAs [@ivanov2019; @ivanow2019] says, @fig:one and `@code`.\n", 3, 4),
        ("paper_tex", "\\documentclass{article}\n\\begin{document}\nAs \\cite{ivanov2019,ivanow2019} says. % \\cite{not}\n\\end{document}\n", 3, 4),
    ],
)  # fmt: skip
def test_a_key_that_no_entry_has_is_found_and_the_near_one_is_named(tmp_path, name, text, line, column):
    finding = next(f for f in found(tmp_path, refs_bib=BIB, **{name: text}) if f[0] == "CK501")
    assert finding[1:3] == (name.replace("_", "."), line)
    assert finding[3] == column
    assert "«ivanow2019»" in finding[4]
    assert "«ivanov2019»" in finding[4]


def test_an_entry_that_no_manuscript_cites_is_found_in_a_whole_project_alone(tmp_path):
    files = {"refs_bib": BIB, "one_md": "[@ivanov2019]\n", "two_md": "[@petrov2021]\n"}
    assert [(c, f, n) for c, f, n, _, _ in found(tmp_path, **files)] == [("CK502", "refs.bib", 3)]
    assert found(tmp_path, whole=False, **files) == []


def test_nocite_of_all_cites_all(tmp_path):
    text = "\\documentclass{article}\n\\begin{document}\nA.\\nocite{*}\n\\end{document}\n"
    assert found(tmp_path, refs_bib=BIB, paper_tex=text) == []


def test_a_parent_of_a_cited_entry_is_cited(tmp_path):
    bib = "@incollection{part, title={P}, crossref={whole}}\n@collection{whole, title={W}}\n"
    assert found(tmp_path, refs_bib=bib, paper_md="[@part]\n") == []


def test_a_bibliography_alone_says_nothing_of_citations(tmp_path):
    assert found(tmp_path, refs_bib=BIB) == []


def test_a_text_without_a_list_is_not_judged(tmp_path):
    assert found(tmp_path, paper_txt="As Brown (2001) says, nothing is known (Smith, 2010).\n") == []


def test_a_paper_that_cites_by_name_and_year_is_held_against_its_own_list(tmp_path):
    findings = found(tmp_path, paper_txt=PAPER)
    said = {(code, next(n for n in ("Adams", "Clark", "Evans", "Millar", "") if n in message)) for code, _, _, _, message in findings}
    assert ("CK501", "Adams") in said
    assert ("CK503", "Clark") in said
    assert ("CK503", "Millar") in said
    assert ("CK502", "Evans") in said
    assert len(findings) == 4
    (evans,) = (f for f in findings if f[0] == "CK502")
    assert PAPER.splitlines()[evans[2] - 1].startswith("Evans")


def test_a_page_that_the_work_does_not_have_is_found(tmp_path):
    text = PAPER.replace("(Brown, 2001; Smith & Jones, 2010)", "(Brown, 2001, p. 40) and (Davis, 2012, p. 8)")
    (finding,) = (f for f in found(tmp_path, paper_txt=text) if f[0] == "CK504")
    assert finding[2] == 3
    assert "page 40 lies outside 3–14" in finding[4].replace("-", "–")


def test_the_bib_that_a_manuscript_names_is_checked_with_it_in_its_place(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "refs.bib").write_text("@misc{a, title = {T}, doi = {x}}\n@misc{b, title = {U}}\n", encoding="utf-8")
    paper = tmp_path / "paper.tex"
    paper.write_text("\\documentclass{article}\\addbibresource{parts/refs.bib}\\begin{document}\\cite{a}\\end{document}", encoding="utf-8")
    whole = [(f.code, f.source) for f in check(open_project([str(paper)])).findings if f.code in {"CK201", "CK502"}]
    assert whole == [("CK201", str(tmp_path / "parts" / "refs.bib")), ("CK502", str(tmp_path / "parts" / "refs.bib"))]
    assert check(open_project([str(paper)], whole=False)).findings == ()
    both = check(open_project([str(paper), str(tmp_path / "parts" / "refs.bib")])).findings
    assert [f.code for f in both].count("CK201") == 1


def test_a_binary_bib_that_a_manuscript_names_is_said(tmp_path):
    (tmp_path / "refs.bib").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "paper.md").write_text("---\nbibliography: refs.bib\n---\n\nSee [@a].\n", encoding="utf-8")
    outcome = check(open_project([str(tmp_path / "paper.md")]))
    assert outcome.status == 2
    assert {f.code for f in outcome.findings} <= {"CK900", "CK501", "CK901"}


def test_a_page_that_the_entry_of_a_bib_does_not_have_is_found(tmp_path):
    bib = "@article{a, title={A}, pages={50--60}}\n@book{b, title={B}}\n@article{c, title={C}, pages={7}}\n"
    text = "Here [@a, p. 55; @b, p. 900; @c, p. 9] and there [@a, p. 61].\n"
    (finding,) = found(tmp_path, refs_bib=bib, paper_md=text)
    assert (finding[0], finding[2], finding[3]) == ("CK504", 1, 50)
    assert found(tmp_path, refs_bib=bib, paper_md=text.replace("61", "60")) == []
