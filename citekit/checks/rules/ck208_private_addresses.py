"""CK208: an address that leads the reader nowhere, or where a journal must not send anybody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.words import words_of
from citekit.model import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK208"
NAME = "private-address"
SEVERITY: Severity = "warning"
WHY = (
    "An address through a library's proxy, of one's own disk or of a session works for its author alone; one of a shadow library is "
    "nothing that a journal may print. Marks of advertising (`utm_source=`) only say where the author came from."
)
FIX = "Takes out the marks of advertising and of the session, with `--unsafe`."
EXAMPLE = {
    "refs.bib": "@online{a,\n  url = {https://www-jstor-org.ezproxy.example.edu/stable/1},\n}\n@online{b,\n  url = {https://example.org/delo?utm_source=mail&utm_medium=x},\n}\n"
}

_SIGN = re.compile("://")
_ADDRESS = re.compile(r"(?:https?|ftp|file)://[^\s<>«»{}\"]+", re.IGNORECASE)
_PROXY = re.compile(r"https?://[^/?#]*(?:ezproxy|libproxy|\bproxy[\w-]*\.|\.proxy\.|webvpn)", re.IGNORECASE)
_OWN = re.compile(r"file://|https?://(?:localhost|127\.0\.0\.1|192\.168\.|10\.\d+\.\d+\.\d+)\b", re.IGNORECASE)
_SHADOW = re.compile(r"https?://(?:[^/?#]*\.)?(?:sci-?hub|libgen|gen\.lib|z-?lib(?:rary)?|annas-archive|twirpx)\.", re.IGNORECASE)
_SESSION = re.compile(r";jsessionid=[^?#]*|[?&](?:PHPSESSID|sessionid)=[^&#]*", re.IGNORECASE)
_UTM = re.compile(r"(?<=[?&])(?:utm_\w+|fbclid|gclid|yclid)=[^&#]*(?:&|$)")


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the addresses that only their author can follow."""
    for words in words_of(project, _SIGN, every=True):
        if "://" not in words.text:
            continue
        seen = set()
        for match in _ADDRESS.finditer(words.text):
            address, place = match[0].rstrip(".,;)"), Span(match.start(), match.start() + len(match[0].rstrip(".,;)")))
            if address in seen:
                continue
            seen.add(address)
            said = next((s for pattern, s in _SAID if pattern.match(address)), "")
            if said:
                yield words.finding(CODE, f"{address[:100]} {said}", place, severity=SEVERITY)
                continue
            clean = _UTM.sub("", _SESSION.sub("", address)).rstrip("?&")
            if clean != address.rstrip("?&"):
                message = f"{address[:100]} says where its author came from; the address is {clean[:100]}"
                yield words.finding(CODE, message, place, severity="info", replacement=clean, safe=False)


_SAID = (
    (_PROXY, "leads through a library's proxy: nobody else can follow it"),
    (_OWN, "leads to the author's own computer or network"),
    (_SHADOW, "is a shadow library's; name the publisher's address or the DOI"),
)
