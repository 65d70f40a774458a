"""CK608: a work that stands at another place than the journal's order gives it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from citekit.checks.cited import rising
from citekit.checks.listing import listings
from citekit.language import fold, script_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK608"
NAME = "list-order"
SEVERITY: Severity = "warning"
WHY = "A list by the alphabet, Russian works first, or by appearance: the profile says which (`order` of `[first]`). Asked of printed lists; those made of a .bib are ordered by the program that prints them. Order of appearance is CK505."
FIX = ""
EXAMPLE = {
    "citekit.toml": 'journal = "./vestnik.toml"\n',
    "vestnik.toml": 'title = "Вестник примеров"\n\n[first]\nstyle = "apa"\norder = "apa"\n',
    "paper.txt": "Things are known (Brown, 2001), and little follows (Clark, 2014; Miller, 2005).\n\nReferences\n\nBrown, A. (2001). The theory of things. Journal of Things, 1(2), 3–14.\nMiller, E. (2005). Agreement in science. Mind, 4(2), 1–9.\nClark, B. (2014). On what follows. London: Routledge.\n",
}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield what goes beyond the journal's limit."""
    if project.journal is None:
        return
    from citekit.formatters.sorting import sorted_records

    order = project.journal.first.order
    if order in {"", "appearance", "none"}:
        return
    for listing in listings(project):
        if listing.manuscript is None or any(i.home is not listing.manuscript for i in listing.items):
            continue
        records = [msgspec.structs.replace(i.record, id=i.name) for i in listing.items]
        by_print = sorted(listing.items, key=lambda i: _as_printed(i.record.raw, order))
        printed = {item.name: at for at, item in enumerate(by_print)}
        place = {r.id: at for at, r in enumerate(sorted_records(records, order))}
        kept = set(rising([place[i.name] for i in listing.items]))
        kept.update(rising([printed[i.name] for i in listing.items]))  # what stands right as printed was read wrong
        if len(kept) < _ORDERLY * len(listing.items):
            message = f"the list is not in the order that {project.journal.title} asks for ({order})"
            yield listing.finding(CODE, message, severity=SEVERITY)
            continue
        for at, item in enumerate(listing.items):
            if at not in kept:
                message = f"«{(item.record.raw or item.record.title)[:60]}» stands at {at + 1}, and belongs to {place[item.name] + 1}"
                yield item.finding(CODE, message, severity=SEVERITY)


_WORD = re.compile(r"[^\W_]+")
_ORDERLY = 0.6  # share of works in order: below it the list has another order


def _as_printed(raw: str, order: str) -> tuple[int, str]:
    """Return what orders a work by its letters as they are printed."""
    if order == "transliteration":
        return 0, fold(raw)
    return (0 if order == "apa" or script_of(raw) == "Cyrl" else 1), " ".join(_WORD.findall(raw.casefold().replace("ё", "е")))
