r"""The LaTeX of .bib values into plain text, and plain text into LaTeX that is safe in a .bib.

One pass over the text, no recursion: hostile nesting costs nothing. Sources: the LaTeX Companion's tables of
accents and symbols; T2A encoding (cyrillic bundle) for ``\cyr…``; babel-russian for the ``"<`` shorthands.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["decode_latex", "encode_latex", "protect_capitals", "strip_braces", "unescape_verbatim"]

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307", '"': "\u0308",
    "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331", "C": "\u030f", "U": "\u030d",
}  # fmt: skip
_SYMBOLS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "dh": "ð", "DH": "Ð",
    "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "th": "þ", "TH": "Þ", "SS": "ẞ", "i": "ı", "j": "ȷ", "textendash": "–", "textemdash": "—", "dots": "…", "ldots": "…", "textellipsis": "…",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "quotedblbase": "„", "quotesinglbase": "‚",
    "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›",
    "flqq": "«", "frqq": "»", "glqq": "„", "grqq": "“", "textquotedbl": '"', "textquotesingle": "'", "textasciigrave": "`",
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "lbrace": "{", "rbrace": "}", "textasciitilde": "~",
    "textasciicircum": "^", "textunderscore": "_", "textbar": "|", "textless": "<", "textgreater": ">", "textdollar": "$", "textbullet": "•",
    "textperiodcentered": "·", "textdegree": "°", "textnumero": "№", "No": "№", "textsection": "§", "S": "§", "P": "¶", "pounds": "£", "texteuro": "€",
    "euro": "€", "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "dag": "†", "ddag": "‡",
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "LaTeXe": "LaTeX2e", "cdash": "—", "newline": " ", "quad": " ", "qquad": " ", "enspace": " ",
    "nobreakspace": "\u00a0", "textsuperscript": "", "slash": "/", "textmu": "μ", "textonehalf": "½", "textquestiondown": "¿", "textexclamdown": "¡",
    "textordfeminine": "ª", "textordmasculine": "º", "textthreequartersemdash": "—", "hyp": "-", "cprime": "ь", "cdprime": "ъ",
}  # fmt: skip
_MATH = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι",
    "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ",
    "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "times": "×", "pm": "±", "cdot": "·", "sim": "~", "approx": "≈", "leq": "≤", "le": "≤",
    "geq": "≥", "ge": "≥", "neq": "≠", "infty": "∞", "to": "→", "rightarrow": "→", "circ": "°", "degree": "°", "partial": "∂", "ell": "ℓ",
}  # fmt: skip
_CYRILLIC = {
    "a": "а", "b": "б", "v": "в", "g": "г", "d": "д", "e": "е", "yo": "ё", "zh": "ж", "z": "з", "i": "и", "ishrt": "й", "k": "к", "l": "л",
    "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с", "t": "т", "u": "у", "f": "ф", "h": "х", "c": "ц", "ch": "ч", "sh": "ш",
    "shch": "щ", "hrdsn": "ъ", "ery": "ы", "sftsn": "ь", "erev": "э", "yu": "ю", "ya": "я", "ii": "і", "yi": "ї", "ie": "є", "gup": "ґ",
    "ushrt": "ў", "je": "ј", "lje": "љ", "nje": "њ", "dje": "ђ", "tshe": "ћ", "dzhe": "џ", "schwa": "ә", "ghcrs": "ғ", "kdsc": "қ",
    "ndsc": "ң", "otld": "ө", "y": "ү", "yhcrs": "ұ", "shha": "һ", "yat": "ѣ", "fita": "ѳ", "izh": "ѵ",
}  # fmt: skip
_SUPER = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUB = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
# Macros whose first argument is no text of the value.
_SKIPS_ARGUMENT = frozenset(
    {"foreignlanguage", "selectlanguage", "textcolor", "color", "fontencoding", "href", "hspace", "vspace", "textlang"}
)

_SIMPLE = re.compile(r"[^\\{}$~\-`'\"<>\s]*(?:[ \-](?![\s\-])[^\\{}$~\-`'\"<>\s]*)*")
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?[ \t\r\n]*|\\(?P<mark>.)|(?P<brace>[{}])|(?P<math>\$[^$]{0,2000}\$)|(?P<dash>---?)"
    r"|(?P<quote>``|''|\"(?:<|>|---?|=|~)|<<|>>)|(?P<tie>~)|(?P<text>[^\\{}$~\-`'\"<>]+|.)",
    re.DOTALL,
)
_QUOTES = {"``": "“", "''": "”", '"<': "«", '">': "»", '"---': "—", '"--': "–", '"=': "-", '"~': "-", "<<": "«", ">>": "»"}
_MARKS = {",": "\u202f", ";": " ", ":": " ", " ": " ", "\n": " ", "\t": " ", "\r": " ", "\\": " ", "-": "", "/": "", "!": "", "@": ""}


def _macro(word: str) -> str:
    if word in _SYMBOLS:
        return _SYMBOLS[word]
    if word.startswith("cyr") and word[3:] in _CYRILLIC:
        return _CYRILLIC[word[3:]]
    if word.startswith("CYR") and (letter := _CYRILLIC.get(word[3:].lower())):
        return letter.upper()
    return _MATH.get(word, "")


def _math(text: str) -> str:
    """Return simple mathematics in letters; what is not simple stays as it is, dollars and all."""
    inner = text[1:-1].strip()
    if script := re.fullmatch(r"\{?\}?([\^_])\{?([0-9+\-=()n]{1,9})\}?", inner):
        return script[2].translate(_SUPER if script[1] == "^" else _SUB)
    if re.fullmatch(r"\\?\^\{?\\circ\}?", inner):
        return "°"
    plain = re.sub(r"\\([A-Za-z]+)[ \t]*", lambda m: _MATH.get(m[1], m[0]), inner)
    return text if not plain or set("\\^_{}") & set(plain) else plain


def decode_latex(text: str) -> str:
    r"""Return a .bib value as plain text: accents, symbols, Cyrillic macros, dashes; braces and fonts dropped.

    White space is made single blanks, as BibTeX does. An unknown macro is dropped, its arguments stay;
    mathematics that letters cannot show stays as it is.

    >>> decode_latex(r"{\'E}mile Pag{\`e}s --- \emph{DNA}, $\alpha$-{\CYRB\cyru\cyrk\cyrv\cyra} \& <<\v{C}apek>>")
    'Émile Pagès — DNA, α-Буква & «Čapek»'
    """
    if _SIMPLE.fullmatch(text):
        return text.strip()
    out: list[str] = []
    accent = ""
    skip = depth = 0  # an argument that is being skipped, and the depth of its braces
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if skip:
            depth += (match[0] == "{") - (match[0] == "}")
            if depth <= 0 and kind != "text":
                skip = 0
        elif kind == "brace":
            accent = "" if match[0] == "}" else accent
        elif (mark := match["word"] or match["mark"] or "") in _ACCENTS:
            accent = _ACCENTS[mark]
        elif mark in _SKIPS_ARGUMENT:
            skip, depth = int(text.startswith("{", match.end())), 0
        elif accent:
            piece = mark if mark in {"i", "j"} else _piece(match).lstrip()
            if piece:
                out.append(unicodedata.normalize("NFC", piece[0] + accent) + piece[1:])
                accent = ""
        else:
            out.append(_piece(match))
    return re.sub(r"[ \t\r\n\f\v]+", " ", "".join(out)).strip(" ")


def _piece(match: re.Match[str]) -> str:
    """Return what a token other than an accent or a brace stands for."""
    kind, found = match.lastgroup, match[0]
    if kind == "word":
        return _macro(match["word"])
    if kind == "mark":
        return _MARKS.get(match["mark"], match["mark"])
    if kind == "math":
        return _math(found)
    if kind == "dash":
        return "—" if len(found) == 3 else "–"
    if kind == "tie":
        return "\u00a0"
    return _QUOTES[found] if kind == "quote" else found


_SPECIAL = {"\\": r"\textbackslash{}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\u00a0": "~", "\u202f": r"\,"}  # fmt: skip
_ESCAPE = re.compile(r"[\\$&%#_~^\u00a0\u202f]|-(?=-)|`(?=`)|'(?=')|<(?=<)|>(?=>)|\"(?=[<>=~\-])|[ \t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]+")
_MATH_RUN = re.compile(r"\$[^$\s](?:[^$\n]{0,200}[^$\s])?\$")


def _balanced(text: str) -> bool:
    depth = 0
    for mark in text:
        depth += (mark == "{") - (mark == "}")
        if depth < 0:
            return False
    return depth == 0


def _escaped(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        mark = match[0]
        if mark in _SPECIAL:
            return _SPECIAL[mark]
        return " " if mark.isspace() else mark + "{}"  # {} keeps two marks from being one

    if "{" in text or "}" in text:
        braces = ("\\{", "\\}") if _balanced(text) else ("\\textbraceleft{}", "\\textbraceright{}")
        return "".join(braces[0] if p == "{" else braces[1] if p == "}" else _escaped(p) for p in re.split(r"([{}])", text) if p)
    return _ESCAPE.sub(one, text)


def encode_latex(text: str) -> str:
    r"""Return plain text as a .bib value: what TeX would take for a command is escaped, letters stay UTF-8.

    Braces are always balanced afterwards. Mathematics that :func:`decode_latex` left standing stays.

    >>> encode_latex("50 % of {A} & $x^2$")
    '50 \\% of \\{A\\} \\& $x^2$'
    """
    if "$" not in text:
        return _escaped(text)
    pieces, end = [], 0
    for match in _MATH_RUN.finditer(text):
        if _balanced(match[0]) and _math(match[0]) == match[0]:
            pieces += [_escaped(text[end : match.start()]), match[0]]
            end = match.end()
    return "".join([*pieces, _escaped(text[end:])])


_WORD = re.compile(r"[^\W\d_][\w'’\-]*")


def protect_capitals(text: str, original: str, *, english: bool) -> str:
    r"""Put braces around the words of an encoded title whose capitals a style must not make small.

    Words with capitals inside (DNA, iPhone) always; where an English title is in sentence case, its proper
    names too. ``original`` is the title before it was encoded.

    >>> protect_capitals("Soft power of Russia and the USA", "Soft power of Russia and the USA", english=True)
    'Soft power of {Russia} and the {USA}'
    """
    words = [w for w in _WORD.findall(original)[1:] if len(w) > 3]
    sentence_case = english and bool(words) and sum(w[0].islower() for w in words) * 2 >= len(words)

    def one(match: re.Match[str]) -> str:
        word, before = match[0], text[max(0, match.start() - 4) : match.start()].rstrip()[-1:]
        if before == "\\" or not word[0].isascii():
            return word
        begins = not before or before in ':.?!—–«“"('
        inner = any(c.isupper() for c in word[1:])
        return f"{{{word}}}" if inner or (sentence_case and word[0].isupper() and not begins) else word

    return text if "$" in text or "\\text" in text else _WORD.sub(one, text)


def strip_braces(text: str) -> str | None:
    """Return what stands inside one pair of braces around the whole text, None where there is no such pair.

    >>> strip_braces("{Barnes and Noble}"), strip_braces("{A} and {B}")
    ('Barnes and Noble', None)
    """
    text = text.strip()
    if not (text.startswith("{") and text.endswith("}") and len(text) > 1):
        return None
    depth = 0
    for i, mark in enumerate(text):
        depth += (mark == "{") - (mark == "}")
        if depth == 0 and i < len(text) - 1:
            return None
    return text[1:-1] if depth == 0 else None


_ESCAPED = re.compile(r"[\\{}$\s]")


def unescape_verbatim(text: str) -> str:
    r"""Return an address or identifier without the escapes that people put in it.

    >>> unescape_verbatim(r"\url{https://a.ru/b\_c\%20d}")
    'https://a.ru/b_c%20d'
    """
    text = text.strip()
    if not _ESCAPED.search(text):
        return text
    text = re.sub(r"^\\(?:url|path|nolinkurl|texttt)\s*\{(.*)\}$", r"\1", text, flags=re.DOTALL)
    text = re.sub(r"\{?\\([_%&#~^$])(?:\{\})?\}?", r"\1", text)
    text = (
        text.replace(r"$\sim$", "~")
        .replace(r"\textasciitilde{}", "~")
        .replace(r"\textunderscore{}", "_")
        .replace(r"{\textunderscore}", "_")
    )
    return strip_braces(text) or re.sub(r"\s+", " ", text)
