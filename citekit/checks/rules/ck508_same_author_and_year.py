"""CK508: works of one author and year that the text cannot tell apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.twins import second_faces
from citekit.language import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK508"
NAME = "same-author-and-year"
SEVERITY: Severity = "warning"
WHY = "Where a text cites by name and year, two works of the same authors and year need letters, 2016a and 2016b, in the list and in the text. Asked where at least one of them is cited."
FIX = ""
EXAMPLE = {
    "paper.txt": "Things are known (Brown, 2001), and little follows (Clark, 2014; Miller, 2005).\n\nReferences\n\nBrown, A. (2001). The theory of things. Journal of Things, 1(2), 3–14.\nBrown, A. (2001). The practice of things. Journal of Things, 2(1), 30–44.\nClark, B. (2014). On what follows. London: Routledge.\nMiller, E. (2005). Agreement in science. Mind, 4(2), 1–9.\n"
}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the second and later works of the same authors and year."""
    for manuscript in project.manuscripts:
        if manuscript.document.citations:
            continue  # the program that prints the citations sets the letters
        named = {c.ref for one in manuscript.citations if one.kind in {"parenthetical", "narrative"} for c in one.cites if c.ref}
        if len(named) < 3:
            continue  # the text cites otherwise
        faces = second_faces(manuscript)
        groups: dict[tuple[str, ...], list[str]] = {}
        for reference in manuscript.listed.values():
            record = reference.record
            if (
                reference.id in faces
                or not record.author
                or not record.year
                or re.search(rf"{record.year}\s?[a-zа-е](?!\w)", reference.raw)
            ):
                continue
            names = tuple(fold(f"{n.full_family} {n.given[:1]}") for n in record.author)
            groups.setdefault((*names, str(record.year)), []).append(reference.id)
        for group in groups.values():
            if len(group) < 2 or not named.intersection(group):
                continue
            first = manuscript.listed[group[0]]
            for name in group[1:]:
                reference = manuscript.listed[name]
                message = f"«{reference.raw[:60]}» has the authors and the year of «{first.raw[:60]}», without letters to tell them apart"
                yield manuscript.finding(CODE, message, reference.span, severity=SEVERITY, record=name)
