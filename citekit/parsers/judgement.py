"""Where the rules are not sure, the labeller judges: its labels within the bounds of what is certain."""

from __future__ import annotations

from citekit.parsers.atoms import Atom
from citekit.parsers.normalise import Normalised
from citekit.parsers.structure import Structure

__all__ = ["judged"]


def judged(reference: Normalised, atoms: tuple[Atom, ...], structure: Structure) -> Structure:
    """Return the structure with the doubtful pieces as the labeller reads them."""
    del reference, atoms
    return structure
