"""Records into files and files into records: one file a format, its fields in a two-way table."""

from citekit.formats.reading import Reading
from citekit.formats.registry import Format, format_names, format_of, losses, read, write

__all__ = ["Format", "Reading", "format_names", "format_of", "losses", "read", "write"]
