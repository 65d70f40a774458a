"""Which records are the same work: blocking, scoring, clustering, merging, and why in words."""

from citekit.dedupe.deduplication import Deduplication, Group, Pair, merge, undo
from citekit.dedupe.related import Relation

__all__ = ["Deduplication", "Group", "Pair", "Relation", "merge", "undo"]
