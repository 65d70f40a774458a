"""Weights of a pair beside its count.

``n`` is the pair's count, ``c`` how many papers cite each work, ``w`` each work's sum of counts.
Source: van Eck and Waltman 2009 (JASIST 60:1635).
"""

from __future__ import annotations

import math

__all__ = ["association_strength", "cosine", "equivalence", "inclusion", "jaccard", "mutual_information", "probabilistic"]


def cosine(n: float, c_first: float, c_second: float) -> float:
    """Return n / √(c₁c₂), Salton's measure: 0…1.

    >>> cosine(20, 32, 32)
    0.625
    """
    return n / math.sqrt(c_first * c_second) if c_first and c_second else 0.0


def jaccard(n: float, c_first: float, c_second: float) -> float:
    """Return n / (c₁ + c₂ - n): 0…1."""
    return n / (c_first + c_second - n) if c_first + c_second - n > 0 else 0.0


def inclusion(n: float, c_first: float, c_second: float) -> float:
    """Return n / min(c₁, c₂): 0…1."""
    return n / min(c_first, c_second) if c_first and c_second else 0.0


def equivalence(n: float, c_first: float, c_second: float) -> float:
    """Return n² / (c₁c₂), the square of the cosine."""
    return n * n / (c_first * c_second) if c_first and c_second else 0.0


def association_strength(n: float, w_first: float, w_second: float, twice_total: float) -> float:
    """Return 2m·n / (w₁w₂), VOSviewer's form, where 2m is the sum of all w; 1 is what chance would give.

    It favours rare works: for layout and clusters, not for ranking.
    """
    return twice_total * n / (w_first * w_second) if w_first and w_second else 0.0


def probabilistic(n: float, c_first: float, c_second: float, papers: int) -> float:
    """Return N·n / (c₁c₂), the count against what chance would give for N papers."""
    return papers * n / (c_first * c_second) if c_first and c_second else 0.0


def mutual_information(n: float, c_first: float, c_second: float, papers: int) -> float:
    """Return the pointwise mutual information in bits, the logarithm of :func:`probabilistic`."""
    expected = probabilistic(n, c_first, c_second, papers)
    return math.log2(expected) if expected > 0 else -math.inf
