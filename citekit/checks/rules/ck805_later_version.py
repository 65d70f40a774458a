"""CK805: a work that was corrected, or that has a later, a translated or a primary version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.registered import findings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK805"
NAME = "later-version"
SEVERITY: Severity = "info"
WHY = "A correction, a version of record or a primary DOI came later; citing it may be what is meant."
FIX = ""
EXAMPLE = {
    "refs.bib": "@misc{waiter,\n  author = {Waiter, W.},\n  title = {Slow servers and the people who wait for them},\n  year = {2020},\n  doi = {10.5555/preprint.1},\n}\n",
    "crossref.jsonl": '{"DOI": "10.5555/preprint.1", "type": "posted-content", "title": ["Slow servers and the people who wait for them"], "author": [{"family": "Waiter", "given": "W."}], "issued": {"date-parts": [[2020]]}, "relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.5555/published.1"}]}}\n',
}

_KINDS: Mapping[str, Severity] = {"corrected": "info", "newer version": "info", "version of record": "info", "translation": "info", "alias": "info"}  # fmt: skip


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield what came after the work that is cited."""
    yield from findings_of(project, CODE, _KINDS)
