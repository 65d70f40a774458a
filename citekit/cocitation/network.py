"""The values of a co-citation map: nodes, edges, clusters, what was chosen, and the map itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from citekit.cocitation.citing import Pairs
from citekit.model import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.cocitation.measure import Measure  # noqa: TC004  # only msgspec.json would read the annotation

__all__ = [
    "LEVELS",
    "Choice",
    "Cluster",
    "CoCitationMap",
    "Edge",
    "EdgeKind",
    "Form",
    "Kind",
    "Level",
    "Meeting",
    "Mention",
    "Node",
    "Settings",
]

Level = Literal["sentence", "paragraph", "section", "document"]
LEVELS: tuple[Level, ...] = ("sentence", "paragraph", "section", "document")
Kind = Literal["cocitation", "coupling", "author", "journal", "proximity"]
Form = Literal["bridge", "proximity", "classic", "network", "empty"]
EdgeKind = Literal["cocitation", "coupling", "cites", "link"]
NodeKind = Literal["work", "paper", "author", "journal", "item"]


class Mention(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One work cited at one place of a paper's text.

    ``paper`` is the source's name as in the library, ``record`` the work's id. ``sentence``, ``paragraph`` and
    ``section`` are any numbers that are equal exactly where the sentence (paragraph, section) of the paper is the
    same; -1 where unknown. A footnote stands in the sentence that calls it. ``text`` is that sentence,
    ``section_title`` the heading above it, ``footnote`` the note's number or text, ``locator`` the cited pages.
    """

    paper: str
    record: str
    sentence: int = -1
    paragraph: int = -1
    section: int = -1
    text: str = ""
    section_title: str = ""
    footnote: str = ""
    locator: str = ""


class Meeting(msgspec.Struct, frozen=True):
    """Two mentions in one paper that prove a pair: indices into the map's ``mentions``, and how near they are."""

    first: int
    second: int
    level: Level


class Node(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A work, a citing paper, an author or a journal.

    ``citations`` is the number of papers that cite it, ``strength`` the sum of its pairs' counts, ``degree`` the
    number of its edges on the map, ``cluster`` 1…, 0 for none. ``x`` and ``y`` have a mean distance of 1.
    """

    id: str
    label: str
    kind: NodeKind = "work"
    title: str = ""
    authors: str = ""
    container: str = ""
    year: int = 0
    language: str = ""
    doi: str = ""
    url: str = ""
    citations: int = 0
    cited_by: tuple[str, ...] = ()
    strength: float = 0.0
    degree: int = 0
    cluster: int = 0
    x: float = 0.0
    y: float = 0.0
    bridge: bool = False
    gost: str = ""
    apa: str = ""
    variants: tuple[tuple[str, str], ...] = ()
    record: str = ""  # of a paper that is cited itself: its id among the works


class Edge(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Two nodes and what ties them: counts, normalised weights, nearness, and the papers that cite both."""

    source: str
    target: str
    kind: EdgeKind = "cocitation"
    count: float = 0.0
    cosine: float = 0.0
    jaccard: float = 0.0
    inclusion: float = 0.0
    association_strength: float = 0.0
    probabilistic: float = 0.0
    proximity: float = 0.0
    level: Level | Literal[""] = ""
    papers: tuple[str, ...] = ()
    meetings: tuple[Meeting, ...] = ()


class Cluster(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A group of nodes: its number from 1 (the largest), its name, the terms that tell it from the others."""

    number: int
    label: str
    size: int
    terms: tuple[str, ...] = ()


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a caller may ask of a map; ``None`` means: chosen by the size of the corpus, and said.

    ``counting`` full or fractional (Perianes-Rodriguez, Waltman and van Eck 2016: a paper of k works adds
    1/(k - 1) to each pair). ``resolution`` is the constant Potts model's, ``starts`` how often Leiden starts.
    ``max_references`` is the length of list beyond which a paper is left out of the count of pairs.
    """

    kind: Kind = "cocitation"
    form: Form | None = None
    counting: Literal["full", "fractional"] = "full"
    min_count: int | None = None
    min_citations: int | None = None
    max_nodes: int = 500
    max_edges: int = 2000
    resolution: float = 1.0
    starts: int = 10
    seed: int = 0
    min_cluster_size: int | None = None
    max_references: int = 5000
    title: str = ""
    language: Literal["en", "ru"] = "en"


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """Which map was drawn, with which thresholds, and why, in English and in Russian sentences."""

    form: Form
    min_count: int
    min_citations: int
    reasons: tuple[str, ...]
    reasons_ru: tuple[str, ...]


class CoCitationMap(msgspec.Struct, frozen=True, kw_only=True):
    """A drawn network and the whole table of pairs it was drawn from.

    ``nodes`` and ``edges`` are the network of the map, ``shown`` the indices of the edges that a picture draws (the
    strongest); ``pairs`` are all pairs that pass the threshold, as indices
    into ``items``, the nodes of everything that was counted; ``measure`` gives their weights. ``bridges`` are the ids of the works cited by two or more
    papers, ``coupling`` the pairs of papers with the works they share (only for a small number of papers).
    ``figures`` are totals, ``quality`` what was reached by the clusters and the layout.
    """

    settings: Settings
    choice: Choice
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    shown: tuple[int, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    papers: tuple[Node, ...] = ()
    bridges: tuple[str, ...] = ()
    coupling: tuple[Edge, ...] = ()
    mentions: tuple[Mention, ...] = ()
    items: Sequence[Node] = ()
    pairs: Pairs = Pairs.empty()
    measure: Measure | None = None
    figures: dict[str, Any] = {}
    quality: dict[str, Any] = {}
    inputs: dict[str, str] = {}
    diagnostics: tuple[Diagnostic, ...] = ()

    def by_id(self) -> dict[str, Node]:
        """Return the drawn nodes by id."""
        return {node.id: node for node in self.nodes}

    def all_edges(self) -> Iterator[Edge]:
        """Yield an edge for each of ``pairs``."""
        if self.measure is not None:
            for first, second, count in self.pairs:
                yield self.measure.edge(first, second, count)

    def undrawn(self) -> Iterator[Node]:
        """Yield the nodes that stand in ``pairs`` and not on the map."""
        drawn = {node.id for node in self.nodes}
        for number in sorted({*self.pairs.first, *self.pairs.second}):
            if self.items[number].id not in drawn:
                yield self.items[number]
