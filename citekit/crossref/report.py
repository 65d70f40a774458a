"""What came of a list of references, for people and programs: a table as text, JSON lines, JSON, CSV, HTML."""

from __future__ import annotations

import csv
import html
import io
import json
from typing import TYPE_CHECKING, Any

from citekit.model import UnknownName
from citekit.model.identifiers import doi_url

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from citekit.crossref.resolving import Resolution

__all__ = ["render_report", "report_format", "row_of", "summary_of"]

_FORMATS = {".jsonl": "jsonl", ".json": "json", ".csv": "csv", ".html": "html", ".htm": "html", ".txt": "table"}
VERDICTS = ("matched", "probable", "none", "unchecked")


def report_format(path: Path) -> str:
    """Return the report's format by the name of its file.

    Raises:
        UnknownName: the ending is none of .jsonl, .json, .csv, .html, .txt.
    """
    if path.suffix.lower() not in _FORMATS:
        raise UnknownName("report by the ending", path.suffix or path.name, tuple(_FORMATS))
    return _FORMATS[path.suffix.lower()]


def row_of(resolution: Resolution) -> dict[str, Any]:
    """Return a resolution as an object: id, raw, verdict, DOI, score, reasons, what was found, and suggestions where there are any."""
    row: dict[str, Any] = {
        "id": resolution.id,
        "raw": resolution.raw,
        "verdict": resolution.verdict,
        "DOI": resolution.doi or None,
        "score": resolution.score,
        "reasons": list(resolution.reasons),
        "found": _title(resolution) or None,
        "link": doi_url(resolution.doi) if resolution.doi else None,
    }
    if resolution.suggestions:
        row["suggestions"] = [
            {"DOI": s.doi, "score": s.score, "title": s.title, "reasons": list(s.reasons)}
            | ({"translation": True} if s.is_translation else {})
            for s in resolution.suggestions
        ]
    return row


def summary_of(resolutions: Sequence[Resolution]) -> list[tuple[str, str]]:
    """Return how many references have each verdict, in words."""
    words = {"matched": "DOIs found", "probable": "likely, to be looked at", "none": "without a DOI that fits", "unchecked": "not checked"}
    return [(str(sum(r.verdict == v for r in resolutions)), words[v]) for v in VERDICTS]


def render_report(resolutions: Sequence[Resolution], to: str) -> str:
    """Return the report as ``jsonl``, ``json``, ``csv``, ``html`` or a ``table``."""
    rows = [row_of(r) for r in resolutions]
    if to == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if to == "json":
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    if to == "csv":
        return _csv(resolutions)
    if to == "table":
        return _table(resolutions)
    return _html(resolutions)


def _csv(resolutions: Sequence[Resolution]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(["id", "verdict", "DOI", "score", "raw", "found", "link", "reasons", "suggested"])
    for r in resolutions:
        found = _title(r)
        suggested = " ".join(s.doi for s in r.suggestions)
        table.writerow(
            [
                _cell(t)
                for t in (
                    r.id,
                    r.verdict,
                    r.doi,
                    str(r.score),
                    r.raw,
                    found,
                    doi_url(r.doi) if r.doi else "",
                    "; ".join(r.reasons),
                    suggested,
                )
            ]
        )
    return out.getvalue()


def _cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _title(resolution: Resolution) -> str:
    titles = resolution.work.get("title")
    return str(titles[0]) if isinstance(titles, list) and titles else ""


_WIDTHS = (10, 38, 34, 44)


def _table(resolutions: Sequence[Resolution]) -> str:
    """Return the report as text in columns: verdict, what was given, what was found with its link, why."""
    import textwrap

    def row(cells: tuple[str, ...]) -> list[str]:
        wrapped = [
            textwrap.wrap(" ".join(c.split()), w, break_on_hyphens=False, break_long_words=False) or [""]
            for c, w in zip(cells, _WIDTHS, strict=True)
        ]
        height = max(map(len, wrapped))
        lines = zip(*(column + [""] * (height - len(column)) for column in wrapped), strict=True)
        return ["  ".join(cell.ljust(w) for cell, w in zip(line, _WIDTHS, strict=True)).rstrip() for line in lines]

    parts = [*row(("verdict", "given", "found", "why")), "-" * (sum(_WIDTHS) + 6)]
    for r in resolutions:
        found = f"{doi_url(r.doi)} {_title(r)}" if r.doi else " ".join(f"likely {doi_url(s.doi)} {s.title}" for s in r.suggestions[:1])
        parts += [*row((r.verdict, r.raw, found, "; ".join(r.reasons))), ""]
    parts += [f"{n:>6}  {what}" for n, what in summary_of(resolutions)]
    return "\n".join(parts) + "\n"


_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>DOIs of references</title>
<style>body{{font:16px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#222;background:#fff}}
table{{border-collapse:collapse;width:100%;table-layout:fixed}}th:nth-child(1){{width:8%}}th:nth-child(3){{width:6.5rem}}th:nth-child(4),th:nth-child(5){{width:25%}}th,td{{text-align:left;vertical-align:top;padding:.5rem .6rem;border-bottom:1px solid #ddd}}
td{{overflow-wrap:anywhere}}.matched{{color:#12652f}}.probable{{color:#7a5200}}.none{{color:#555}}.unchecked{{color:#9b1c1c}}small{{color:#555}}td p{{margin:.3rem 0}}
@media(max-width:48rem){{table,tbody,tr,td{{display:block}}thead{{display:none}}td{{border:0;padding:.15rem 0}}tr{{border-bottom:1px solid #ddd;padding:.5rem 0}}}}</style>
<meta name="viewport" content="width=device-width"></head>
<body><h1>DOIs of references</h1><p>{summary}</p>
<table><thead><tr><th>#</th><th>given</th><th>verdict</th><th>found</th><th>why</th></tr></thead><tbody>
{rows}
</tbody></table></body></html>
"""


def _html(resolutions: Sequence[Resolution]) -> str:
    rows = []
    for r in resolutions:
        found = _link(r.doi) + (f"<br>{html.escape(_title(r))}" if _title(r) else "") if r.doi else ""
        for s in r.suggestions:
            found += f"<p>{'translated edition' if s.is_translation else 'likely'}: {_link(s.doi)}<br>{html.escape(s.title)} <small>{s.score:g}</small></p>"
        why = "; ".join(html.escape(reason) for reason in r.reasons)
        given = html.escape(r.raw)
        rows.append(
            f'<tr><td>{html.escape(r.id)}</td><td>{given}</td><td class="{r.verdict}">{r.verdict}</td><td>{found}</td><td><small>{why}</small></td></tr>'
        )
    summary = ", ".join(f"{n} {what}" for n, what in summary_of(resolutions))
    return _PAGE.format(summary=html.escape(summary), rows="\n".join(rows))


def _link(doi: str) -> str:
    return f'<a href="{html.escape(doi_url(doi))}">{html.escape(doi)}</a>'
