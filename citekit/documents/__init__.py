"""A file into a document: blocks of text with page, kind and offsets. One module a format; see ``registry``."""

from citekit.documents.document import Attached, Block, BlockKind, CitedKey, Document, KeyedCitation, Link, Listed, Origin
from citekit.documents.reading import read_document
from citekit.documents.text import document_of_text
from citekit.language.encoding import decode

__all__ = [
    "Attached",
    "Block",
    "BlockKind",
    "CitedKey",
    "Document",
    "KeyedCitation",
    "Link",
    "Listed",
    "Origin",
    "decode",
    "document_of_text",
    "read_document",
]
