"""What is true of a labelled reference: the record that its own labels make, and the fields in which a reading differs.

The true labels go through the same assembly as a reading's, so that only what was read is compared, not how a
field is spelled. Addresses and identifiers, which patterns find, are compared with the labelled text itself.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from citekit.parsers.assembly.record import assemble
from citekit.parsers.labelling.labelled import labelled_pieces
from training.sample import Sample, token_labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.model import Name, Record
    from citekit.parsers.atoms import Atom
    from citekit.parsers.normalise import Normalised

__all__ = ["FIELDS", "true_values", "values_of", "wrong_fields"]

FIELDS: tuple[str, ...] = (
    "author", "editor", "compiler", "translator", "title", "container-title", "collection-title", "volume", "issue", "page",
    "number-of-pages", "issued", "publisher", "publisher-place", "edition", "genre", "number", "DOI", "URL", "EDN", "accessed",
)  # fmt: skip
"""The fields that are compared, by the names under which a record keeps their evidence (``custom.edn`` as EDN)."""

_MARKED = str.maketrans("", "", "«»“”„‟\"'’‘`*_\u0301\u00ad")
_DASH = re.compile(r"[‐‑‒–—−]")
_AROUND = re.compile(r"\s*([:;,./\-])\s*")


def folded(text: str) -> str:
    """Return a value as it is compared: without case, quotes, and the difference of dashes and blanks."""
    text = _DASH.sub("-", unicodedata.normalize("NFKC", text).translate(_MARKED))
    return _AROUND.sub(r"\1", " ".join(text.split()).casefold().replace("ё", "е")).strip(" .,;:/-()[]")


def _names(names: tuple[Name, ...]) -> str:
    return "; ".join(folded(n.literal) if n.literal else f"{folded(n.full_family)}, {folded(n.given)[:1]}" for n in names)


def _address(text: str) -> str:
    bare = re.sub(r"\s+", "", text).casefold().strip("<>.,;:()[]/")
    return re.sub(r"^(?:https?://)?(?:www\.|(?:dx\.)?doi\.org/|doi:)?", "", bare)


def values_of(record: Record) -> dict[str, str]:
    """Return a record's fields as they are compared; empty ones are left out."""
    url = "" if "doi.org/10." in record.url else _address(record.url)
    found = {
        "author": _names(record.author), "editor": _names(record.editor), "compiler": _names(record.compiler),
        "translator": _names(record.translator), "title": folded(record.title), "container-title": folded(record.container_title),
        "collection-title": folded(record.collection_title), "volume": folded(record.volume), "issue": folded(record.issue),
        "page": folded(record.page), "number-of-pages": folded(record.number_of_pages), "issued": str(record.year or ""),
        "publisher": folded(record.publisher), "publisher-place": folded(record.publisher_place), "edition": folded(record.edition),
        "genre": folded(record.genre), "number": folded(record.number), "DOI": _address(record.doi), "URL": url,
        "EDN": record.custom.edn.casefold(), "accessed": record.accessed.iso,
    }  # fmt: skip
    return {field: value for field, value in found.items() if value}


def true_values(sample: Sample, reference: Normalised, atoms: tuple[Atom, ...]) -> dict[str, str]:
    """Return the fields that a sample's labels make of it, as they are compared."""
    labels = [sample.labels[min(reference.offsets[i], len(sample.labels) - 1)] for i in range(len(reference.text))]
    clean = Sample(reference.text, labels, [False] * len(labels))
    tokens, of_tokens = token_labels(clean)
    pieces, layout = labelled_pieces(tokens, [(label, 1.0) for label in of_tokens], reference.text)
    values = values_of(assemble(reference, atoms, pieces, layout=layout))
    spans: dict[str, list[str]] = {}
    for start, end, label in sample.spans():
        spans.setdefault(label, []).append(sample.text[start:end])
    for label, field in (("doi", "DOI"), ("url", "URL")):
        printed = [_address(text) for text in spans.get(label, ())]
        if field in values and printed and values[field] not in printed:
            values[field] = printed[0]
        elif not printed and field in values:
            del values[field]
    return values


def wrong_fields(true: Mapping[str, str], got: Mapping[str, str]) -> list[str]:
    """Return the fields that are missing, invented or different."""
    return [field for field in FIELDS if true.get(field, "") != got.get(field, "")]
