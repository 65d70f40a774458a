"""The words of titles that tell one cluster from the others, in the cluster's own language.

Score: Dunning's log-likelihood ratio of the number of titles that hold a term, in the cluster against outside.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from citekit.cocitation.network import Cluster
from citekit.language import script_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.cocitation.network import Node

__all__ = ["named_clusters", "telling_terms"]

_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*[^\W\d_]")
_ENDINGS = re.compile(
    r"(?:иями|ями|ами|иях|ого|его|ому|ему|ыми|ими|ией|ией|иям|ах|ях|ов|ев|ей|ой|ий|ый|ая|яя|ое|ее|ые|ие|ую|юю|ым|им|ом|ем|ам|ям|ия|ию|ии|ью|а|я|о|е|ы|и|у|ю|ь)$"
)
_TERMS = 3


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    table = tomllib.loads(files("citekit.cocitation").joinpath("stopwords.toml").read_text("utf-8"))
    return frozenset(word for words in table.values() for word in words)


def _stem(word: str) -> str:
    if "\u0400" <= word[0] <= "\u04ff":
        return _ENDINGS.sub("", word, count=1) if len(word) > 4 else word
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def telling_terms(title: str) -> dict[str, str]:
    """Return the words and neighbouring pairs of words of a title by their stems, without the small words.

    >>> telling_terms("The soft power of labour migrants")
    {'soft': 'soft', 'power': 'power', 'soft power': 'soft power', 'labour': 'labour', 'migrant': 'migrants', 'labour migrant': 'labour migrants'}
    """
    found: dict[str, str] = {}
    last = ("", "", -1)
    for match in _WORD.finditer(title.casefold().replace("ё", "е")):
        word = match[0].removesuffix("'s").removesuffix("’s")
        if word in _stop_words() or len(word) < 3:
            continue
        stem = _stem(word)
        found.setdefault(stem, word)
        # A pair is a term only where nothing but a blank stands between its words.
        if last[2] >= 0 and title[last[2] : match.start()] == " ":
            found.setdefault(f"{last[0]} {stem}", f"{last[1]} {word}")
        last = (stem, word, match.end() if word == match[0] else -1)
    return found


def named_clusters(nodes: Sequence[Node]) -> tuple[Cluster, ...]:
    """Return the clusters of the nodes with names: telling terms, else the labels of the most cited nodes."""
    members: dict[int, list[Node]] = {}
    for node in nodes:
        if node.cluster:
            members.setdefault(node.cluster, []).append(node)
    titles = {
        node.id: telling_terms(node.title) if node.kind in ("work", "paper", "item") and node.title != node.label else {} for node in nodes
    }
    held: Counter[str] = Counter(term for terms in titles.values() for term in terms)
    total = sum(1 for terms in titles.values() if terms)
    clusters = []
    for number in sorted(members):
        own = members[number]
        script = script_of(" ".join(node.title for node in own))
        terms = _best_terms(own, titles, held, total, script)
        top = sorted(own, key=lambda n: (-n.citations, -n.strength, n.label))[:2]
        label = ", ".join(terms) if terms else "; ".join(n.label for n in top)
        clusters.append(Cluster(number=number, label=label, size=len(own), terms=terms))
    return tuple(clusters)


def _best_terms(own: Sequence[Node], titles: dict[str, dict[str, str]], held: Counter[str], total: int, script: str) -> tuple[str, ...]:
    inside: Counter[str] = Counter(term for node in own for term in titles[node.id])
    faces: dict[str, Counter[str]] = {}
    for node in own:
        for term, face in titles[node.id].items():
            faces.setdefault(term, Counter())[face] += 1
    size = sum(1 for node in own if titles[node.id])
    least = max(2, math.ceil(0.06 * size)) if size > 3 else 1
    scores = {
        term: _likelihood_ratio(n, size, held[term] - n, total - size) * (1.2 if " " in term else 1.0)
        for term, n in inside.items()
        if n >= least and script_of(term) == script and (total == size or n / size >= (held[term] - n) / max(1, total - size))
    }
    chosen: list[str] = []
    for term in sorted(scores, key=lambda t: (-scores[t], -inside[t], t)):
        words = set(term.split())
        if any(words & set(other.split()) for other in chosen):
            continue
        chosen.append(term)
        if len(chosen) == _TERMS:
            break
    return tuple(max(sorted(faces[term]), key=lambda face: faces[term][face]) for term in chosen)


def _likelihood_ratio(a: int, size: int, b: int, rest: int) -> float:
    def part(seen: int, expected: float) -> float:
        return seen * math.log(seen / expected) if seen and expected else 0.0

    if not rest:
        return float(a)
    share = (a + b) / (size + rest)
    return 2 * (part(a, size * share) + part(b, rest * share) + part(size - a, size * (1 - share)) + part(rest - b, rest * (1 - share)))
