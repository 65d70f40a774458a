"""One page for editors: a table with filters and search, each finding beside the reference that it is about."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from citekit import __version__
from citekit.checks.project import BibFile, Manuscript
from citekit.checks.registry import rules
from citekit.checks.reports.shape import clean, uri
from citekit.formats.pages import policy_hash, template
from citekit.model import CitekitError, InvalidIdentifier
from citekit.model.identifiers import doi_url, normalise_doi

if TYPE_CHECKING:
    from citekit.checks.checking import Outcome
    from citekit.checks.project import Source
    from citekit.model import Diagnostic, Record, Severity

__all__ = ["written"]

_NAMES: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_MOST = 5_000  # findings of a page; a browser does not like more
_AROUND = 80  # code points of the file on each side of the place
_LONGEST = 600
_LONGEST_MARK = 160


def written(outcome: Outcome) -> str:
    """Return the page: it asks nothing of any network, and its policy allows its own script and style sheet alone."""
    import jinja2
    from markupsafe import Markup

    findings = outcome.findings[:_MOST]
    references = _References(outcome)
    rows = [_row(finding, outcome, references) for finding in findings]
    paths = dict.fromkeys([*outcome.sources, *(f.source for f in findings if f.source)])
    by_file, by_code = Counter(f.source for f in findings), Counter(f.code for f in findings)
    known = {r.code: r for r in rules()}
    told = []
    for code in sorted(by_code):
        rule = known.get(code)
        fallback = ("unreadable", "The file could not be read.") if code == "CK900" else ("failed", "citekit's own fault.")
        name, why, mend = (rule.name, rule.why, rule.fix) if rule else (*fallback, "")
        told.append({"code": code, "name": name.replace("-", " "), "why": why, "fix": mend, "count": by_code[code]})
    script, style = template("findings.js").strip(), template("findings.css").strip()
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(template("findings.html.jinja")).render(
        title=_title(list(outcome.sources)),
        version=__version__,
        names=_NAMES,
        rows=rows,
        more=len(outcome.findings) - len(findings),
        counts={s: sum(f.severity == s for f in findings) for s in _NAMES},
        files=[{"name": clean(uri(path)), "count": by_file[path]} for path in paths],
        rules=told,
        mendable=sum(f.fix is not None for f in findings),
        safe=sum(f.fix is not None and f.fix.safe for f in findings),
        script=Markup(script),  # noqa: S704  # our own file
        style=Markup(style),  # noqa: S704  # likewise
        script_hash=Markup(policy_hash(script)),  # noqa: S704  # base64
        style_hash=Markup(policy_hash(style)),  # noqa: S704  # likewise
    )
    return page + "\n"


def _title(paths: list[str]) -> str:
    names = [clean(PurePath(path).name) for path in paths]
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"Check of {', '.join(names[:3])}{more}" if names else "Check"


def _row(finding: Diagnostic, outcome: Outcome, references: _References) -> dict[str, Any]:
    source = outcome.sources.get(finding.source)
    return {
        "severity": finding.severity,
        "code": finding.code,
        "file": clean(uri(finding.source)) if finding.source else "",
        "line": finding.line,
        "column": finding.column,
        "message": clean(finding.message),
        "shown": _shown(finding, source),
        "mend": _mend(finding, source),
        "reference": references.of(finding),
    }


def _shown(finding: Diagnostic, source: Source | None) -> dict[str, str] | None:
    """Return the place with what stands around it in its line (in a document without lines: in its paragraph)."""
    if source is None or finding.span is None or not source.text:
        return None
    start, end = finding.span.start, min(finding.span.end, finding.span.start + _LONGEST_MARK)
    first = source.text.rfind("\n", max(0, start - _AROUND), start) + 1 or max(0, start - _AROUND)
    stop = source.text.find("\n", end, end + _AROUND)
    last = stop if stop >= 0 else min(len(source.text), end + _AROUND)
    last = end if end < finding.span.end else last
    before, after = source.text[first:start].lstrip(), source.text[end:last].rstrip()
    cut_before = first > 0 and source.text[first - 1] != "\n"
    cut_after = end < finding.span.end or (last < len(source.text) and source.text[last] != "\n")
    return {
        "before": ("…" if cut_before else "") + clean(before),
        "marked": clean(source.text[start:end]),
        "after": clean(after) + ("…" if cut_after else ""),
    }


def _mend(finding: Diagnostic, source: Source | None) -> dict[str, Any] | None:
    if finding.fix is None:
        return None
    before = finding.fix.span.of(source.text) if source else ""
    return {
        "safe": finding.fix.safe,
        "before": clean(before.strip())[:_LONGEST],
        "after": clean(finding.fix.replacement.strip())[:_LONGEST],
    }


class _References:
    """The references of the files by the names that findings give them; each is put into words once."""

    def __init__(self, outcome: Outcome) -> None:
        self._records: dict[tuple[str, str], Record] = {}
        self._by_key: dict[str, Record] = {}
        self._raw: dict[tuple[str, str], tuple[str, Record]] = {}
        self._told: dict[tuple[str, str], dict[str, str] | None] = {}
        meant = {f.record for f in outcome.findings if f.record}
        for path, source in outcome.sources.items():
            if isinstance(source, BibFile):
                for record in source.reading.records:
                    self._records.setdefault((path, record.citation_key), record)
                    self._by_key.setdefault(record.citation_key, record)
            elif isinstance(source, Manuscript) and meant:
                self._raw |= {(path, r.id): (r.raw, r.record) for r in source.references}

    def of(self, finding: Diagnostic) -> dict[str, str] | None:
        """Return the reference that a finding is about: its key, its words, its language, its address."""
        name = (finding.source, finding.record)
        if not finding.record:
            return None
        if name not in self._told:
            self._told[name] = self._found(name)
        return self._told[name]

    def _found(self, name: tuple[str, str]) -> dict[str, str] | None:
        if name in self._raw:
            raw, record = self._raw[name]
            return {"key": "", "text": clean(raw[:_LONGEST]), "language": record.language, "link": _link(record)}
        found = self._records.get(name) or self._by_key.get(name[1])
        if found is None:
            return None
        return {"key": clean(name[1]), "text": clean(_words(found)[:_LONGEST]), "language": found.language, "link": _link(found)}


def _words(record: Record) -> str:
    """Return a record as a line of a list."""
    from citekit.formatters import format_records

    try:
        return format_records([record], "gost-7.0.5").entries[0].text.plain()
    except (CitekitError, IndexError):
        return record.title


def _link(record: Record) -> str:
    try:
        return doi_url(normalise_doi(record.doi)) if record.doi else ""
    except InvalidIdentifier:
        return ""
