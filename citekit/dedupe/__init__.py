"""Which records are the same work: blocking, scoring, clustering, merging, and why in words."""

from citekit.dedupe.deduplication import Deduplication, Group, Pair, merge, undo
from citekit.dedupe.explain import explain
from citekit.dedupe.papers import PaperMatch, match_papers
from citekit.dedupe.related import Relation

__all__ = ["Deduplication", "Group", "Pair", "PaperMatch", "Relation", "explain", "match_papers", "merge", "undo"]
