"""Patents in the GOST styles.

GOST R 7.0.5-2008, 8.8: under the title, «Название : пат. 2187888 Рос. Федерация. № 2000131736/09 ; заявл.
18.12.00 ; опубл. 20.08.02, Бюл. № 23 (II ч.). 3 с.». GOST R 7.0.100-2018: under the number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.formatters import gost_elements as element
from citekit.formatters.areas import elements, joined
from citekit.formatters.draft import clean
from citekit.formatters.gost_names import inverted, printable
from citekit.formatters.richtext import NO_BREAK, RichText, rich

if TYPE_CHECKING:
    from citekit.formatters.draft import Draft
    from citekit.model import Record

__all__ = ["claims", "country_of", "ipc_of", "is_described_patent", "owner_of", "patent_numbers", "patent_statement"]


def is_described_patent(record: Record) -> bool:
    """Tell whether the record is a patent with its number or its days apart from the title."""
    custom = record.custom
    return record.type == "patent" and bool(record.number or custom.application_number or custom.filed or custom.published)


def country_of(draft: Draft) -> str:
    """Return the country that granted the patent."""
    country = clean(draft.record.jurisdiction or draft.record.authority)
    if country.casefold() in {"ru", "rus", "russia", "россия", "рф", "рос. федерация", "российская федерация"} and draft.language == "ru":
        return "Российская Федерация" if draft.manner.written_out else "Рос. Федерация"
    return country


def patent_numbers(draft: Draft) -> list[RichText]:
    """Return «пат. 2187888 Рос. Федерация» where the title does not hold the number."""
    record = draft.record
    number = clean(record.number)
    bare = re.sub(r"^(?:№|N|No\.?)\s*", "", number)
    if not bare or bare in clean(record.title):
        return []
    kind = clean(record.genre) or draft.terms.patent
    kind = draft.terms.patent if kind.casefold() in {"patent", "патент"} else kind
    begins = "" if number.casefold().startswith((kind.casefold(), "пат", "а. с")) else f"{kind}{NO_BREAK}"
    return [rich(f"{begins}{bare} {country_of(draft)}".strip(), "number"), *([rich(ipc_of(record), "ipc")] if ipc_of(record) else [])]


def ipc_of(record: Record) -> str:
    """Return the index of the International Patent Classification after «МПК»."""
    ipc = clean(record.custom.ipc or str(record.custom.extra.get("ipc", "")))
    return ipc if not ipc or ipc.startswith(("МПК", "IPC", "Int")) else f"МПК {ipc}"


def patent_statement(draft: Draft) -> RichText:
    """Return who owns the patent; the authors of a reference stand in its heading."""
    return rich(owner_of(draft), "assignee")


def owner_of(draft: Draft) -> str:
    """Return «заявитель …», «патентообладатель …» as far as they are known."""
    custom = draft.record.custom
    applicant, assignee = clean(custom.applicant), clean(custom.assignee)
    if applicant and assignee and applicant != assignee:
        return f"{_owned('заявитель', applicant)} ; {_owned('патентообладатель', assignee)}"
    if applicant and assignee:
        return _owned("заявитель и патентообладатель", applicant)
    return _owned("заявитель", applicant or assignee)


def _owned(role: str, name: str) -> str:
    return (
        name
        if not name or re.match(r"заявител|патентообладател|правообладател|applicant|assignee", name, re.IGNORECASE)
        else f"{role} {name}"
    )


def claims(draft: Draft, mark: str) -> RichText:
    """Return «№ 2000131736/09 ; заявл. 18.12.00 ; опубл. 20.08.02, Бюл. № 23 (II ч.)»."""
    record, terms, custom = draft.record, draft.terms, draft.record.custom
    application = re.sub(r"^(?:№|N|No\.?)\s*", "", clean(custom.application_number))
    filed = clean(custom.filed) or element.numeric_date(record.submitted)
    published = clean(custom.published) or (element.numeric_date(record.issued) if record.issued.day else "")
    bulletin = clean(custom.bulletin)
    if bulletin and "бюл" not in published.casefold() and "bull" not in published.casefold():
        named = bulletin if not bulletin[0].isdigit() else f"{terms.bulletin} №{NO_BREAK}{bulletin}"
        published = f"{published}, {named}" if published else named
    parts = [
        rich(f"№{NO_BREAK}{application}", "application-number") if application else RichText(),
        _dated(filed, terms.filed, "submitted"),
        _dated(published, terms.published, "issued"),
    ]
    return elements(mark, parts)


def _dated(text: str, term: str, field: str) -> RichText:
    if not text or re.match(r"заявл|опубл|filed|publ", text, re.IGNORECASE):
        return rich(text, field)
    return rich(f"{term}{NO_BREAK}{text}" if term.endswith(".") else f"{term} {text}", field)


def inventors(draft: Draft) -> RichText:
    """Return the inventors as records name them: «Артеменко К. И., Богданов Н. Э.»."""
    names = printable(draft.record.author)
    shown = names[:3] if len(names) > 4 else names
    text = rich(", ".join(inverted(n) for n in shown), "author")
    return joined(text, " ", rich(f"[{draft.terms.et_al}]")) if len(shown) < len(names) or draft.record.custom.et_al else text
