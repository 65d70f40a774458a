"""citekit turns source papers into finished bibliographies."""

__version__ = "0.1.0"
