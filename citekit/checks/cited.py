"""Keys that manuscripts cite against the keys that the project's .bib files list."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citekit.checks.project import BibFile, Manuscript, Project
    from citekit.model import Span

__all__ = ["bibs_of", "by_key", "cited_keys", "cites", "is_label", "listed_keys", "rising"]

# Labels of figures and tables that pandoc-crossref and Quarto write as citations.
_LABEL = re.compile(r"(?:fig|tbl|tab|eq|sec|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau)[:\-].+", re.IGNORECASE)
_KEYS = re.compile(r"[^\s,{}\"]+")


def by_key(manuscript: Manuscript, project: Project) -> bool:
    """Tell whether a manuscript cites by keys, and there is a list of keys to hold them against."""
    document = manuscript.document
    if not document.citations:
        return False
    return bool(project.bibs or manuscript.attached or any(r.key for r in document.listed))


def is_label(key: str) -> bool:
    """Tell whether a key is a figure's or a section's label.

    >>> is_label("fig:one"), is_label("figueroa2001")
    (True, False)
    """
    return _LABEL.fullmatch(key) is not None


def bibs_of(manuscript: Manuscript, project: Project) -> tuple[BibFile, ...]:
    """Return the .bib files whose entries a manuscript can cite: the project's and those that it names."""
    return (*project.bibs, *manuscript.attached)


def listed_keys(manuscript: Manuscript, project: Project) -> set[str]:
    """Return the keys that a manuscript may cite, by-names of entries (``ids``) with them."""
    keys = {r.key for r in manuscript.document.listed if r.key}
    for bib in bibs_of(manuscript, project):
        for entry in bib.bib.entries():
            keys.add(entry.key)
            for field in entry.fields:
                if field.name.casefold() == "ids":
                    keys.update(_KEYS.findall(field.value))
    return keys


def cites(manuscript: Manuscript) -> Iterator[tuple[str, Span]]:
    """Yield the keys that a manuscript cites, each with its citation's span."""
    for citation in manuscript.document.citations:
        for cited in citation.cites:
            yield cited.key, citation.span


def cited_keys(project: Project, bibs: Iterable[BibFile]) -> set[str] | None:
    r"""Return the keys that any manuscript cites, with the entries that those name; None where all are (``\\nocite{*}``)."""
    cited = {key for m in project.manuscripts for key, _ in cites(m)}
    if "*" in cited:
        return None
    names: dict[str, set[str]] = {}
    for bib in bibs:
        for entry in bib.bib.entries():
            for field in entry.fields:
                name = field.name.casefold()
                if name == "ids" and cited.intersection(_KEYS.findall(field.value)):
                    cited.add(entry.key)
                elif name in {"crossref", "xref", "xdata", "related", "entryset"}:
                    names.setdefault(entry.key, set()).update(_KEYS.findall(field.value))
    todo = list(cited)
    while todo:
        for key in names.pop(todo.pop(), ()):
            if key not in cited:
                cited.add(key)
                todo.append(key)
    return cited


def rising(values: Sequence[int]) -> list[int]:
    """Return the places of a longest row of values that rise: all others are out of order.

    >>> rising([0, 2, 1, 3])
    [0, 2, 3]
    """
    ends: list[int] = []
    homes: list[int] = []
    before: list[int] = []
    for at, value in enumerate(values):
        row = bisect_left(ends, value)
        before.append(homes[row - 1] if row else -1)
        ends[row : row + 1], homes[row : row + 1] = [value], [at]
    found, at = [], homes[-1] if homes else -1
    while at >= 0:
        found.append(at)
        at = before[at]
    return found[::-1]
