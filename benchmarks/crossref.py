"""Measure resolving and verifying: PMC references, pairs of one work, Russian references, invented references, a large index.

usage: python benchmarks/crossref.py [--only pmc,pairs,russian,papers,invented,proofs,requests,large] [--sample 1000] [--documents 1000000]

The sets are looked for in $CITEKIT_SHARED, else in a folder ``shared`` beside the checkout; nothing is asked of the
network but a Crossref on loopback.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import os
import pathlib
import random
import statistics
import sys
import tarfile
import tempfile
import time
from collections import Counter

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT / "tests"))

from crossref_server import StandingClock, bundled_works, client_of, crossref_on_loopback  # noqa: E402

from citekit import formats  # noqa: E402
from citekit.crossref import resolve, same_work, verify, verify_all  # noqa: E402
from citekit.crossref.cache import Cache  # noqa: E402
from citekit.crossref.index import Index, build_index  # noqa: E402
from citekit.formatters import format_records  # noqa: E402
from citekit.language import SCHEMES, fold, transliterate  # noqa: E402
from citekit.model import Date, Name, Record  # noqa: E402
from citekit.parsers import parse, parse_list  # noqa: E402


def shared() -> pathlib.Path:
    return pathlib.Path(os.environ.get("CITEKIT_SHARED") or ROOT.parent / "shared")


def lines(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def index_of(works, folder):
    dump = pathlib.Path(folder) / "works.jsonl"
    dump.write_text("".join(json.dumps(w, ensure_ascii=False) + "\n" for w in works), "utf-8")
    build_index([dump], pathlib.Path(folder) / "index")
    return Index(pathlib.Path(folder) / "index")


def work_of_pmc(row):
    work = {
        "DOI": row["doi"],
        "type": "journal-article",
        "title": [row["atitle"]] if row.get("atitle") else [],
        "container-title": [row["jtitle"]],
    }
    work |= {
        "volume": row.get("volume"),
        "page": row.get("firstPage"),
        "author": [{"family": row["firstAuthor"]}] if row.get("firstAuthor") else [],
    }
    return {k: v for k, v in work.items() if v}


def pmc(options):
    rows = lines(shared() / "matching" / "pmc-references-doi.jsonl.gz")

    def is_kept(row):
        return hashlib.sha1(row["doi"].lower().encode(), usedforsecurity=False).digest()[0] % 2 == 0

    with tempfile.TemporaryDirectory() as folder:
        index = index_of([work_of_pmc(r) for r in rows if is_kept(r)], folder)
        sample = random.Random(7).sample(rows, min(options.sample, len(rows)))
        counts, times = Counter(), []
        start = time.process_time()
        for row in sample:
            begun = time.perf_counter()
            found = resolve(parse(" ".join(row["reference"].split())).record, [index])
            times.append(time.perf_counter() - begun)
            verdict = "wrong" if found.doi and found.doi != row["doi"].lower() else "right" if found.doi else found.verdict
            counts["kept" if is_kept(row) else "withheld", verdict] += 1
        spent = time.process_time() - start
    right, wrong = counts["kept", "right"], counts["kept", "wrong"] + counts["withheld", "wrong"]
    kept = sum(n for (side, _), n in counts.items() if side == "kept")
    print(f"PMC, half withheld, {len(sample)} references: precision {right / max(1, right + wrong):.4f}, recall {right / kept:.4f}, "
          f"false on the withheld {counts['withheld', 'wrong'] / max(1, len(sample) - kept):.4f}; {len(sample) / spent:.0f} references/s of CPU, median {statistics.median(times) * 1000:.0f} ms")  # fmt: skip
    return {
        "precision": right / max(1, right + wrong),
        "recall": right / kept,
        "false": counts["withheld", "wrong"] / max(1, len(sample) - kept),
    }


_KINDS = {"editorial": "article-journal", "letter": "article-journal", "abstract": "article-journal", "review_book": "review-book", "peer_review": "review", "component": "document", "stub": "document", "figure": "graphic"}  # fmt: skip


def record_of_release(entity):
    def name(person):
        if person.get("surname"):
            return Name(family=person["surname"], given=person.get("given_name") or "")
        raw = (person.get("raw_name") or "").strip()
        if "," in raw:
            family, given = raw.split(",", 1)
            return Name(family=family.strip(), given=given.strip())
        words = raw.split()
        return Name(family=words[-1], given=" ".join(words[:-1])) if len(words) > 1 else Name(literal=raw)

    people = [p for p in entity.get("contribs") or [] if p.get("raw_name") or p.get("surname")]
    ids, kind = entity.get("ext_ids") or {}, entity.get("release_type") or "document"
    title = (entity.get("title") or "") + (f": {entity['subtitle']}" if entity.get("subtitle") else "")
    return Record(
        type=_KINDS.get(kind, kind), title=title, original_title=entity.get("original_title") or "",
        author=tuple(name(p) for p in people if p.get("role", "author") in ("author", None)), editor=tuple(name(p) for p in people if p.get("role") == "editor"),
        issued=Date.of(int(entity["release_year"])) if entity.get("release_year") else Date(), container_title=(entity.get("container") or {}).get("name") or "",
        volume=entity.get("volume") or "", issue=entity.get("issue") or "", page=entity.get("pages") or "", doi=ids.get("doi") or "", pmid=ids.get("pmid") or "",
    )  # fmt: skip


def pairs(_options):
    folder = shared() / "matching" / "fuzzycat"
    with tarfile.open(folder / "release.tar.gz") as archive:
        releases = {pathlib.Path(m.name).name: json.load(archive.extractfile(m)) for m in archive if m.isfile()}
    counts = Counter()
    with (folder / "verify.csv").open(encoding="utf-8") as file:
        for a, b, status, *_ in csv.reader(file):
            if status and a in releases and b in releases:
                counts[status.removeprefix("Status."), same_work(record_of_release(releases[a]), record_of_release(releases[b]))[0]] += 1
    same = counts["EXACT", True] + counts["STRONG", True]
    of = same + counts["EXACT", False] + counts["STRONG", False]
    print(
        f"fuzzycat: {counts['DIFFERENT', True]} of {counts['DIFFERENT', True] + counts['DIFFERENT', False]} DIFFERENT called the same, {same} of {of} EXACT and STRONG ({same / of:.3f})"
    )
    return {"different called the same": counts["DIFFERENT", True], "same": same / of}


def russian(options):
    """Russian articles printed by GOST against records as journals deposit them, among the others and the real ones."""
    rows = [
        r
        for r in lines(shared() / "records" / "ru" / "records.jsonl.gz")
        if r["type"] == "article-journal" and r.get("author") and r.get("page") and r.get("issued")
    ]
    chance = random.Random(11)
    by_source = {}
    seen = set()
    for row in rows:
        key = (str(row["author"][0].get("family", ""))[:5], str(row["issued"]), str(row["page"]))
        if key in seen:
            continue  # the same article from two collections
        seen.add(key)
        by_source.setdefault(row.get("custom", {}).get("source", ""), []).append(row)
    sample = []
    while len(sample) < 300 and any(by_source.values()):
        for some in by_source.values():
            if some and len(sample) < 300:
                sample.append(some.pop(chance.randrange(len(some))))
    records = formats.read(json.dumps(sample, ensure_ascii=False), "csl-json").records
    schemes = [s for s in SCHEMES if s != "uk-2010"]
    works = []
    for n, record in enumerate(records):
        scheme = schemes[n % len(schemes)]
        work = {
            "DOI": f"10.5555/ru.{n}",
            "type": "journal-article",
            "volume": record.volume,
            "issue": record.issue,
            "page": record.page.replace("–", "-"),
            "issued": {"date-parts": [[record.year]]},
        }
        work["author"] = [{"family": transliterate(a.full_family, scheme), "given": transliterate(a.given, scheme)} for a in record.author]
        work["title"] = [transliterate(record.title, scheme)] if n % 3 else [f"An English title, number {n}, that says it otherwise"]
        work["container-title"] = [transliterate(record.container_title, scheme)] if n % 3 else []
        works.append({k: v for k, v in work.items() if v})
    printed = [e.text.plain() for e in format_records(records, "gost-7.0.5", sort="none").entries]
    others = lines(shared() / "records" / "crossref-works.jsonl.gz")[: 0 if options.sample < 300 else None]
    counts = Counter()
    with crossref_on_loopback([*others, *works]) as crossref, client_of(crossref) as client:
        for n, reference in enumerate(parse_list(printed)):
            found = resolve(reference.record, [client])
            counts["right" if found.doi == f"10.5555/ru.{n}" else "wrong" if found.doi else found.verdict] += 1
    wrong = counts["wrong"]
    print(
        f"Russian, {len(records)} of our making among {len(others)} others: precision {counts['right'] / max(1, counts['right'] + wrong):.4f}, recall {counts['right'] / len(records):.4f} {dict(counts)}"
    )


def papers(_options):
    """The Russian references of the five papers against the bundled records."""
    found = Counter()
    by_title = {fold(w["title"][0])[:60]: w["DOI"].lower() for w in bundled_works()}
    known = set(by_title.values())
    with crossref_on_loopback() as crossref, client_of(crossref) as client:
        for path in sorted((shared() / "gold" / "seeds").glob("seed00?.jsonl")):
            for row in map(json.loads, path.read_text("utf-8").splitlines()):
                if row.get("kind") != "bibliography" or not isinstance(row.get("csl"), dict):
                    continue
                given = str(row["csl"].get("DOI", "")).lower()  # a translated title, and the DOI to prove it
                wanted = given if given in known else by_title.get(fold(row["csl"].get("title", ""))[:60])
                answer = resolve(parse(row["raw"]).record, [client])
                side = "Russian" if row.get("lang") == "ru" else "other"
                found[
                    side,
                    "right" if wanted and answer.doi == wanted else "matched elsewhere" if answer.doi else "missed" if wanted else "absent",
                ] += 1
    print(f"five papers: {dict(sorted(found.items()))}")
    return found


def invented(_options):
    rows = lines(shared() / "matching" / "hallmark" / "dev_public.jsonl.gz")

    def entry(row):
        fields = ",\n".join(f"  {k} = {{{v}}}" for k, v in row["fields"].items())
        return f"@{row['bibtex_type']}{{{row['bibtex_key']},\n{fields}\n}}\n"

    records = formats.read("\n".join(map(entry, rows)), "bibtex").records
    works = []
    for n, (row, record) in enumerate(zip(rows, records, strict=True)):
        if row["label"] == "VALID":
            work = {
                "DOI": record.doi or f"10.5555/h{n}",
                "type": "proceedings-article",
                "title": [record.title],
                "issued": {"date-parts": [[record.year]]},
            }
            work |= {
                "container-title": [record.container_title] if record.container_title else [],
                "author": [{"family": a.family, "given": a.given} for a in record.author],
            }
            works.append(work)
    with tempfile.TemporaryDirectory() as folder:
        index = index_of(works, folder)
        figures = {}
        for name, sources in (("without network", []), ("with an index of its true records", [index])):
            counts = Counter()
            for row, record in zip(rows, records, strict=True):
                counts[row["label"], verify(record, sources, year=2026).verdict in ("wrong", "invented")] += 1
            caught = counts["HALLUCINATED", True] / (counts["HALLUCINATED", True] + counts["HALLUCINATED", False])
            alarms = counts["VALID", True] / (counts["VALID", True] + counts["VALID", False])
            print(f"HALLMARK development set, {name}: {caught:.3f} caught, {alarms:.4f} false alarms")
            figures[name] = (caught, alarms)
    return figures


def proofs(options):
    """References without their DOIs, verified by an index that lacks half of the works: what is called wrong that is not."""
    import msgspec

    rows = random.Random(9).sample(lines(shared() / "matching" / "pmc-references-doi.jsonl.gz"), min(options.sample, 1000))

    def is_kept(row):
        return hashlib.sha1(row["doi"].lower().encode(), usedforsecurity=False).digest()[0] % 2 == 0

    with tempfile.TemporaryDirectory() as folder:
        index = index_of([work_of_pmc(r) for r in rows if is_kept(r)], folder)
        records = [msgspec.structs.replace(parse(" ".join(r["reference"].split())).record, doi="", id=str(n)) for n, r in enumerate(rows)]
        counts = Counter()
        for row, verification in zip(rows, verify_all(records, [index], year=2026), strict=True):
            counts["held" if is_kept(row) else "lacking", verification.verdict] += 1
    print(f"verified by an index that lacks half of them, {len(rows)} real references: {dict(sorted(counts.items()))}")
    return counts


def requests(_options):
    works = [{"DOI": f"10.5555/many.{n}", "title": [f"Work {n}"], "type": "journal-article"} for n in range(500)]
    clock = StandingClock()
    with tempfile.TemporaryDirectory() as folder, crossref_on_loopback(works) as crossref:
        for state in ("cold", "warm"):
            before = len(crossref.asked)
            with client_of(crossref, clock=clock, cache=Cache(pathlib.Path(folder) / "c.sqlite", clock)) as client:
                client.works([w["DOI"] for w in works])
            print(f"500 DOIs, {state}: {len(crossref.asked) - before} requests")


def large(options):
    """A large index, real works among works made of their words: what a query and a whole reference cost."""
    rows = lines(shared() / "matching" / "pmc-references-doi.jsonl.gz")
    others = lines(shared() / "records" / "crossref-works.jsonl.gz")
    chance = random.Random(3)
    titles = [t for r in rows if (t := r.get("atitle"))] + [t for w in others for t in w.get("title", ())[:1]]
    titles = [t for t in titles if t.strip()]
    words = sorted({w for t in titles for w in t.split()})
    families = sorted(
        {r["firstAuthor"] for r in rows if r.get("firstAuthor")} | {a.get("family", "") for w in others for a in w.get("author", ())}
    )
    journals = sorted({r["jtitle"] for r in rows} | {c for w in others for c in w.get("container-title", ())})
    with tempfile.TemporaryDirectory() as folder:
        dump = pathlib.Path(folder) / "works.jsonl"
        with dump.open("w", encoding="utf-8") as file:
            known = [*map(work_of_pmc, rows), *others]
            for work in known:
                file.write(json.dumps(work) + "\n")
            for n in range(options.documents - len(known)):
                if n % 2:  # a real title with words of others in it, as versions and neighbours have
                    title = chance.choice(titles).split()
                    for _ in range(max(1, len(title) // 3)):
                        title[chance.randrange(len(title))] = chance.choice(words)
                else:
                    title = chance.choices(words, k=chance.randint(5, 16))
                work = {"DOI": f"10.5555/made.{n}", "type": "journal-article", "title": [" ".join(title)]}
                work["author"] = [{"family": chance.choice(families)} for _ in range(chance.randint(1, 6))]
                work |= {
                    "container-title": [chance.choice(journals)],
                    "volume": str(chance.randint(1, 400)),
                    "page": str(chance.randint(1, 3000)),
                    "issued": {"date-parts": [[chance.randint(1960, 2025)]]},
                }
                file.write(json.dumps(work) + "\n")
        start = time.perf_counter()
        build_index([dump], pathlib.Path(folder) / "index")
        built = time.perf_counter() - start
        size = sum(p.stat().st_size for p in (pathlib.Path(folder) / "index").iterdir())
        index = Index(pathlib.Path(folder) / "index")
        sample = chance.sample(rows, min(1000, len(rows)))
        queries, wholes, right, matched = [], [], 0, Counter()
        resolve(parse(sample[0]["reference"]).record, [index])  # what is loaded once
        begun = time.process_time()
        for row in sample:
            start = time.perf_counter()
            found = resolve(parse(" ".join(row["reference"].split())).record, [index])
            wholes.append(time.perf_counter() - start)
            matched["right" if found.doi == row["doi"].lower() else "wrong" if found.doi else "none"] += 1
        spent = time.process_time() - begun
        of_cpu = []
        for row in sample:
            start, start_of_cpu = time.perf_counter(), time.process_time()
            found = index.search(row["reference"], 10)
            queries.append(time.perf_counter() - start)
            of_cpu.append(time.process_time() - start_of_cpu)
            right += any(w["DOI"].lower() == row["doi"].lower() for w in found)
        queries.sort()
        of_cpu.sort()
        wholes.sort()
        half, nearly = len(sample) // 2, len(sample) * 95 // 100
        print(
            f"index of {len(index)} works: built in {built:.0f} s ({len(index) / built:.0f} a second), {size / 1e6:.0f} MB; "
            f"a query p50 {queries[half] * 1000:.1f} ms, p95 {queries[nearly] * 1000:.1f} ms (of CPU {of_cpu[half] * 1000:.1f} and {of_cpu[nearly] * 1000:.1f}), the work in the first ten {right / len(sample):.3f}; "
            f"a reference read and resolved p50 {wholes[half] * 1000:.1f} ms, p95 {wholes[nearly] * 1000:.1f} ms, "
            f"{len(sample) / spent:.0f} references/s of CPU {dict(matched)}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="pmc,pairs,russian,papers,invented,proofs,requests")
    parser.add_argument("--sample", type=int, default=1000)
    parser.add_argument("--documents", type=int, default=1_000_000)
    options = parser.parse_args()
    if not (shared() / "matching").is_dir():
        sys.exit(f"{shared()}: the evaluation sets are not here; set CITEKIT_SHARED")
    for name in options.only.split(","):
        {
            "pmc": pmc,
            "pairs": pairs,
            "russian": russian,
            "papers": papers,
            "invented": invented,
            "proofs": proofs,
            "requests": requests,
            "large": large,
        }[name](options)


if __name__ == "__main__":
    main()
