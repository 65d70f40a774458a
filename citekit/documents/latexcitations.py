r"""LaTeX's citations: ``\\cite`` and the commands of natbib, biblatex and apacite, with what stands before and behind."""

from __future__ import annotations

import re

from citekit.documents.document import CitedKey
from citekit.documents.latexarguments import argument, options

__all__ = ["cited_at"]

_LOCATOR = re.compile(r"^(?:pp?\.|[Сс]\.|стр\.|S\.)[\s~]*")
_SPACE = re.compile(r"\s*")
_MOST_KEYS = 500


def cited_at(text: str, name: str, at: int, end: int) -> tuple[tuple[CitedKey, ...], int]:
    r"""Return what a command of that ``name`` cites whose arguments begin at ``at``, and where they end.

    >>> [(c.key, c.locator, c.prefix) for c in cited_at(r"[see][p.~5]{a,b}", "parencite", 0, 16)[0]]
    [('a', '', 'see'), ('b', '5', '')]
    """
    cites: list[CitedKey] = []
    several = name.casefold().endswith("cites")
    while True:
        given, after = options(text, at, end)
        start = _SPACE.match(text, after, end)
        if start is None or start.end() >= end or text[start.end()] != "{":
            break
        keys, at = argument(text, after, end)
        prefix, locator = (given[0], given[1]) if len(given) > 1 else ("", given[0] if given else "")
        names = [k.strip() for k in keys.split(",") if k.strip()][:_MOST_KEYS]
        for number, key in enumerate(names):
            place = _LOCATOR.sub("", locator.replace("~", " ").replace("--", "–").strip()) if number == len(names) - 1 else ""
            cites.append(CitedKey(key=key[:300], locator=place, prefix=prefix.strip() if not number else ""))
        if not several:
            break
    return tuple(cites), at
