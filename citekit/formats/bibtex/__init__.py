"""BibTeX and BibLaTeX: bibtexparser splits the file, pybtex the difficult names; both dialects are read.

A broken entry is a diagnostic with line and column and a record of what could still be read; reading never
changes the file (editing it is :mod:`citekit.formats.bibtex.source`).
"""

from citekit.formats.bibtex.reading import read
from citekit.formats.bibtex.writing import write

__all__ = ["read", "write"]
