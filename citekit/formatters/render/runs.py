"""What every output does first: text without control characters, links that are safe, runs of one look joined."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from citekit.formatters.romanised import CYRILLIC
from citekit.language import script_of

if TYPE_CHECKING:
    from citekit.formatters.richtext import RichText, Run
    from citekit.formatters.style import Entry

__all__ = ["clean", "keys_of", "plain_runs", "printed_language", "printed_runs", "safe_link"]

# What XML 1.0 cannot hold and no reference prints: controls, lone surrogates, noncharacters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")
_LINK = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_DOI = re.compile(r"doi:\s*(10\.\d{4,9}/\S+)", re.IGNORECASE)
_UNSAFE_IN_LINK = re.compile(r"""[\x00-\x20\x7f-\xa0"'<>\\^`{|}\u2028\u2029\u202a-\u202e\u2066-\u2069]""")


def clean(text: str) -> str:
    r"""Return text on one line, without control characters.

    >>> clean("a\x00b\nc")
    'ab c'
    """
    return _BREAKS.sub(" ", _UNPRINTABLE.sub("", text))


def safe_link(href: str) -> str:
    """Return an http(s) address with what could end an attribute percent-encoded; empty for any other scheme.

    >>> safe_link("javascript:alert(1)"), safe_link('https://a.org/"x'), safe_link("doi:10.1/2"), safe_link("doi:10.1000/2")
    ('', 'https://a.org/%22x', '', 'https://doi.org/10.1000/2')
    """
    address = clean(href).strip()
    if doi := _DOI.fullmatch(address):
        address = f"https://doi.org/{doi[1]}"
    if not _LINK.match(address):
        return ""
    return _UNSAFE_IN_LINK.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode("utf-8", "ignore")), address)


def printed_runs(text: RichText) -> tuple[Run, ...]:
    """Return the runs of a text with clean words and safe links; empty ones are left out."""
    runs = (msgspec.structs.replace(run, text=clean(run.text), href=safe_link(run.href) if run.href else "") for run in text.runs)
    return tuple(run for run in runs if run.text)


def plain_runs(text: RichText) -> tuple[Run, ...]:
    """Return :func:`printed_runs` with neighbours of one look joined, for outputs that do not mark fields."""
    joined: list[Run] = []
    for run in printed_runs(text):
        look = msgspec.structs.replace(run, field="")
        if joined and msgspec.structs.replace(look, text="") == msgspec.structs.replace(joined[-1], text=""):
            joined[-1] = msgspec.structs.replace(look, text=joined[-1].text + look.text)
        else:
            joined.append(look)
    return tuple(joined)


def printed_language(entry: Entry) -> str:
    """Return the language of an entry as it is printed: ``ru-Latn`` for a romanised one."""
    if entry.language in CYRILLIC and script_of(entry.text.plain()) == "Latn":
        return f"{entry.language}-Latn"
    return entry.language


def keys_of(entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """Return a label for each entry in ASCII letters, figures and ``-_:.``, no two alike."""
    seen: set[str] = set()
    keys: list[str] = []
    for entry in entries:
        wanted = re.sub(r"[^A-Za-z0-9_:.\-]", "", entry.record.citation_key or entry.record.id) or f"ref-{entry.number}"
        key, again = wanted, 1
        while key in seen:
            again += 1
            key = f"{wanted}-{again}"
        seen.add(key)
        keys.append(key)
    return tuple(keys)
