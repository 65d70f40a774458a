"""The labeller: which part of a reference each token belongs to, and how sure that is.

A label says what a token is, without begin and inside marks; a field is a run of one label, and the fields'
readers (``parsers/fields``) cut it further. What the labels mean where that could be doubted:

- ``sep``: punctuation at a field's border, brackets and quotes around it, and the small words that only lead
  («In», «В кн.», «от», «//», «/»). Punctuation within a field has the field's label; an abbreviation's dot,
  initials' included, belongs to the abbreviation. Commas and «and» between two authors are ``author``.
- ``editor``, ``compiler``, ``translator``: the names; the words of the role («под ред.», «сост.», «пер. с
  англ.», «Eds.») are ``editor_role`` for all three.
- ``responsibility``: what stands after « / »: the authors named again, organisations; but editors, compilers
  and translators named there have their own labels.
- ``year``: the year of issue, its letter and «г.»; ``date``: the day and month beside it.
- ``genre``: the kind of work (учебное пособие, дис. … канд. наук, PhD thesis, Federal law, Пат.);
  ``number``: a law's, report's, standard's or patent's number with its «№», a specialty's code.
- ``medium``: [Электронный ресурс], «Текст : электронный», [Video]; ``event``, ``event_place``: a conference
  named apart from the book, its dates, its place.
- ``series``: with its lead («Сер.») and its number; ``edition``: «2-е изд., перераб. и доп.», «(ред. от …)».
- ``publisher``: also a thesis's university, a patent's authority and applicant.
- ``url_lead``: words before an address or identifier (URL:, Режим доступа:, DOI, EDN, ISBN, PMID);
  ``accessed``: the date of access with its words; ``note``: everything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citekit.parsers.tokens import Token

__all__ = ["LABELS", "Atom", "Labeller"]

LABELS: tuple[str, ...] = (
    "num", "author", "etal", "editor", "editor_role", "compiler", "translator", "responsibility",
    "title", "translated_title", "container", "series", "volume", "volume_term", "issue", "issue_term",
    "pages", "page_term", "numpages", "article_no", "year", "date", "edition", "place", "publisher",
    "genre", "number", "event", "event_place", "medium", "url_lead", "url", "doi", "isbn", "issn", "edn",
    "accessed", "language_note", "note", "sep",
)  # fmt: skip

Atom = tuple[int, int, str]
"""Characters ``start:end`` whose label a pattern has found for certain."""


class Labeller:
    """Label the tokens of references with the trained model; it is read at the first use."""

    def label(self, tokens: Sequence[Token], *, atoms: Iterable[Atom] = ()) -> tuple[tuple[str, float], ...]:
        """Return each token's label and the probability of it. ``atoms`` have their way."""
        raise NotImplementedError
