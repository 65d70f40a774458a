"""The words that say which map was drawn and why, in English and in Russian."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.cocitation.network import Form, Kind

__all__ = ["plural", "reasons_of", "reasons_of_network"]

Words = tuple[str, str]


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


def reasons_of(form: Form, kind: Kind, figures: Mapping[str, Any], near: int) -> tuple[list[str], list[str]]:
    """Return sentences on the corpus and on the form that was chosen for it."""
    pairs = [_EMPTY] if form == "empty" else [_corpus(figures, near, kind), *_why(form, kind, figures)]
    return [english for english, _ in pairs], [russian for _, russian in pairs]


_EMPTY = (
    "There is nothing to draw: no paper with a reference list was given, so no two works are cited together.",
    "Рисовать нечего: нет ни одного источника со списком литературы, поэтому нет и работ, цитируемых вместе.",
)
_PROXIMITY = (
    (
        "A pair weighs 1 where both works stand in one sentence, 1/2 in one paragraph, 1/4 in one section, 1/8 in one paper; "
        "for each paper the nearest place counts (Gipp and Beel 2009; Liu and Chen 2012). Drawn are pairs of one paragraph or nearer."
    ),
    (
        "Вес пары – 1, если обе работы стоят в одном предложении, 1/2 – в одном абзаце, 1/4 – в одном разделе, 1/8 – в одном источнике; "
        "в каждом источнике считается ближайшее место. Показаны пары не дальше одного абзаца."
    ),
)
_CLASSIC = (
    "Two works are tied where papers cite both (Small 1973; Marshakova 1973). Places and clusters come from the association strength of the counts.",
    "Две работы связаны, если источники ссылаются на обе (Small 1973; Маршакова 1973). Места и кластеры найдены по силе ассоциации частот.",
)
_NETWORKS: dict[str, Words] = {
    "author": (
        "The nodes are authors: two are tied where papers cite works of both; a paper counts each author once (White and Griffith 1981).",
        "Узлы – авторы: двое связаны, если источники ссылаются на работы обоих; каждый автор учтён в источнике один раз (White, Griffith 1981).",
    ),
    "journal": (
        "The nodes are journals and sites: two are tied where papers cite both; a paper counts each once (McCain 1991).",
        "Узлы – журналы и сайты: два связаны, если источники ссылаются на оба; каждый учтён в источнике один раз (McCain 1991).",
    ),
    "coupling": (
        "The nodes are the papers themselves: two are tied by the works that both cite (Kessler 1963).",
        "Узлы – сами источники: два связаны работами, на которые ссылаются оба (Kessler 1963).",
    ),
}


def reasons_of_network(nodes: int, links: int) -> list[Words]:
    """Return sentences on a network that was counted elsewhere."""
    return [
        (
            f"A network of {nodes} nodes and {links} links that was counted elsewhere.",
            f"Сеть, посчитанная другой программой: {plural(nodes, 'узел', 'узла', 'узлов')}, {plural(links, 'связь', 'связи', 'связей')}.",
        ),
        (
            "Places and clusters come from the association strength of its links (van Eck and Waltman 2010).",
            "Места и кластеры найдены по силе ассоциации связей (van Eck, Waltman 2010).",
        ),
    ]


_NOUNS: dict[str, tuple[str, tuple[str, str, str]]] = {
    "author": ("cited authors", ("цитируемый автор", "цитируемых автора", "цитируемых авторов")),
    "journal": ("cited journals and sites", ("цитируемое издание", "цитируемых издания", "цитируемых изданий")),
}
_WORKS = ("cited works", ("цитируемая работа", "цитируемые работы", "цитируемых работ"))


def _corpus(figures: Mapping[str, Any], near: int, kind: Kind) -> Words:
    citing, cited, shared = int(figures["citing_papers"]), int(figures["works"]), int(figures["bridges"])
    pairs, twice = figures["pairs"], int(figures["pairs_twice"])
    noun, forms = _NOUNS.get(kind, _WORKS)
    english = f"{citing} citing {'paper' if citing == 1 else 'papers'}, {cited} {noun}, {shared} of them cited by two or more papers; "
    russian = (
        f"{plural(citing, 'источник', 'источника', 'источников')}, {plural(cited, *forms)}, из них {shared} – в двух и более источниках; "
    )
    if kind == "coupling":
        every = twice if pairs is None else pairs
        english += f"{every} pairs of papers share works" + ("." if pairs is None else f", {twice} of them two works or more.")
        russian += f"общие работы есть у {plural(every, 'пары', 'пар', 'пар')} источников" + (
            "." if pairs is None else f", две и более – у {twice}."
        )
        return english, russian
    if pairs is None:
        english += f"{twice} pairs cited together by two or more papers"
        russian += f"{plural(twice, 'пара', 'пары', 'пар')} совместного цитирования в двух и более источниках"
    else:
        english += f"{pairs} co-cited pairs, {twice} of them in two or more papers"
        russian += f"{plural(pairs, 'пара', 'пары', 'пар')} совместного цитирования, из них {twice} – в двух и более источниках"
    if near:
        english += f", {near} within a paragraph or sentence"
        russian += f", {near} – в одном абзаце или предложении"
    return english + ".", russian + "."


def _why(form: Form, kind: Kind, figures: Mapping[str, Any]) -> list[Words]:
    if form == "bridge":
        return [_bridge(figures)]
    if form == "proximity":
        return [_PROXIMITY]
    return [_CLASSIC if form == "classic" and kind == "cocitation" else _NETWORKS.get(kind, _CLASSIC)]


def _bridge(figures: Mapping[str, Any]) -> Words:
    once = int(figures["pairs"] or 0) - int(figures["pairs_twice"])
    if figures["citing_papers"] == 1:
        return (
            (
                "With one paper every pair occurs once: co-citation says no more than the reference list. "
                "The map shows the paper and the works it cites; where citations in the text can be read, ties between works cited in one paragraph."
            ),
            (
                "Когда источник один, каждая пара встречается один раз, и совместное цитирование говорит не больше, чем список литературы. "
                "Карта показывает источник и его литературу, а если читаются ссылки в тексте – и связи работ, цитируемых в одном абзаце."
            ),
        )
    meet = plural(once, "пара встречается", "пары встречаются", "пар встречаются")
    say = "говорит" if once % 10 == 1 and once % 100 != 11 else "говорят"
    return (
        (
            f"With fewer than ten papers co-citation is a few cliques, one a paper: {once} pairs occur once and say only that two works stand "
            "in one list. So the map shows the papers, in the middle the works that bridge them, around each paper the works that it alone cites, "
            "and ties between works that are cited in one paragraph or sentence."
        ),
        (
            "Когда источников меньше десяти, совместное цитирование распадается на несколько полных графов, по одному на источник: "
            f"{meet} один раз и {say} лишь о том, что обе работы стоят в одном списке. "
            "Поэтому карта показывает источники, в середине – работы, которые их связывают, вокруг каждого – работы, известные только ему, "
            "и связи между работами, цитируемыми в одном абзаце или предложении."
        ),
    )
