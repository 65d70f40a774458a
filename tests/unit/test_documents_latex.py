r"""LaTeX manuscripts of several files: ``\input`` and its fellows, and the lists that BibTeX and biber have made."""

import pytest

from citekit.documents import read_document
from citekit.parsers import extract
from citekit.parsers.citations.linking import find_citations

FIRST = "Ivanov, I. and Smith, J. The first of the works that are cited. Journal of Tests, 3(1):5–9, 2019."


def write(tmp_path, **files):
    for name, text in files.items():
        path = tmp_path / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "main.tex"


def words(path):
    return " ".join(read_document(path).text.split())


def raws(path):
    return [" ".join(r.raw.split()) for r in extract(read_document(path), kinds=("bibliography",)).references]


# --- files --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", ["\\input part", "\\input{part}", "\\input{part.tex}", "\\include{part}", "\\input{./part}", "\\InputIfFileExists{part}{}{}"]
)
def test_a_part_stands_where_it_is_taken_in(tmp_path, command):
    main = write(tmp_path, main_tex=f"\\begin{{document}}One {command} three\\end{{document}}", part_tex="two\n")
    assert words(main) == "One two three"


def test_parts_in_folders_name_their_neighbours_from_the_main_file_or_from_where_they_lie(tmp_path):
    main = write(
        tmp_path,
        main_tex="\\begin{document}\\include{chapters/a} \\import{parts/}{c} end\\end{document}",
        chapters__a_tex="A \\input{chapters/b} \\input{d}",
        chapters__b_tex="B",
        chapters__d_tex="D",
        parts__c_tex="C",
    )
    assert words(main) == "A B D C end"
    assert read_document(main).diagnostics == ()


def test_a_part_that_is_a_document_of_its_own_gives_its_body(tmp_path):
    part = "\\documentclass[main]{subfiles}\n\\usepackage{x}\n\\begin{document}\nBody of the part.\n\\end{document}\nnothing"
    main = write(tmp_path, main_tex="\\begin{document}Before. \\subfile{part} After.\\end{document}", part_tex=part)
    assert words(main) == "Before. Body of the part. After."


def test_what_is_switched_off_is_not_read(tmp_path):
    main = write(
        tmp_path, main_tex="\\begin{document}One \\iffalse \\cite{gone} hidden \\fi two % \\input{none}\n\\endinput three\\end{document}"
    )
    document = read_document(main)
    assert document.text.split() == ["One", "two"]
    assert document.citations == ()
    assert document.diagnostics == ()


# --- lists made by programs ---------------------------------------------------------------------------------------

PLAINNAT = r"""\begin{thebibliography}{2}
\providecommand{\natexlab}[1]{#1}
\expandafter\ifx\csname urlstyle\endcsname\relax
  \providecommand{\doi}[1]{doi: #1}\else
  \providecommand{\doi}{doi: \begingroup \urlstyle{rm}\Url}\fi

\bibitem[Ivanov and Smith(2019)]{iva}
Ivanov, I. and Smith, J.
\newblock The first of the works that are cited.
\newblock \emph{Journal of Tests}, 3\penalty0 (1):\penalty0 5--9, 2019.
\newblock \doi{10.1000/182}.

\bibitem[Nye(2004)]{nye}
Nye, J.~S.
\newblock \emph{Soft Power}.
\newblock Public Affairs, New York, 2004.

\end{thebibliography}"""
APACITE = r"""\begin{thebibliography}{}
\bibitem [\protect \citeauthoryear {Ivanov\ \BBA {} Smith}{Ivanov\ \BBA {} Smith}{2019}]{iva}
\APACinsertmetastar {iva}%
\begin{APACrefauthors}%
Ivanov, I.\BCBT {}\ \BBA {} Smith, J.%
\end{APACrefauthors}%
\unskip\
\newblock
\APACrefYearMonthDay{2019}{}{}.
\newblock
{\BBOQ}\APACrefatitle {The first of the works} {The first of the works}.{\BBCQ}
\newblock
\APACjournalVolNumPages{Journal of Tests}{3}{1}{5--9}.
\PrintBackRefs{\CurrentBib}
\end{thebibliography}"""
REVTEX = r"""\begin{thebibliography}{1}%
\bibitem [{\citenamefont {Nye}(2004)}]{nye}%
  \BibitemOpen
  \bibfield  {author} {\bibinfo {author} {\bibfnamefont {J.~S.}\ \bibnamefont {Nye}},\ }\href {https://doi.org/10.1000/5} {\emph {\bibinfo {title} {Soft Power: The Means to Success}}}\ (\bibinfo  {publisher} {Public Affairs},\ \bibinfo {year} {2004})\BibitemShut {NoStop}%
\end{thebibliography}%"""
IEEE = r"""\begin{thebibliography}{1}
\providecommand{\url}[1]{#1}
\csname url@samestyle\endcsname
\providecommand{\BIBentryALTinterwordspacing}{\spaceskip=\fontdimen2\font plus
4\fontdimen3\font minus \fontdimen4\font\relax}

\bibitem{nye}
J.~S. Nye, \emph{Soft Power: The Means to Success}, 2nd~ed.\hskip 1em plus
  0.5em minus 0.4em\relax New York: Public Affairs, 2004.

\end{thebibliography}"""


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (PLAINNAT, [FIRST.replace("3(1):5", "3 (1):5").replace("3 (1)", "3(1)") + " https://doi.org/10.1000/182.", "Nye, J. S. Soft Power. Public Affairs, New York, 2004."]),
        (APACITE, ["Ivanov, I., & Smith, J. (2019). The first of the works. Journal of Tests, 3(1), 5–9."]),
        (REVTEX, ["J. S. Nye, Soft Power: The Means to Success (Public Affairs, 2004)"]),
        (IEEE, ["J. S. Nye, Soft Power: The Means to Success, 2nd ed. New York: Public Affairs, 2004."]),
    ],
    ids=["plainnat", "apacite", "revtex", "ieeetran"],
)  # fmt: skip
def test_a_list_that_bibtex_has_made_is_read_where_the_manuscript_prints_it(tmp_path, made, expected):
    main = write(tmp_path, main_tex="\\begin{document}Said \\citep{nye}.\\bibliography{refs}\\end{document}", main_bbl=made)
    assert [r.replace(" (1):", "(1):").replace(": 5", ":5") for r in raws(main)] == expected
    document = read_document(main)
    assert document.diagnostics == ()  # that there is no refs.bib is no fault then


