"""Identifiers, addresses and what was taken for one and is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from citekit.parsers.atoms import Atom
from citekit.parsers.fields.names import match_names
from citekit.parsers.grammar.sheet import Piece
from citekit.parsers.patterns import pattern

if TYPE_CHECKING:
    from citekit.parsers.assembly.gathered import Gathered

__all__ = ["ADDRESS", "give_back", "put_identifiers"]


def put_identifiers(made: Gathered, atoms: tuple[Atom, ...]) -> None:
    """Put what patterns found for certain: identifiers and addresses."""

    def piece(atom: Atom) -> Piece:
        return Piece(atom.kind, atom.start, atom.end)

    urls = []
    for atom in atoms:
        if atom.kind == "doi" and "doi" not in made.values:
            made.put("doi", atom.value, piece(atom), name="DOI")
        elif atom.kind == "url":
            urls.append(atom)
        elif atom.kind == "edn" and "edn" not in made.custom:
            made.put_custom("edn", atom.value, piece(atom))
        elif atom.kind in ("isbn", "issn", "pmid", "pmcid") and atom.kind not in made.values:
            made.put(atom.kind, atom.value, piece(atom), name=atom.kind.upper())
        elif atom.kind in ("orcid", "arxiv"):
            made.put_custom(atom.kind, atom.value, piece(atom))
            address = ADDRESS.search(made.reference.text, atom.start, atom.end) if atom.kind == "arxiv" else None
            if address:
                urls.append(Atom("url", *address.span(), address[0].rstrip(".,;)")))
    if urls:
        chosen = _best_url(urls)
        made.put("url", chosen.value, piece(chosen), name="URL")


ADDRESS = pattern(r"https?://\S+")


def _best_url(urls: list[Atom]) -> Atom:
    """Choose the address of the work: one that another only begins is the site's, not the work's."""
    best = urls[0]
    for atom in urls[1:]:
        head = best.value.rstrip("/")
        if atom.value.startswith(head) and len(atom.value) > len(best.value) + 1:
            best = atom
    return best


_ONE_WORD = pattern(r"[A-ZА-ЯЁ][\w.+#-]*")


def give_back(made: Gathered) -> None:
    """Give back to the title what was taken for an author or a container and cannot be one."""
    # «Tokio: An asynchronous runtime …»: a lone word before a colon is the title's; a page needs a title before an author
    if (
        not made.of("title")
        and made.of("container")
        and made.of("publisher")
        and not (made.of("pages") or made.of("issue") or made.of("article_no"))
    ):
        made.by_label["title"] = made.by_label.pop("container")  # «The Art of Computer Programming, vol. 1. Addison-Wesley»
    if not made.of("title") and not made.of("container") and made.of("genre") and made.of("publisher"):
        made.by_label["title"] = made.by_label.pop("genre")  # «Human Rights Watch, World Report 2019 (New York: HRW, 2019)»
    heads = made.of("author") + made.of("body")
    if len(heads) != 1 or "url" not in made.values or made.of("container"):
        return
    head, titles = heads[0], made.of("title")
    text = made.reference.text
    if (
        titles
        and head.end < titles[0].start
        and text[head.end : titles[0].start].strip(" ") == ":"
        and _ONE_WORD.fullmatch(text, head.start, head.end)
    ):
        made.by_label["title"] = [msgspec.structs.replace(titles[0], start=head.start), *titles[1:]]
    elif not titles and not made.of("publisher") and match_names(made.text(head)) is None:
        made.by_label["title"] = [Piece("title", head.start, head.end, head.confidence)]
    else:
        return
    made.by_label.pop("author", None)
    made.by_label.pop("body", None)
