"""A file into a document: blocks of text with page, kind and offsets."""

from citekit.documents.document import Block, BlockKind, Document
from citekit.language.encoding import decode
from citekit.documents.reading import read_document
from citekit.documents.text import document_of_text

__all__ = ["Block", "BlockKind", "Document", "decode", "document_of_text", "read_document"]