def test_records_beside_the_list_win_over_what_is_printed(tmp_path):
    record = "@article{iva, author={Ivanov, Ivan and Smith, John}, title={The first of the works that are cited}, journal={Journal of Tests}, year=2019}"
    main = write(
        tmp_path,
        main_tex="\\begin{document}Said \\citep[p.~5]{iva}.\\bibliography{refs}\\end{document}",
        main_bbl=PLAINNAT,
        refs_bib=record,
    )
    document = read_document(main)
    references = extract(document, kinds=("bibliography",)).references
    assert [r.record.citation_key for r in references] == ["iva", "nye"]
    assert references[0].record.author[0].given == "Ivan"
    (citation,) = find_citations(document, references)
    assert (citation.cites[0].ref, citation.cites[0].locator) == (references[0].id, "5")


BIBER = r"""% $ biblatex auxiliary file $
\begingroup \makeatletter
\refsection{0}
  \datalist[entry]{nty/global//global/global}
    \entry{iva}{article}{}
      \name{author}{2}{}{%
        {{un=0,uniquepart=base,hash=a1}{%
           family={Иванов},
           familyi={И\bibinitperiod},
           given={Иван\bibnamedelima Ильич},
           giveni={И\bibinitperiod},
           givenun=0}}%
        {{hash=b2}{%
           family={M{\"u}ller},
           prefix={von},
           given={J.}}}%
      }
      \list{language}{1}{%
        {russian}%
      }
      \field{journaltitle}{Journal of Tests}
      \field{number}{1}
      \field{title}{Мягкая сила: \mkbibquote{one}}
      \field{volume}{3}
      \field{year}{2019}
      \field{pages}{5\bibrangedash 9}
      \range{pages}{5}
      \verb{doi}
      \verb 10.1000/182
      \endverb
    \endentry
    \entry{nye}{book}{}
      \name{author}{1}{}{%
        {{hash=c3}{%
           family={Nye},
           given={Joseph\bibnamedelima S.}}}%
      }
      \list{location}{1}{%
        {New York}%
      }
      \list{publisher}{1}{%
        {Public Affairs}%
      }
      \field{title}{Soft Power}
      \field{year}{2004}
    \endentry
  \enddatalist
\endrefsection
\endinput
"""


def test_the_fields_of_a_list_that_biber_has_made_are_the_records_of_what_is_cited(tmp_path):
    main = write(
        tmp_path,
        main_tex="\\addbibresource{refs.bib}\\begin{document}Said \\textcite{nye} and \\autocite[с.~5]{iva}.\\printbibliography\\end{document}",
        main_bbl=BIBER,
    )
    document = read_document(main)
    book, article = (r.record for r in extract(document).references)
    assert (book.citation_key, book.type, book.publisher, book.publisher_place, book.author[0].given) == ("nye", "book", "Public Affairs", "New York", "Joseph S.")  # fmt: skip
    assert (article.title, article.container_title, article.volume, article.issue, article.page, article.doi, article.year) == ("Мягкая сила: “one”", "Journal of Tests", "3", "1", "5–9", "10.1000/182", 2019)  # fmt: skip
    assert [(n.family, n.given) for n in article.author] == [("Иванов", "Иван Ильич"), ("von Müller", "J.")]
    assert document.diagnostics == ()
    assert len(find_citations(document, extract(document).references)) == 2
