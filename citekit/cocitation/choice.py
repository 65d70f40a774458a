"""Which map a corpus can carry, and the words that say so.

Five papers share three to six works: a classic map of them would be five cliques. Real co-citation maps start
at some twenty papers; below, citations that stand near each other in the text carry the map.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.cocitation.network import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.cocitation.citing import CitationTable, Pairs
    from citekit.cocitation.network import Form, Settings

__all__ = ["choose_citations", "choose_form", "choose_map", "plural"]

_ENOUGH_EDGES = 30  # a map of fewer pairs shows less than its table


def plural(number: float, one: str, few: str, many: str) -> str:
    """Return the number with the Russian noun that agrees with it.

    >>> plural(3, "работа", "работы", "работ"), plural(11, "работа", "работы", "работ")
    ('3 работы', '11 работ')
    """
    n = int(number)
    if n % 10 == 1 and n % 100 != 11:
        form = one
    elif n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14):
        form = few
    else:
        form = many
    return f"{n} {form}"


def choose_form(papers: int, *, has_mentions: bool) -> Form:
    """Return the form of map for a number of citing papers.

    >>> [choose_form(n, has_mentions=True) for n in (0, 1, 5, 12, 40)]
    ['empty', 'proximity', 'bridge', 'proximity', 'classic']
    """
    if papers == 0:
        return "empty"
    if papers == 1:
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


def choose_map(settings: Settings, table: CitationTable, pairs: Pairs, near: int, *, has_mentions: bool) -> Choice:
    """Choose form and thresholds from the corpus and say why, in English and Russian.

    ``pairs`` are all pairs of works, ``near`` is how many of them share a paragraph or a sentence.
    """
    citing = sum(1 for row in table.rows() if len(row))
    cited = [c for c in table.citations() if c]
    shared = sum(c > 1 for c in cited)
    form = settings.form or ("proximity" if settings.kind == "proximity" and citing else choose_form(citing, has_mentions=has_mentions))
    if settings.kind in ("author", "journal") and settings.form is None and form == "bridge":
        form = "classic"
    once = sum(n < 2 for n in pairs.count)
    twice = len(pairs) - once
    wanted = settings.min_count
    if wanted is None:
        wanted = 2 if twice >= _ENOUGH_EDGES else 1
    few = settings.min_citations
    if few is None:
        few = choose_citations(cited, settings.max_nodes) if form == "classic" else 1
    english, russian = _sentences(form, citing, len(cited), shared, (len(pairs), twice, near))
    if form == "classic" and few > 1:
        english.append(f"Drawn are the works cited by at least {few} papers, so that at most {settings.max_nodes} stand on the map.")
        russian.append(f"Показаны работы, на которые ссылаются не менее {few} источников: на карте не больше {settings.max_nodes} узлов.")
    if settings.min_count is not None:
        english.append(f"Pairs are counted from n = {settings.min_count:g}, as asked.")
        russian.append(f"Учтены пары с n ≥ {settings.min_count:g}, как задано.")
    return Choice(form=form, min_count=wanted, min_citations=few, reasons=tuple(english), reasons_ru=tuple(russian))


def _sentences(form: Form, citing: int, cited: int, shared: int, pairs: tuple[int, int, int]) -> tuple[list[str], list[str]]:
    all_pairs, twice, near = pairs
    p = plural(citing, "источник", "источника", "источников")
    if form == "empty":
        return (
            ["There is nothing to draw: no paper with a reference list was given, so no two works are cited together."],
            ["Рисовать нечего: нет ни одного источника со списком литературы, поэтому нет и работ, цитируемых вместе."],
        )
    english = [
        (
            f"{citing} citing {'paper' if citing == 1 else 'papers'}, {cited} cited works, {shared} of them cited by two or more papers; "
            f"{all_pairs} co-cited pairs, {twice} of them in two or more papers, {near} within a paragraph or sentence."
        ),
    ]
    russian = [
        (
            f"{p}, {plural(cited, 'цитируемая работа', 'цитируемые работы', 'цитируемых работ')}, из них "
            f"{shared} – в двух и более источниках; {plural(all_pairs, 'пара', 'пары', 'пар')} совместного цитирования, "
            f"из них {twice} – в двух и более источниках, {near} – в одном абзаце или предложении."
        ),
    ]
    why = {
        "bridge": (
            (
                "With fewer than ten papers co-citation is a few cliques, one a paper: "
                f"{all_pairs - twice} pairs occur once and say only that two works stand in one list. "
                "So the map shows the papers, in the middle the works that bridge them, around each paper the works that it alone cites, "
                "and ties between works that are cited in one paragraph or sentence."
            ),
            (
                "Когда источников меньше десяти, совместное цитирование распадается на несколько полных графов, по одному на источник: "
                f"{plural(all_pairs - twice, 'пара встречается', 'пары встречаются', 'пар встречаются')} один раз и говорят лишь о том, что обе работы стоят в одном списке. "
                "Поэтому карта показывает источники, в середине – работы, которые их связывают, вокруг каждого – работы, известные только ему, "
                "и связи между работами, цитируемыми в одном абзаце или предложении."
            ),
        ),
        "proximity": (
            (
                "A pair weighs 1 where both works stand in one sentence, 1/2 in one paragraph, 1/4 in one section, 1/8 in one paper; "
                "for each paper the nearest place counts (Gipp and Beel 2009; Liu and Chen 2012). Drawn are pairs of one paragraph or nearer."
            ),
            (
                "Вес пары – 1, если обе работы стоят в одном предложении, 1/2 – в одном абзаце, 1/4 – в одном разделе, 1/8 – в одном источнике; "
                "в каждом источнике считается ближайшее место. Показаны пары не дальше одного абзаца."
            ),
        ),
        "classic": (
            (
                "Two works are tied where papers cite both (Small 1973; Marshakova 1973). "
                "Place and clusters come from the association strength of their counts."
            ),
            (
                "Две работы связаны, если источники ссылаются на обе (Small 1973; Маршакова 1973). "
                "Положение и кластеры найдены по силе ассоциации их частот."
            ),
        ),
    }.get(form)
    if why:
        english.append(why[0])
        russian.append(why[1])
    return english, russian
