"""The co-citation map of a library, of a table of citations, or of a network: counts, choice, places, evidence."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.cocitation.bridge import bridges_of
from citekit.cocitation.choice import choose_map
from citekit.cocitation.citing import Pairs, papers_in_library, table_of_library
from citekit.cocitation.counts import count_cocitations, count_couplings, pair_events, without_hubs
from citekit.cocitation.description import author_nodes, item_node, journal_nodes, paper_nodes, work_nodes
from citekit.cocitation.measure import Items, Measure
from citekit.cocitation.network import Choice, CoCitationMap, Edge, Node, Settings
from citekit.cocitation.proximity import nearness
from citekit.cocitation.reasons import reasons_of_network
from citekit.model import CitekitError, Diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from citekit.cocitation.citing import CitationTable
    from citekit.cocitation.network import Mention
    from citekit.cocitation.proximity import Nearness
    from citekit.cocitation.reading import Network
    from citekit.model import Library

__all__ = ["co_citation_map", "map_of_network", "map_of_table"]

_ALL_PAIRS = 2_000_000  # pair events up to which every pair is counted; beyond, those of two papers or more
_TOO_MANY = 400_000_000  # pair events whose pairs of n = 1 no table of a single machine should hold
_LISTED = 20_000  # papers up to which the works that two papers cite are listed one by one
_COUPLED = 60  # papers up to which the map tells of each pair of papers


def co_citation_map(
    library: Library,
    *,
    mentions: Sequence[Mention] = (),
    texts: Mapping[str, Mapping[str, str]] | None = None,
    cited_papers: Mapping[str, str] | None = None,
    settings: Settings = Settings(),  # noqa: B008  # frozen
    inputs: Mapping[str, str] | None = None,
) -> CoCitationMap:
    """Draw which works of a library are cited together.

    ``mentions`` are the citations in the papers' texts, ``texts`` the finished descriptions of each record
    (``{"id": {"gost": …, "apa": …}}``), ``cited_papers`` the ids of papers that are works of the library themselves,
    by the paper's name (more are found by their DOI), ``inputs`` the SHA-256 of each input file, for the report. Which map is
    drawn hangs on the number of papers; the result says which and why.

    Raises:
        MissingExtra: a corpus of this size needs numpy and scipy.
    """
    texts = texts or {}
    table, noticed = table_of_library(library, cited_papers)
    papers = paper_nodes(table.papers, library, texts)
    records = library.records
    if settings.kind == "author":
        nodes, keys = author_nodes(records)
        table = table.collapsed(keys, [node.id for node in nodes])
    elif settings.kind == "journal":
        nodes, keys = journal_nodes(records)
        table = table.collapsed(keys, [node.id for node in nodes])
    elif settings.kind == "coupling":
        nodes = [msgspec.structs.replace(node, id=name) for node, name in zip(papers, table.papers, strict=True)]
    else:
        nodes = work_nodes(records, texts)
    return _map(
        table,
        nodes.__getitem__,
        settings,
        papers=papers,
        mentions=mentions,
        own=papers_in_library(library, cited_papers),
        inputs=inputs,
        diagnostics=noticed,
    )


def map_of_table(
    table: CitationTable,
    *,
    node: Callable[[int], Node] | None = None,
    settings: Settings = Settings(),  # noqa: B008  # frozen
    inputs: Mapping[str, str] | None = None,
    diagnostics: Sequence[Diagnostic] = (),
) -> CoCitationMap:
    """Draw which works of a table of citations are cited together.

    ``node`` makes the node of a work (of a paper, for coupling) from its number; without it names are labels.
    For authors and journals give a table of authors or journals.

    Raises:
        MissingExtra: a corpus of this size needs numpy and scipy.
    """
    names = table.papers if settings.kind == "coupling" else table.works
    few = table.papers if len(table.papers) <= _COUPLED else ()
    papers = [msgspec.structs.replace(item_node(name), id=f"paper:{name}", kind="paper") for name in few]
    make = node or (lambda number: item_node(names[number]))
    return _map(table, make, settings, papers=papers, inputs=inputs, diagnostics=diagnostics)


def _map(
    table: CitationTable,
    node: Callable[[int], Node],
    settings: Settings,
    *,
    papers: Sequence[Node],
    mentions: Sequence[Mention] = (),
    own: Mapping[str, str] | None = None,
    inputs: Mapping[str, str] | None = None,
    diagnostics: Sequence[Diagnostic] = (),
) -> CoCitationMap:
    table, hubs = without_hubs(table, settings.max_references)
    coupling = _edges(Measure(table.transposed(), kind="coupling"), count_couplings(table)) if len(table.papers) <= _COUPLED else ()
    if settings.kind == "coupling":
        table = table.transposed()
    by_work = settings.kind in ("cocitation", "proximity")
    near = nearness(table, mentions) if by_work else {}
    measure = Measure(table, kind="coupling" if settings.kind == "coupling" else "cocitation", counting=settings.counting, near=near)
    items = Items(len(table.works), node, measure)
    pairs, figures = _counted(table, measure, settings)
    choice = choose_map(settings, figures, measure.citations)
    drawing = CoCitationMap(
        settings=settings,
        choice=choice,
        papers=tuple(papers),
        bridges=tuple(table.works[w] for w in bridges_of(table)) if by_work and len(table.papers) <= _LISTED else (),
        coupling=coupling,
        mentions=tuple(mentions),
        items=items,
        measure=measure,
        pairs=_chosen(pairs, choice.min_count, near, settings),
        figures=figures,
        inputs=dict(sorted((inputs or {}).items())),
        diagnostics=(*diagnostics, *hubs),
    )
    if choice.form == "empty":
        return drawing
    if choice.form == "bridge" and papers:
        from citekit.cocitation.bridging import bridge_map

        return bridge_map(drawing, measure, own or {})
    from citekit.cocitation.plotting import network_map

    return _explained(network_map(drawing, measure))


def _counted(table: CitationTable, measure: Measure, settings: Settings) -> tuple[Pairs, dict[str, Any]]:
    """Return the pairs, all of them where they are few enough, and the corpus's figures."""
    events = pair_events(table)
    few = events <= _ALL_PAIRS
    if settings.min_count is not None and settings.min_count < 2 and events > _TOO_MANY:
        raise CitekitError(f"{events} pairs would be counted one by one; ask for pairs of at least two papers (min-count 2)")
    least = 1 if few or (settings.min_count or 2) < 2 else (settings.min_count or 2)
    pairs = count_cocitations(table, min_count=least, counting=settings.counting)
    twice = len(pairs) - pairs.count.count(1) if least == 1 and settings.counting == "full" else len(pairs)
    if settings.counting == "fractional" and least == 1:
        twice = len(count_cocitations(table, min_count=2))
    levels = [entry.level for entry in measure.near.values()]
    figures: dict[str, Any] = {
        "papers": len(table.papers),
        "citing_papers": sum(table.starts[p + 1] > table.starts[p] for p in range(len(table.papers))),
        "works": sum(c > 0 for c in measure.citations),
        "citations": len(table.links),
        "bridges": sum(c > 1 for c in measure.citations),
        "pair_events": events,
        "pairs": len(pairs) if least == 1 else None,
        "pairs_twice": twice,
        "near": {level: levels.count(level) for level in ("sentence", "paragraph", "section")},
    }
    if settings.kind == "coupling":
        figures["citing_papers"], figures["works"], figures["papers"] = figures["works"], figures["citing_papers"], len(table.works)
        figures["bridges"] = sum(table.starts[p + 1] - table.starts[p] > 1 for p in range(len(table.papers)))
    return pairs, figures


