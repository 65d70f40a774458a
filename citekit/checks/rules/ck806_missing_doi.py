"""CK806: an entry without the DOI that its work has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.registered import findings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK806"
NAME = "missing-doi"
SEVERITY: Severity = "warning"
WHY = "Journals ask for the DOI of every work that has one, and a link without it does not count."
FIX = "Adds the field `doi` after the entry's last one, with `--unsafe`: look at the work first."
EXAMPLE = {
    "refs.bib": "@article{adamson,\n  author = {Adamson, Fiona B.},\n  title = {Crossing borders and the security of nations},\n  journal = {International Security},\n  year = {2006},\n  volume = {31},\n  pages = {165--199},\n}\n",
    "crossref.jsonl": '{"DOI": "10.5555/borders.1", "type": "journal-article", "title": ["Crossing borders and the security of nations"], "author": [{"family": "Adamson", "given": "Fiona B."}], "container-title": ["International Security"], "volume": "31", "page": "165-199", "issued": {"date-parts": [[2006]]}}\n',
}

_KINDS: Mapping[str, Severity] = {"missing DOI": "warning"}  # fmt: skip


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the works whose DOI is left out."""
    yield from findings_of(project, CODE, _KINDS)
