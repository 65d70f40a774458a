r"""LaTeX: a ``thebibliography`` to \input, for XeLaTeX, LuaLaTeX or pdfLaTeX with T2A and UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.formatters.render.runs import clean, keys_of, plain_runs

if TYPE_CHECKING:
    from citekit.formatters.richtext import RichText, Run
    from citekit.formatters.style import Bibliography

__all__ = ["write"]

_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
    '"': r"\textquotedbl{}", "`": r"\textasciigrave{}", "[": "{[}", "]": "{]}", "\u00a0": "~",
}  # fmt: skip
_ESCAPE = str.maketrans(_ESCAPES)
# TeX would read these addresses' characters as its own even inside \url.
_IN_URL = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D", "^": "%5E", "`": "%60", " ": "%20"})
_IN_HREF = str.maketrans({"%": r"\%", "#": r"\#", "&": r"\&", "_": r"\_", "~": r"\~{}", "$": r"\$"})


def _escaped(text: str) -> str:
    text = text.translate(_ESCAPE)
    # Doubled marks would become ligatures: -- a dash, '' a quotation mark, ,, likewise.
    for mark in "-',":
        while mark * 2 in text:
            text = text.replace(mark * 2, f"{mark}{{}}{mark}")
    return text.replace("?\\textasciigrave", "?{}\\textasciigrave").replace("!\\textasciigrave", "!{}\\textasciigrave")


def _run(run: Run) -> str:
    if run.href and run.href == run.text and run.href.isascii():
        inner = f"\\url{{{run.href.translate(_IN_URL)}}}"
    elif run.href:
        inner = f"\\href{{{run.href.translate(_IN_URL).translate(_IN_HREF)}}}{{{_escaped(run.text)}}}"
    else:
        inner = _escaped(run.text)
    if run.small_caps:
        inner = f"\\textsc{{{inner}}}"
    if run.bold:
        inner = f"\\textbf{{{inner}}}"
    return f"\\textit{{{inner}}}" if run.italic else inner


def _item(text: RichText) -> str:
    return "".join(_run(run) for run in plain_runs(text))


def write(lists: tuple[Bibliography, ...]) -> str:
    r"""Return each list as a ``thebibliography`` environment, a ``\bibitem`` an entry, keys from the records.

    The document loads ``hyperref`` (for ``\href`` and ``\url``) and, under pdfLaTeX, ``[T2A]{fontenc}``.
    """
    made = (_list(bibliography, "" if place == 1 else f"-list{place}") for place, bibliography in enumerate(lists, 1))
    return "% needs \\usepackage{hyperref}\n" + "".join(made)


def _list(bibliography: Bibliography, suffix: str) -> str:
    heading = f"\\renewcommand{{\\refname}}{{{_escaped(clean(bibliography.heading))}}}%\n" if bibliography.heading else ""
    if bibliography.numbered:
        first = bibliography.first_number
        last = first + len(bibliography.entries) - 1
        begin = f"\\begin{{thebibliography}}{{{'9' * len(str(last or 1))}}}\n"
        begin += f"\\setcounter{{enumiv}}{{{first - 1}}}\n" if first != 1 else ""
    else:
        heading += "\\makeatletter\\renewcommand{\\@biblabel}[1]{\\hspace*{1.5em}}\\makeatother%\n"
        begin = "\\begin{thebibliography}{}\\setlength{\\itemindent}{-\\leftmargin}\n"
    items = "".join(
        f"\n\\bibitem{{{key}{suffix}}} {_item(entry.text)}\n"
        for key, entry in zip(keys_of(bibliography.entries), bibliography.entries, strict=True)
    )
    return f"\\begingroup\n{heading}{begin}{items}\n\\end{{thebibliography}}\n\\endgroup\n"
