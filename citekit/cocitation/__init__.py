"""Which works are cited together: counts, normalisation, clusters, layout, exports, and one offline HTML page."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citekit.cocitation.citing import CitationTable, Pairs, table_of_library, table_of_links
    from citekit.cocitation.counts import count_cocitations, count_couplings
    from citekit.cocitation.exports import export_names, export_texts, write_exports
    from citekit.cocitation.map import co_citation_map, map_of_network, map_of_table
    from citekit.cocitation.network import Cluster, CoCitationMap, Edge, Meeting, Mention, Node, Settings
    from citekit.cocitation.reading import Network, read_citations, read_network

_HOMES = {
    "citing": ("CitationTable", "Pairs", "table_of_library", "table_of_links"),
    "counts": ("count_cocitations", "count_couplings"),
    "exports": ("export_names", "export_texts", "write_exports"),
    "map": ("co_citation_map", "map_of_network", "map_of_table"),
    "network": ("Cluster", "CoCitationMap", "Edge", "Meeting", "Mention", "Node", "Settings"),
    "reading": ("Network", "read_citations", "read_network"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "CitationTable",
    "Cluster",
    "CoCitationMap",
    "Edge",
    "Meeting",
    "Mention",
    "Network",
    "Node",
    "Pairs",
    "Settings",
    "co_citation_map",
    "count_cocitations",
    "count_couplings",
    "export_names",
    "export_texts",
    "map_of_network",
    "map_of_table",
    "read_citations",
    "read_network",
    "table_of_library",
    "table_of_links",
    "write_exports",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
