"""Tagged references: read from their tags, and from their text alone.

usage: python benchmarks/ore.py [--shared DIR] [--worst N] [--table]

The Open Research Europe papers (JATS, CC BY 4.0) hold 3,588 references tagged by their publisher. First: does reading
a paper give every tagged field as tagged? Second: how well does the parser read the same references from their text,
without the tags, list by list? Needs the evaluation material (CITEKIT_SHARED, or a folder ``shared`` beside the checkout).

What a tag should give is stated here on its own, in :func:`tagged`, and not taken from the reader that is judged.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import tarfile
import unicodedata
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

ARCHIVE = Path("training") / "ore-jats-references.tar.gz"
TYPES = {"journal": "article-journal", "book": "book", "web": "webpage", "report": "report", "data": "dataset", "confproc": "paper-conference", "thesis": "thesis", "regulation": "legislation"}  # fmt: skip
TEXTS = {"volume": "volume", "issue": "issue"}
IDS = {"pmid": "PMID", "pmcid": "PMCID"}


def papers(shared: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the papers of the archive, by name."""
    with tarfile.open(shared / ARCHIVE) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            path = PurePosixPath(member.name)
            if member.isfile() and path.suffix == ".xml" and path.parent.name == "data":
                file = archive.extractfile(member)
                assert file is not None
                yield path.name, file.read()


