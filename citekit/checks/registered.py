"""What a registry says of a project's works, asked once for all the rules of CK8: Crossref, a local index, kept answers.

Where nobody is to be asked, what a reference gives away by itself is still seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from citekit.crossref.dois import contradictions_of
from citekit.crossref.findings import Finding, Verdict, Verification, conclude
from citekit.crossref.invented import malformed_names, signs_of_invention
from citekit.model import Fix, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from citekit.checks.project import BibFile, Project
    from citekit.crossref.answers import Source
    from citekit.formats.bibtex.blocks import BibBlock
    from citekit.model import Diagnostic, Record, Severity

__all__ = ["Entry", "Registered", "findings_of"]

_FIELDS = {
    "DOI": ("doi",), "title": ("title",), "author": ("author", "editor"), "issued": ("year", "date"), "container-title": ("journal", "journaltitle", "booktitle"),
    "volume": ("volume",), "issue": ("number", "issue"), "page": ("pages",),
}  # fmt: skip


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A .bib entry or a printed reference (``printed``) with what is known of it; ``span`` is where it stands in its file."""

    file: str
    key: str
    span: Span
    verdict: Verdict = "unchecked"
    findings: tuple[Finding, ...] = ()
    printed: bool = False
    doi: str = ""
    source: str = ""


class Registered:
    """What the sources say of a project's works; without sources, what the .bib entries give away."""

    def __init__(
        self, sources: Sequence[Source] = (), *, at_once: int = 1, progress: Callable[[str, int, int], None] | None = None
    ) -> None:
        """Ask nothing yet; later ``at_once`` works are asked about together."""
        self.sources, self._at_once, self._progress = tuple(sources), at_once, progress
        self._said: tuple[Entry, ...] | None = None

    def entries(self, project: Project) -> tuple[Entry, ...]:
        """Return what is known of each .bib entry, then of each reference printed in a manuscript; asked once."""
        if self._said is None:
            places = list(_places(project, printed=bool(self.sources)))
            records = [place.record for place in places]
            answers = self._answers(records, project.today.year) if self.sources else [_alone(r, project.today.year) for r in records]
            self._said = tuple(
                msgspec.structs.replace(p.entry, verdict=a.verdict, findings=a.findings, doi=a.doi, source=a.source)
                for p, a in zip(places, answers, strict=True)
            )
        return self._said

    def _answers(self, records: Sequence[Record], year: int) -> Sequence[Verification]:
        from citekit.crossref.verifying import verify_all

        return verify_all(records, self.sources, year=year, at_once=self._at_once, progress=self._progress)

    @property
    def is_incomplete(self) -> bool:
        """Tell whether something could not be asked."""
        return any(f.kind == "not checked" for e in self._said or () for f in e.findings)


def _alone(record: Record, year: int) -> Verification:
    """Return what a record gives away by itself, without loading what compares works."""
    findings = tuple(Finding("invented", sign) for sign in signs_of_invention(record, year))
    findings += tuple(Finding(*said) for said in contradictions_of(record))
    if said := malformed_names(record):
        findings += (Finding("malformed names", said, "author"),)
    verdict, findings = conclude(findings, "unchecked")
    return Verification(id=record.citation_key, verdict=verdict, findings=findings)


class _Place(NamedTuple):
    entry: Entry
    record: Record


def _places(project: Project, *, printed: bool) -> Iterator[_Place]:
    for bib in project.bibs:
        blocks: dict[str, list[BibBlock]] = {}
        for block in bib.bib.entries():
            blocks.setdefault(block.key, []).append(block)
        for record in bib.reading.records:
            if waiting := blocks.get(record.citation_key or record.id):
                block = waiting.pop(0)
                span = block.key_span if len(block.key_span) else block.span
                yield _Place(Entry(file=bib.path, key=block.key, span=span), record)
    for manuscript in project.manuscripts if printed else ():
        for reference in manuscript.listed.values():
            record = msgspec.structs.replace(reference.record, id=reference.id, citation_key="", raw=reference.raw)
            yield _Place(Entry(file=manuscript.path, key=reference.id, span=reference.span, printed=True), record)


def findings_of(project: Project, code: str, kinds: Mapping[str, Severity]) -> Iterator[Diagnostic]:
    """Yield the findings of some kinds, each at the field that it is about.

    What differs from a printed reference is an information: the fault may be in reading it.
    """
    bibs = {bib.path: bib for bib in project.bibs}
    manuscripts = {m.path: m for m in project.manuscripts}
    blocks: dict[str, dict[Span, BibBlock]] = {}
    for entry in project.registered.entries(project):
        for finding in entry.findings:
            if finding.kind not in kinds:
                continue
            severity, said = kinds[finding.kind], _sentence(entry, finding)
            if entry.printed:
                severity = "info" if finding.given and severity == "warning" else severity
                yield manuscripts[entry.file].finding(code, said, entry.span, severity=severity, record=entry.key)
                continue
            bib = bibs[entry.file]
            if bib.path not in blocks:
                blocks[bib.path] = {b.key_span if len(b.key_span) else b.span: b for b in bib.bib.entries()}
            span, fix = _field(bib, blocks[bib.path].get(entry.span), entry.span, finding)
            yield bib.finding(code, said, span, severity=severity, record=entry.key, fix=fix)


def _field(bib: BibFile, block: BibBlock | None, span: Span, finding: Finding) -> tuple[Span, Fix | None]:
    """Return the place of the field that a finding is about, the entry's ``span`` without one, and the edit that mends it."""
    if block is None:
        return span, None
    about = "DOI" if finding.kind == "another work" else finding.field
    field = next((f for f in block.fields if f.name.casefold() in _FIELDS.get(about, ())), None)
    if field is not None:
        return field.value_span, None
    return span, _doi_added(bib, block, finding.found) if finding.kind == "missing DOI" else None


def _sentence(entry: Entry, finding: Finding) -> str:
    """Return a finding as a sentence that says who says so, and what stands here where that is not shown."""
    here = f"; here: {finding.given[:160]}" if finding.given and finding.field not in ("DOI", "") else ""
    return f"{entry.source}: {finding.message}{here}" if entry.source and finding.found else f"{finding.message}{here}"


def _doi_added(bib: BibFile, block: BibBlock, doi: str) -> Fix | None:
    """Return the edit that gives an entry its DOI after its last field, in the entry's own manner."""
    if not block.fields or "{" in doi or "}" in doi:
        return None
    last = block.fields[-1]
    line = bib.text.rfind("\n", 0, last.name_span.start) + 1
    indent = bib.text[line : last.name_span.start]
    gap = bib.text[last.name_span.end : last.value_span.start]
    end = "\r\n" if bib.text[line - 2 : line] == "\r\n" else "\n"
    between = f",{end}{indent}" if line and not indent.strip() else ", "
    return Fix(Span(last.value_span.end, last.value_span.end), f"{between}doi{gap if gap.strip() == '=' else ' = '}{{{doi}}}", safe=False)
