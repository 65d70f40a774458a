"""A list's «———», «Он же», «Idem»: the author of the reference before is this one's too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from citekit.parsers.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.model import Record, Reference

__all__ = ["SAME_AUTHOR", "with_repeated_authors"]

# three hyphens or more, or two dashes; the words stand alone before a stop or a year in brackets
SAME_AUTHOR = pattern(
    r"\s*(?:[*_]*(?:[—–―]{2,6}|-{3,8}|_{3,30}|(?:—\s?){2,4})[*_]*|(?:[Оо]н же|[Оо]на же|[Оо]ни же|[Ее]го же|[ЕеЁё][её] же|[Ии]х же|Idem|Eadem|Id|Ders|Dies|Він же|Вона же)(?=[.,:]|\s\())\s*[.,:]?\s*"
)


def with_repeated_authors(references: Sequence[Reference]) -> Iterator[Reference]:
    """Yield the references of a list, those that only repeat an author with the authors of the one before.

    >>> from citekit.parsers import parse_list
    >>> books = ("Выготский Л. С. Мышление и речь. М.: Лабиринт, 1999. 352 с.", "Он же. Психология искусства. М.: Педагогика, 1987. 344 с.")
    >>> [(r.record.author[0].family, r.record.title) for r in parse_list(books)]
    [('Выготский', 'Мышление и речь'), ('Выготский', 'Психология искусства')]
    """
    before: Record | None = None
    for reference in references:
        record = reference.record
        again = before is not None and SAME_AUTHOR.match(reference.raw.lstrip(" \t0123456789.)[]"))
        if again and before is not None:
            record = _repeated(record, before)
        if record.author or record.editor:
            before = record
        yield msgspec.structs.replace(reference, record=record) if again else reference


def _repeated(record: Record, before: Record) -> Record:
    people = [n for n in record.author if not SAME_AUTHOR.match(f"{n.literal or n.family}.")]
    said = SAME_AUTHOR.match(record.title)
    title = record.title[said.end() :] if said else record.title
    authors = (*(before.author or before.editor), *people)
    return msgspec.structs.replace(record, author=authors, title=title)
