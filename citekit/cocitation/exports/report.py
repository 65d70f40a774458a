"""What was asked, chosen and found, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from citekit.cocitation.network import CoCitationMap

__all__ = ["report_json"]


def report_json(drawing: CoCitationMap) -> str:
    """Return the report: the choice in words, thresholds, figures, clusters, versions, input hashes."""
    import citekit

    report: dict[str, Any] = {
        "program": "citekit",
        "version": citekit.__version__,
        "form": drawing.choice.form,
        "reasons": {"en": drawing.choice.reasons, "ru": drawing.choice.reasons_ru},
        "thresholds": {"min_count": drawing.choice.min_count, "min_citations": drawing.choice.min_citations},
        "settings": msgspec.to_builtins(drawing.settings),
        "figures": {
            **drawing.figures,
            "drawn_nodes": len(drawing.nodes),
            "drawn_edges": len(drawing.edges),
            "listed_pairs": len(drawing.pairs),
        },
        "quality": drawing.quality,
        "clusters": msgspec.to_builtins(drawing.clusters),
        "inputs": {"files": drawing.inputs, "citations": drawing.measure.table.digest() if drawing.measure else ""},
        "diagnostics": [
            {k: v for k, v in msgspec.to_builtins(d).items() if k in ("code", "severity", "message", "source", "record")}
            for d in drawing.diagnostics
        ],
    }
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"
