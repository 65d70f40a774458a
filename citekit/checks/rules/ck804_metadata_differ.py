"""CK804: title, names, year, container, volume, issue or pages otherwise than the registry has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.registered import findings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK804"
NAME = "metadata-differ"
SEVERITY: Severity = "warning"
WHY = "What a reference says otherwise than the registry is a mistake in one of the two; readers who search by it miss the work, and indexes do not count the citation. Without a source to ask, the DOI's own year and conference are held against the reference."
FIX = ""
EXAMPLE = {
    "refs.bib": "@article{adamson,\n  author = {Adamson, Fiona B.},\n  title = {Crossing borders},\n  journal = {International Security},\n  year = {2009},\n  volume = {31},\n  pages = {156--199},\n  doi = {10.5555/borders.1},\n}\n@inproceedings{devlin,\n  author = {Devlin, Jacob},\n  title = {A model},\n  booktitle = {NAACL},\n  year = {2021},\n  doi = {10.18653/v1/N19-1423},\n}\n",
    "crossref.jsonl": '{"DOI": "10.5555/borders.1", "type": "journal-article", "title": ["Crossing borders"], "author": [{"family": "Adamson", "given": "Fiona B."}], "container-title": ["International Security"], "volume": "31", "page": "165-199", "issued": {"date-parts": [[2006]]}}\n',
}

_KINDS: Mapping[str, Severity] = {"another title": "warning", "other authors": "warning", "missing authors": "warning", "malformed names": "warning", "order of authors": "warning", "another year": "warning", "another container": "warning", "preprint": "warning", "another volume": "warning", "another issue": "warning", "another page": "warning", "near year": "info", "spelling": "info", "other language": "info", "other container": "info"}  # fmt: skip


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the fields that differ."""
    yield from findings_of(project, CODE, _KINDS)