def flat(element: _Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def plain(text: str) -> str:
    """Return a text as it is compared: without case, blanks, the marks around it, and the dots and dashes' kinds."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"[‐‑‒–—−]", "-", text)
    return re.sub(r"\s+", "", text).strip(" .,;:'\"“”‘’«»()[]")


def tagged(citation: _Element) -> dict[str, list[str]]:
    """Return what a citation's tags say, by CSL field: for each the values one of which the record should hold."""
    wanted: dict[str, list[str]] = {}
    title = next((flat(citation.find(tag)) for tag in ("article-title", "data-title") if flat(citation.find(tag))), "")
    source = flat(citation.find("source"))
    if title:
        wanted["title"] = [title]
    if source:
        wanted["container-title" if title or citation.get("publication-type") == "journal" else "title"] = [source]
    for tag, field in TEXTS.items():
        if text := flat(citation.find(tag)):
            wanted[field] = [text]
    first, last, place = flat(citation.find("fpage")), flat(citation.find("lpage")), flat(citation.find("elocation-id"))
    if first or place:
        wanted["page"] = [f"{first}-{last}" if last and last != first else first] if first else [place]
    if year := re.search(r"\d{4}", flat(citation.find("year"))):
        wanted["year"] = [year[0]]
    for one in citation.iter("pub-id"):
        kind = one.get("pub-id-type", "")
        if kind in IDS:
            wanted.setdefault(IDS[kind], [flat(one)])
        elif kind == "doi" and (doi := re.search(r"10\.\d{4,9}/\S+", flat(one))):
            wanted.setdefault("DOI", [doi[0]])
    names = []
    for group in citation.iter("person-group"):
        if group.get("person-group-type", "author") == "author":
            names += [f"{flat(n.find('surname')).rstrip(',')}|{flat(n.find('given-names'))}" for n in group.iter("name")]
    if names:
        wanted["author"] = names
    bodies = [flat(one) for one in citation.iter("collab") if re.search(r"\w", flat(one))]
    if bodies:
        wanted["collab"] = bodies
    if citation.find("person-group/etal") is not None and names:
        wanted["et-al"] = ["True"]
    kind = TYPES.get(citation.get("publication-type", "").casefold())
    if kind:
        wanted["type"] = [kind, "chapter"] if kind == "book" and title and source else [kind]
    return wanted


def held(record: Any) -> dict[str, list[str]]:
    """Return the same of a record."""
    names = [f"{n.family}|{n.given}" for n in record.author if n.family]
    return {
        "title": [record.title], "container-title": [record.container_title], "volume": [record.volume], "issue": [record.issue],
        "page": [record.page], "year": [str(record.issued.year or "")], "DOI": [record.doi], "PMID": [record.pmid], "PMCID": [record.pmcid],
        "author": names, "collab": [n.literal for n in record.author if n.literal], "et-al": [str(bool(record.custom.et_al))], "type": [record.type],
    }  # fmt: skip


def is_right(field: str, wanted: list[str], got: list[str]) -> bool:
    if field in ("author", "collab"):
        return Counter(map(plain, wanted)) == Counter(map(plain, got))
    return any(plain(w) == plain(g) for w in wanted for g in got)


def read_tags(shared: Path, worst: int) -> list[str]:
    """Compare the records read from the papers with their tags."""
    from lxml import etree

    from citekit.documents.registry import read_as
    from citekit.parsers import extract

    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    references = whole = lost = 0
    faults: list[str] = []
    for name, data in papers(shared):
        # the tags of a paper by its reference's id; no reader of citekit takes part in this
        citations = {ref.get("id", ""): ref.find("mixed-citation") for ref in etree.fromstring(data).iter("ref")}
        document = read_as("jats", data, name)
        records = {r.record.citation_key: r.record for r in extract(document, kinds=("bibliography",)).references}
        for key, citation in citations.items():
            references += 1
            if citation is None or key not in records:
                lost += 1
                faults.append(f"{name} {key}: lost")
                continue
            got = held(records[key])
            wrong = 0
            for field, wanted in tagged(citation).items():
                total[field] += 1
                if is_right(field, wanted, got[field]):
                    right[field] += 1
                else:
                    wrong += 1
                    faults.append(f"{name} {key}: {field}: tagged {wanted} read {got[field]}")
            whole += not wrong
    rows = [f"{references} tagged references, {lost} lost; {whole} with every tagged field right"]
    rows += [f"    {field:16} {right[field]:5} of {total[field]:5}" for field in sorted(total)]
    rows.append(f"    {'all fields':16} {sum(right.values()):5} of {sum(total.values()):5}")
    return rows + [f"    {fault}" for fault in faults[:worst]]


def gold_of(citation: _Element) -> dict[str, Any]:
    """Return a citation's tags as a CSL item, what the second evaluation asks for."""
    wanted = tagged(citation)
    item: dict[str, Any] = {f: wanted[f][0] for f in ("title", "container-title", "volume", "issue", "page", "DOI") if f in wanted}
    if "page" in item:
        item["page"] = item["page"].replace("-", "–")
    if "year" in wanted:
        item["issued"] = {"date-parts": [[int(wanted["year"][0])]]}
    names: list[dict[str, str]] = [dict(zip(("family", "given"), n.split("|"), strict=True)) for n in wanted.get("author", ())]
    names += [{"literal": re.sub(r"[\s:,.]*(?:et al)?[\s:,.]*$", "", body)} for body in wanted.get("collab", ())]
    if names:
        item["author"] = names
    return item


def printed(citation: _Element) -> str:
    """Return what a reader of the paper sees: the text, its names parted, without the identifiers that only links show."""
    parts: list[str] = []

    def walk(element: _Element) -> None:
        if element.tag == "pub-id":
            if element.get("pub-id-type") == "doi":
                parts.append(f" https://doi.org/{flat(element)} ")
            return
        if element.tag == "name":
            parts.append(f"{flat(element.find('surname'))} {flat(element.find('given-names'))}".strip())
            following = element.getnext()
            parts.append(", " if following is not None and following.tag in ("name", "collab") else ", et al." if following is not None and following.tag == "etal" else "")  # fmt: skip
            return
        if element.tag == "ext-link":
            parts.append(element.get("{http://www.w3.org/1999/xlink}href", "") if flat(element) == "Reference Source" else flat(element))
            return
        parts.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                walk(child)
            if element.tag != "person-group":
                parts.append(child.tail or "")

    walk(citation)
    text = " ".join("".join(parts).split())
    return re.sub(r"\s+([:,.;)])", r"\1", text)


def read_texts(shared: Path, *, worst: int, table: bool) -> list[str]:
    """Compare what the parser reads of the references' text with their tags."""
    from lxml import etree

    from citekit.formats.items import item_of
    from citekit.parsers import parse_list

    specification = importlib.util.spec_from_file_location("score_parse", shared / "tools" / "score_parse.py")
    assert specification is not None
    assert specification.loader is not None
    scorer = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(scorer)
    fields = ("author", "title", "container-title", "volume", "issue", "page", "year", "DOI")
    gold, read = [], []
    for name, data in papers(shared):
        citations = [c for ref in etree.fromstring(data).iter("ref") if (c := ref.find("mixed-citation")) is not None]
        raws = [printed(c) for c in citations]
        for citation, raw, reference in zip(citations, raws, parse_list(raws), strict=True):
            wanted = gold_of(citation)
            gold.append({"id": name, "raw": raw, "csl": wanted})
            item = item_of(reference.record, plain=True)
            # only what is tagged can be judged: an untagged publisher is no invention
            read.append({k: v for k, v in item.items() if k in wanted or (k in fields and k != "DOI")})
    total, _, _, differences = scorer.score(gold, read)
    rows = []
    sums = [0, 0, 0]
    for field in fields:
        hits, invented, missed = total[field]
        sums = [a + b for a, b in zip(sums, (hits, invented, missed), strict=True)]
        if table:
            rows.append(f"    {field:16} F1 {2 * hits / max(1, 2 * hits + invented + missed):.3f}  {hits:5} right {invented:4} invented {missed:4} missed")  # fmt: skip
    whole = sum(not [d for d in difference if d[0] in fields] for _, _, difference in differences)
    head = f"{len(gold)} texts parsed: F1 of {len(fields)} fields {2 * sums[0] / max(1, 2 * sums[0] + sums[1] + sums[2]):.3f}; {whole / len(gold):.3f} right in all of them"
    shown = []
    step = max(1, len(differences) // max(1, worst))
    for _, reference, difference in sorted(differences, key=lambda d: -d[0])[: worst * 1] if worst < 50 else differences[::step]:
        if difference:
            shown.append(f"    {reference['raw'][:200]}")
            shown += [f"        {field}: tagged {wanted} read {got}" for field, wanted, got in difference]
    return [head, *rows, *shown]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    beside = Path(__file__).resolve().parents[2] / "shared"
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("CITEKIT_SHARED") or beside))
    parser.add_argument("--table", action="store_true", help="figures for each field of the texts")
    parser.add_argument("--worst", type=int, default=0, help="show N faults of each")
    arguments = parser.parse_args()
    if not (arguments.shared / ARCHIVE).is_file():
        raise SystemExit(f"{arguments.shared / ARCHIVE}: the evaluation material is not here; give --shared or CITEKIT_SHARED")
    print("\n".join(read_tags(arguments.shared, arguments.worst)), flush=True)
    print("\n".join(read_texts(arguments.shared, worst=arguments.worst, table=arguments.table)))


if __name__ == "__main__":
    main()