def _chosen(pairs: Pairs, min_count: int, near: Mapping[tuple[int, int], Nearness], settings: Settings) -> Pairs:
    """Return the pairs that occur often enough, or in one paragraph or nearer unless a threshold was asked for."""
    if settings.counting == "fractional":
        return pairs
    close = {pair for pair, entry in near.items() if entry.level in ("sentence", "paragraph")} if settings.min_count is None else set()
    if not len(pairs) or min(pairs.count) >= min_count:
        return pairs
    kept = [k for k, (a, b, n) in enumerate(pairs) if n >= min_count or (a, b) in close]
    if len(kept) == len(pairs):
        return pairs
    return Pairs(
        array("i", (pairs.first[k] for k in kept)),
        array("i", (pairs.second[k] for k in kept)),
        array("i", (int(pairs.count[k]) for k in kept)),
    )


def _edges(measure: Measure, pairs: Pairs) -> tuple[Edge, ...]:
    return tuple(measure.edge(a, b, n) for a, b, n in pairs)


def _explained(drawing: CoCitationMap) -> CoCitationMap:
    """Return the map, with the reason in words where nothing passed the thresholds."""
    if drawing.nodes:
        return drawing
    choice = drawing.choice
    english = (
        f"Nothing passes the thresholds: no pair occurs {choice.min_count} times among works with {choice.min_citations} citations or more."
    )
    russian = f"Порог не прошла ни одна пара: нет пар с n ≥ {choice.min_count} среди работ, цитируемых не менее {choice.min_citations} раз."
    if drawing.settings.min_count is not None or drawing.settings.min_citations is not None:
        english += " Ask for lower ones, or for none: they are then chosen by the size of the corpus."
        russian += " Задайте пороги ниже или не задавайте их: они будут выбраны по объёму корпуса."
    said = Choice(
        form=choice.form,
        min_count=choice.min_count,
        min_citations=choice.min_citations,
        reasons=(*choice.reasons, english),
        reasons_ru=(*choice.reasons_ru, russian),
    )
    found = Diagnostic(code="MP104", severity="warning", message=english)
    return msgspec.structs.replace(drawing, choice=said, diagnostics=(*drawing.diagnostics, found))


def map_of_network(
    network: Network,
    *,
    settings: Settings = Settings(),  # noqa: B008  # frozen
    inputs: Mapping[str, str] | None = None,
) -> CoCitationMap:
    """Draw a network that was counted elsewhere: its clusters, places and pictures.

    Raises:
        MissingExtra: a network of this size needs numpy and scipy.
    """
    from citekit.cocitation.measure import LinkMeasure
    from citekit.cocitation.plotting import network_map

    measure = LinkMeasure([node.id for node in network.nodes], list(network.pairs))
    least = settings.min_count or 0
    kept = [(a, b, n) for a, b, n in network.pairs if n >= least]
    figures = {"nodes": len(network.nodes), "links": len(network.pairs), "total_link_strength": measure.total / 2}
    reasons = reasons_of_network(len(network.nodes), len(network.pairs))
    drawing = CoCitationMap(
        settings=settings,
        choice=Choice(
            form="network", min_count=least, min_citations=0, reasons=tuple(r[0] for r in reasons), reasons_ru=tuple(r[1] for r in reasons)
        ),
        items=[msgspec.structs.replace(node, strength=round(measure.strengths[i], 6)) for i, node in enumerate(network.nodes)],
        measure=measure,
        pairs=Pairs(array("i", (a for a, _, _ in kept)), array("i", (b for _, b, _ in kept)), array("d", (n for _, _, n in kept))),
        figures=figures,
        inputs=dict(sorted((inputs or {}).items())),
        diagnostics=network.diagnostics,
    )
    return _explained(network_map(drawing, measure))
