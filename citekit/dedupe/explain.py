"""Why two records are one work, or are not, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.dedupe.scoring import Score, score_pair, thresholds
from citekit.dedupe.traits import Traits, traits_of

if TYPE_CHECKING:
    from citekit.model import Record

__all__ = ["explain", "reasons_against", "reasons_for"]

_FOR = {
    ("identifier", "same"): "the same {identifier}",
    ("url", "same"): "the same address",
    ("isbn", "same"): "the same ISBN",
    ("title", "same"): "the same title",
    ("title", "close"): "nearly the same title",
    ("title", "contained"): "the same title, with and without its subtitle",
    ("title", "like"): "a similar title",
    ("title", "short-same"): "the same short title",
    ("title", "generic-same"): "the same title, but one that many works bear",
    ("title", "other-language"): "titles in two languages",
    ("authors", "same"): "the same authors",
    ("authors", "most"): "the same authors, one list shorter",
    ("authors", "first"): "the same first author",
    ("authors", "some"): "an author in common",
    ("year", "same"): "the same year",
    ("year", "next"): "years one apart",
    ("pages", "same"): "the same pages",
    ("pages", "first"): "the same first page",
    ("pages", "within"): "the same last page",
    ("volume", "same"): "the same volume",
    ("issue", "same"): "the same issue",
    ("container", "same"): "the same journal, book or site",
    ("container", "like"): "a similar journal, book or site",
    ("extent", "same"): "the same number of pages",
    ("publisher", "same"): "the same publisher",
    ("abstract", "same"): "the same abstract",
}
_AGAINST = {
    ("identifier", "different"): "different {identifier}s",
    ("isbn", "different"): "different ISBNs",
    ("title", "different"): "different titles",
    ("title", "weak"): "titles that differ much",
    ("authors", "different"): "no author in common",
    ("authors", "initials-conflict"): "the first authors' initials differ",
    ("year", "near"): "years two apart",
    ("year", "different"): "different years",
    ("pages", "different"): "different pages",
    ("volume", "different"): "different volumes",
    ("issue", "different"): "different issues",
    ("container", "different"): "different journals, books or sites",
    ("extent", "different"): "different numbers of pages",
    ("abstract", "different"): "different abstracts",
    ("kind", "different"): "different types of work",
    ("kind", "conflict"): "types that exclude each other",
    ("numbers", "more"): "a figure in one title that the other lacks",
    ("numbers", "conflict"): "different figures in the titles",
}


def _identifier(a: Traits, b: Traits) -> str:
    for name, x, y in (("DOI", a.doi, b.doi), ("PMID", a.pmid, b.pmid), ("EDN", a.edn, b.edn)):
        if x and y:
            return name
    return "identifier"


def _said(table: dict[tuple[str, str], str], score: Score, a: Traits, b: Traits) -> tuple[str, ...]:
    return tuple(table[level].format(identifier=_identifier(a, b)) for level in score.levels if level in table)


def reasons_for(score: Score, a: Traits, b: Traits) -> tuple[str, ...]:
    """Return what speaks for the two being one work."""
    return _said(_FOR, score, a, b)


def reasons_against(score: Score, a: Traits, b: Traits) -> tuple[str, ...]:
    """Return what speaks against it, the veto first."""
    said = _said(_AGAINST, score, a, b)
    return (score.veto, *said) if score.veto and score.veto not in said else said


def explain(a: Record, b: Record) -> str:
    """Return in one sentence whether two records are one work by the evidence, what speaks for it and what against.

    >>> from citekit.model import Date, Name, Record
    >>> first = Record(id="a", title="Мягкая сила", author=(Name(family="Щукин"),), issued=Date.of(2019), page="3–9", issue="4")
    >>> second = Record(id="b", title="Myagkaya sila", author=(Name(family="Shchukin"),), issued=Date.of(2019), page="3-9", issue="4")
    >>> print(explain(first, second))
    a and b are one work: the same short title, the same authors, the same year, the same pages, the same issue (11.7 points, 8 make one).
    """
    x, y = traits_of(a), traits_of(b)
    score = score_pair(x, y)
    limits = thresholds()
    is_apart = score.veto or score.points < limits.ask
    verdict = "two works" if is_apart else "one work" if score.points >= limits.merge else "perhaps one work"
    pro, con = ", ".join(reasons_for(score, x, y)), ", ".join(reasons_against(score, x, y))
    strong, weak = (con, pro) if verdict == "two works" else (pro, con)
    text = f"{a.id} and {b.id} are {verdict}: {strong or 'too little agrees'}"
    return text + (f"; although {weak}" if weak else "") + f" ({score.points:g} points, {limits.merge:g} make one)."
