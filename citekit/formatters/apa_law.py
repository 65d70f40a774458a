"""Cases and statutes by the Bluebook's pattern, as APA 7 has them (chapter 11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.formatters.richtext import NO_BREAK, RichText, rich

if TYPE_CHECKING:
    from citekit.model import Record

__all__ = ["law_of"]

_LAWS = frozenset(["bill", "legal_case", "legislation", "regulation"])


def law_of(record: Record) -> RichText:
    """Return «Title, 20 U.S.C. § 6301 (2015)» where the record names a reporter or code; empty for other works.

    A statute without volume or section (most laws outside the United States) is set like other works.
    """
    if record.type not in _LAWS or not record.container_title or not (record.volume or record.section):
        return RichText()
    if record.type != "legal_case" and (record.page and not record.section):
        return RichText()
    where = [rich(record.volume, "volume"), rich(record.container_title, "container-title")]
    if record.section:
        sign = "" if record.section.startswith("§") else f"§{NO_BREAK}"
        where.append(rich(f"{sign}{record.section}", "section"))
    elif record.page:
        where.append(rich(record.page, "page"))
    court = [rich(record.authority, "authority"), rich(str(record.year or ""), "issued")]
    date = RichText.join(" ", court)
    title = RichText.join(", ", [rich(record.title, "title"), rich(record.number, "number"), RichText.join(" ", where)])
    return RichText.join(" ", [title, "(" + date + ")" if date else ""])
