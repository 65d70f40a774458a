"""LaTeX's commands as the reader knows them: letters, accents, styles, headings, citations, and what is left out."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["ACCENTS", "DROPPED", "LETTERS", "SECTIONS", "SHORTHANDS", "STYLES", "TEMPLATES", "is_citation", "is_narrative"]

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307", "c": "\u0327", "v": "\u030c",
    "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "b": "\u0331", "d": "\u0323", "t": "\u0361", "U": "\u0306",
}  # fmt: skip
LETTERS = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "i": "ı", "j": "ȷ", "dh": "ð", "th": "þ", "dj": "đ",
    "No": "№", "textnumero": "№", "cyrdash": "—", "textemdash": "—", "textendash": "–", "ldots": "…", "dots": "…", "textellipsis": "…", "S": "§", "copyright": "©",
    "textcopyright": "©", "guillemotleft": "«", "guillemotright": "»", "flqq": "«", "frqq": "»", "guillemetleft": "«", "guillemetright": "»", "glqq": "„", "grqq": "“", "textquotedblleft": "“", "textquotedblright": "”",
    "textquoteleft": "‘", "textquoteright": "’", "quotedblbase": "„", "textquotedbl": '"', "textbackslash": "\\", "textasciitilde": "~", "textunderscore": "_", "slash": "/",
    "textregistered": "®", "texttrademark": "™", "textdegree": "°", "degree": "°", "textbar": "|", "textless": "<", "textgreater": ">", "textbullet": "•", "textperiodcentered": "·",
    "BBOP": "(", "BBCP": ")", "BBA": "&", "BOthers": "et al.", "BBCQ": "", "BBOQ": "", "BCBT": ",", "BCBL": ",", "BPBI": ".", "BIn": "In", "BEd": "Ed.", "BEds": "Eds.", "BED": "ed.", "BPG": "p.", "BPGS": "pp.", "BVOL": "Vol.", "BVOLS": "Vols.",
    "BNUM": "No.", "BCHAP": "chap.", "BBAB": "and", "BIBand": "and", "bibrangedash": "–", "bibrangessep": ", ", "bibnamedelima": " ", "bibnamedelimb": " ", "bibinitperiod": ".", "bibinitdelim": " ", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "lambda": "λ", "mu": "μ", "pi": "π", "sigma": "σ", "omega": "ω", "times": "×", "textmu": "µ",
    "pm": "±", "leq": "≤", "geq": "≥", "infty": "∞", "to": "→", "rightarrow": "→", "cdot": "·", "euro": "€", "texteuro": "€", "pounds": "£", "dag": "†", "ddag": "‡",
    "textasciicircum": "^", "lq": "‘", "rq": "’", "ddots": "…", "cdots": "…", "textsuperscript2": "²", "BibLaTeX": "BibLaTeX", "XeTeX": "XeTeX", "ng": "ŋ", "epsilon": "ε",
}  # fmt: skip
# babel's and TeX's shorthands; the longest first
SHORTHANDS = (
    ('"---', "—"), ("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ('"`', "„"), ("\"'", "“"), ('"<', "«"), ('">', "»"), ("<<", "«"), (">>", "»"),
    ('"=', "-"), ('"~', "-"), ('"-', ""), ('""', ""), ('"|', ""), (",,", "„"), ("~", "\u00a0"), ("`", "‘"), ("'", "’"),
)  # fmt: skip
_ITALIC: dict[str, Any] = {"italic": True}
# command: what it sets, and whether for its argument (else for the rest of the group)
STYLES: dict[str, tuple[dict[str, Any], bool]] = {
    "emph": (_ITALIC, True), "textit": (_ITALIC, True), "textsl": (_ITALIC, True), "mkbibemph": (_ITALIC, True), "textbf": ({"bold": True}, True),
    "textsc": ({"small_caps": True}, True), "textup": ({"italic": False}, True), "textrm": ({}, True), "textnormal": ({"italic": False, "bold": False}, True),
    "textsuperscript": ({"raised": True}, True), "it": (_ITALIC, False), "itshape": (_ITALIC, False), "em": (_ITALIC, False), "sl": (_ITALIC, False), "slshape": (_ITALIC, False),
    "bf": ({"bold": True}, False), "bfseries": ({"bold": True}, False), "sc": ({"small_caps": True}, False), "scshape": ({"small_caps": True}, False),
    "upshape": ({"italic": False}, False), "normalfont": ({"italic": False, "bold": False}, False), "rm": ({"italic": False, "bold": False}, False),
}  # fmt: skip
# apacite's commands: what is printed of their arguments in turn («{}», in italics, «{-}» nothing), and what between them
TEMPLATES: dict[str, tuple[str, ...]] = {
    "APACrefYearMonthDay": ("(", "{}", "{-}", "{-}", ")"), "APACrefYear": ("(", "{}", ")"), "APACrefatitle": ("{}", "{-}"), "APACrefbtitle": ("{italic}", "{-}"), "APACrefaetitle": ("{}", "{-}"),
    "APACrefbetitle": ("{italic}", "{-}"), "APACjournalVolNumPages": ("{italic}", ", ", "{italic}", "(", "{}", "), ", "{}"), "APACaddressPublisher": ("{}", ": ", "{}"), "PrintOrdinal": ("{}",),
    "APACaddressPublisherEqAuth": ("{}", "{-}"), "APAChowpublished": ("{}",), "APACciteatitle": ("{}",), "APACcitebtitle": ("{italic}",), "PrintBackRefs": ("{-}",), "citenamefont": ("{}",),
    "enquote": ("“", "{}", "”"), "mkbibquote": ("“", "{}", "”"), "textquote": ("“", "{}", "”"), "BIBforeignlanguage": ("{-}", "{}"), "foreignlanguage": ("{-}", "{}"), "textcolor": ("{-}", "{}"),
}  # fmt: skip
SECTIONS = {
    "part": 1,
    "chapter": 1,
    "section": 1,
    "subsection": 2,
    "subsubsection": 3,
    "paragraph": 4,
    "subparagraph": 5,
    "addchap": 1,
    "addsec": 1,
}
# command: how many arguments are left out with it
DROPPED = {
    "label": 1, "ref": 1, "pageref": 1, "eqref": 1, "autoref": 1, "cref": 1, "Cref": 1, "vspace": 1, "hspace": 1, "includegraphics": 1, "usepackage": 1, "documentclass": 1, "thispagestyle": 1,
    "pagestyle": 1, "setcounter": 2, "addtocounter": 2, "setlength": 2, "addtolength": 2, "bibliographystyle": 1, "hypersetup": 1, "graphicspath": 1, "thanks": 1, "citekitdropped": 1, "index": 1,
    "selectlanguage": 1, "color": 1, "definecolor": 3, "fontsize": 2, "addcontentsline": 3, "markboth": 2, "markright": 1, "phantom": 1, "rule": 2,
    "captionsetup": 1, "newtheorem": 2, "hyphenation": 1, "bibinfo": 1, "bibfield": 1, "bibtype": 1, "natexlab": 0, "BibitemShut": 1, "APACinsertmetastar": 1, "APACbVolEdTR": 0, "bibliographyprenote": 1, "bibnamefont": 0, "bibfnamefont": 0, "hypertarget": 1, "hyperlink": 1, "pdfbookmark": 2, "glsadd": 1, "todo": 1,
    "bibliographyrefsection": 0, "DeclareBibliographyCategory": 1, "defbibheading": 1, "inputencoding": 1, "linespread": 1, "renewbibmacro": 2, "defbibfilter": 2, "phantomsection": 0, "protect": 0,
}  # fmt: skip
_CITATION = re.compile(
    r"(?:[Pp]aren|[Tt]ext|[Aa]uto|[Ff]oot|[Ss]mart|[Ss]uper|[Ff]ull|[Ff]ootfull|no|short|bib|[Aa]lt|[Ii]n|[Pp]|[Ff]ootfull)?[Cc]ite"
    r"(?:p|t|alp|alt|author|year|yearpar|title|text|url|num|s|A|NP|nobreak|ps|ts|online|field)?",
)
_NO_CITATIONS = frozenset({"citestyle", "citationstyle"})
_NARRATIVE = re.compile(r"(?:[Tt]extcites?|[Cc]itet|[Cc]itealt|[Cc]iteauthor|newcite|shortciteN|citeA)")


def is_citation(name: str) -> bool:
    """Tell whether a command cites: LaTeX's own, natbib's, biblatex's, apacite's.

    >>> is_citation("parencite"), is_citation("citep"), is_citation("section")
    (True, True, False)
    """
    return name in ("nocite", "citeN", "onlinecite", "newcite") or (name not in _NO_CITATIONS and _CITATION.fullmatch(name) is not None)


def is_narrative(name: str) -> bool:
    """Tell whether a command makes the author a part of the sentence."""
    return _NARRATIVE.fullmatch(name) is not None
