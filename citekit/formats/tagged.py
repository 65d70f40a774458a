"""What the formats of tags and columns have in common: values by tag, names with a comma, pages, keywords."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.model import InvalidIdentifier, Name
from citekit.model.identifiers import normalise_doi

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "Tags",
    "bare_doi",
    "ends_of_pages",
    "joined_keywords",
    "name_with_comma",
    "one_line",
    "pages_of_ends",
    "split_keywords",
    "split_serials",
    "text_of_name",
]


class Tags:
    """The values of one record by tag; what is taken is gone, so that what is left can be kept."""

    def __init__(self, values: Mapping[str, Sequence[str]]) -> None:
        """Begin with all values that are not empty."""
        self.left = {tag: kept for tag, found in values.items() if (kept := [v for v in found if v.strip()])}

    def all(self, *tags: str) -> list[str]:
        """Take the values of all the tags, in the tags' order."""
        return [value for tag in tags for value in self.left.pop(tag, [])]

    def one(self, *tags: str) -> str:
        """Take the first value of the first of the tags that has one; its other values stay."""
        for tag in tags:
            if tag in self.left:
                values = self.left[tag]
                value = values.pop(0)
                if not values:
                    del self.left[tag]
                return value
        return ""


def one_line(text: str) -> str:
    """Return a text with every run of white space a single blank."""
    return " ".join(text.split())


def lines_of(text: str) -> list[str]:
    r"""Return the lines of a text with their ends, which are CR, LF or both and nothing else.

    >>> lines_of("a\r\nb\u2028c")
    ['a\r\n', 'b\u2028c']
    """
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+", text)


def bare_doi(text: str) -> str:
    """Return a DOI without the resolver's address or a label before it; else as it is.

    >>> bare_doi("https://doi.org/10.1000/x"), bare_doi("10.1000/X")
    ('10.1000/x', '10.1000/X')
    """
    if re.match(r"\s*(?:https?:|doi\b|dx\.)", text, re.IGNORECASE):
        try:
            return normalise_doi(text)
        except InvalidIdentifier:
            return text
    return text


def name_with_comma(text: str) -> Name:
    """Return the name that «Family, Given, Suffix» means; without a comma it is a body's (or a pen name).

    >>> name_with_comma("van den Berg, Jan, Jr.")
    Name(family='Berg', given='Jan', non_dropping_particle='van den', dropping_particle='', suffix='Jr.', literal='')
    """
    parts = [one_line(p) for p in text.split(",")]
    if len(parts) == 1 or not parts[0]:
        return Name(literal=one_line(text))
    words = parts[0].split()
    small = 0
    while small < len(words) - 1 and words[small][0].islower():
        small += 1
    return Name(
        family=" ".join(words[small:]),
        non_dropping_particle=" ".join(words[:small]),
        given=parts[1],
        suffix=", ".join(p for p in parts[2:] if p),
    )


def text_of_name(name: Name) -> str:
    """Return a name as «Family, Given, Suffix»; a family name alone keeps the comma that tells it from a body."""
    if not name.family:
        return one_line(name.literal or name.given)
    return ", ".join([one_line(name.full_family), *(one_line(p) for p in (name.given, name.suffix) if p)]) + "," * (not name.given)


_RANGE = re.compile(r"([\w.]+)\s*[-‐‑–—]{1,2}\s*([\w.]+)")


def ends_of_pages(page: str) -> tuple[str, str]:
    """Return the first and last page of a plain range, else the text whole.

    >>> ends_of_pages("12–15"), ends_of_pages("12, 15–16")
    (('12', '15'), ('12, 15–16', ''))
    """
    match = _RANGE.fullmatch(page)
    return (match[1], match[2]) if match else (page, "")


def pages_of_ends(first: str, last: str) -> str:
    """Return pages as the record has them, with an en dash.

    >>> pages_of_ends("12", "15"), pages_of_ends("12-15", ""), pages_of_ends("12", "12")
    ('12–15', '12-15', '12')
    """
    return f"{first}–{last}" if first and last and first != last and not first.endswith(f"-{last}") else first or last


def split_keywords(text: str) -> list[str]:
    """Return the keywords of a field, which semicolons part, or commas where there are none."""
    return [k for part in re.split(";" if ";" in text else ",", text) if (k := one_line(part))]


def joined_keywords(words: Sequence[str]) -> str:
    """Return keywords as one field; semicolons part them where one holds a comma."""
    return ("; " if any("," in w for w in words) else ", ").join(one_line(w) for w in words)


def split_serials(text: str) -> tuple[list[str], list[str]]:
    """Return the ISBNs and the ISSNs that stand together in one field, as written.

    >>> split_serials("978-5-394-02783-3; 0317-8471 (Print)")
    (['978-5-394-02783-3'], ['0317-8471'])
    """
    isbns, issns = [], []
    for match in re.finditer(r"(?<![\w-])\d[\d\- ]{6,18}[\dXxХ](?![\w-])", text[:5000]):
        digits = re.sub(r"[^\dXxХ]", "", match[0])
        if len(digits) in {10, 13}:
            isbns.append(match[0])
        elif len(digits) == 8:
            issns.append(match[0])
    return isbns, issns
