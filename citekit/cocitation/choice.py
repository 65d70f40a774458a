"""Which map a corpus can carry, and the words that say so.

Five papers share three to six works: a classic map of them would be five cliques. Real co-citation maps start
at some twenty papers; below, citations that stand near each other in the text carry the map.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citekit.cocitation.network import Choice
from citekit.cocitation.reasons import reasons_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citekit.cocitation.network import Form, Settings

__all__ = ["choose_citations", "choose_form", "choose_map"]

_ENOUGH_EDGES = 30  # a map of fewer pairs shows less than its table


def choose_form(papers: int, *, has_mentions: bool) -> Form:
    """Return the form of map for a number of citing papers.

    >>> [choose_form(n, has_mentions=True) for n in (0, 1, 5, 12, 40)]
    ['empty', 'proximity', 'bridge', 'proximity', 'classic']
    """
    if papers == 0:
        return "empty"
    if papers == 1 and has_mentions:
        return "proximity"
    if papers < 10:
        return "bridge"
    if papers < 20 and has_mentions:
        return "proximity"
    return "classic"


def choose_citations(citations: Sequence[int], max_nodes: int) -> int:
    """Return the smallest number of citations that at most ``max_nodes`` works reach.

    >>> choose_citations([5, 3, 3, 1, 1, 1], 3)
    2
    """
    ranked = sorted(citations, reverse=True)
    if len(ranked) <= max_nodes:
        return 1
    return ranked[max_nodes] + 1


def choose_map(settings: Settings, figures: Mapping[str, Any], citations: Sequence[int]) -> Choice:
    """Choose form and thresholds from a corpus's figures and say why, in English and Russian.

    ``figures`` are the map's: citing_papers, works, bridges, pairs, pairs_twice, near. ``citations`` of each work.
    """
    citing, near = int(figures["citing_papers"]), sum(figures["near"][level] for level in ("sentence", "paragraph"))
    if settings.form is not None and citing:
        form = settings.form
    elif settings.kind in ("coupling", "author", "journal"):
        form = "network" if citing else "empty"
    elif settings.kind == "proximity" and near:
        form = "proximity"
    else:
        form = choose_form(citing, has_mentions=near > 0)
    twice = figures["pairs_twice"]
    wanted = settings.min_count
    if wanted is None:
        wanted = 2 if twice >= _ENOUGH_EDGES else 1
    few = settings.min_citations
    if few is None:
        few = choose_citations(citations, settings.max_nodes) if form in ("classic", "network") else 1
    english, russian = reasons_of(form, settings.kind, figures, near)
    if form in ("classic", "network") and few > 1:
        english.append(f"Drawn are those with at least {few} citations, so that at most {settings.max_nodes} stand on the map.")
        russian.append(f"Показаны узлы, у которых цитирований не меньше {few}: на карте не больше {settings.max_nodes} узлов.")
    if form in ("classic", "network") and citing:
        english.append(f"Pairs count from n = {wanted}" + (", as asked." if settings.min_count is not None else "."))
        russian.append(f"Учтены пары с n ≥ {wanted}" + (", как задано." if settings.min_count is not None else "."))
    if settings.counting == "fractional":
        english.append("Counting is fractional: a paper of k works adds 1/(k - 1) to each of its pairs.")
        russian.append("Подсчёт дробный: источник с k работами добавляет к каждой своей паре 1/(k - 1).")
    return Choice(form=form, min_count=wanted, min_citations=few, reasons=tuple(english), reasons_ru=tuple(russian))
