"""Speed and memory of the co-citation map: synthetic corpora, the published networks, and peers where installed.

    python benchmarks/map.py                  # 1,000 and 10,000 papers, the published data where it is found
    python benchmarks/map.py --papers 100000 1000000
    python benchmarks/map.py --browser        # first paint and frames of a page of 500 nodes and 2,000 edges

Every line is measured in a process of its own; memory is that process's peak.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import os
import resource
import subprocess
import sys
import tempfile
import time
from array import array
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("CITEKIT_SHARED") or ROOT.parent / "shared") / "cocitation"


def synthetic(papers: int, references: int, folder: Path) -> None:
    """Write a corpus of topics with Zipf-Mandelbrot popularity (s = 0.95, q = 10) as two binary files."""
    import numpy as np

    chance = np.random.Generator(np.random.PCG64(1))
    works = int(papers * references * 0.25) + 500
    topics = max(4, papers // 500)
    size = works // topics
    popular = 1 / (np.arange(size) + 10) ** 0.95
    popular = np.cumsum(popular / popular.sum())
    starts, links = [0], []
    for begin in range(0, papers, 50_000):
        count = min(50_000, papers - begin)
        topic = chance.integers(topics, size=count)
        own = np.searchsorted(popular, chance.random((count, references)))
        away = chance.random((count, references)) < 0.1
        place = np.where(away, chance.integers(topics, size=(count, references)), topic[:, None])
        rows = np.sort(np.minimum(own, size - 1) + place * size, axis=1)
        fresh = np.ones(rows.shape, bool)
        fresh[:, 1:] = rows[:, 1:] != rows[:, :-1]
        links.append(rows[fresh].astype(np.int32))
        starts.extend((np.cumsum(fresh.sum(axis=1)) + starts[-1]).tolist())
    np.array(starts, np.int64).tofile(folder / "starts")
    np.concatenate(links).tofile(folder / "links")


class Numbers:
    """Names of works or papers that need no memory."""

    def __init__(self, size: int, letter: str) -> None:
        self.size, self.letter = size, letter

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < self.size:
            raise IndexError(number)
        return f"{self.letter}{number}"


def table_in(folder: Path):
    from citekit.cocitation import CitationTable

    starts, links = array("q"), array("i")
    starts.frombytes((folder / "starts").read_bytes())
    links.frombytes((folder / "links").read_bytes())
    return CitationTable(Numbers(len(starts) - 1, "p"), Numbers(max(links) + 1, "w"), starts, links)


def measured(what: str, folder: str) -> None:
    """Measure one thing and print its line; runs in a process of its own."""
    table = table_in(Path(folder))
    import scipy.sparse  # imported before the clock starts  # noqa: F401

    begun = time.perf_counter()
    if what == "counts":
        from citekit.cocitation import count_cocitations

        least = 1 if len(table.links) < 1_000_000 else 2
        pairs = count_cocitations(table, min_count=least)
        said = f"{len(pairs):,} pairs with n >= {least}"
    elif what == "map":
        from citekit.cocitation import map_of_table

        drawing = map_of_table(table)
        said = f"{len(drawing.nodes)} nodes, {len(drawing.edges)} edges, {len(drawing.clusters)} clusters"
    else:
        said = peer(what, table)
    spent = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(table.papers):>9,} papers  {what:<14} {spent:8.2f} s {peak:7.0f} MB   {said}")


def peer(name: str, table) -> str:
    """Count the same pairs with a peer or the plainest Python."""
    from collections import Counter
    from itertools import combinations

    if name == "networkx":
        import networkx

        graph = networkx.Graph()
        for row in table.rows():
            for a, b in combinations(row, 2):
                if graph.has_edge(a, b):
                    graph[a][b]["weight"] += 1
                else:
                    graph.add_edge(a, b, weight=1)
        return f"{graph.number_of_edges():,} pairs"
    if name == "biblioflow":
        return biblioflow(table)
    if name == "metaknowledge":
        return metaknowledge(table)
    pairs = Counter(pair for row in table.rows() for pair in combinations(row, 2))
    return f"{len(pairs):,} pairs"


def biblioflow(table) -> str:
    import biblioflow
    import pandas

    rows = [{"id": f"p{p}", "references": [f"w{w}" for w in row]} for p, row in enumerate(table.rows())]
    found = biblioflow.matrix(biblioflow.BibliographicDataset(pandas.DataFrame(rows)), kind="co_citation")
    shape = getattr(getattr(found, "matrix", None), "shape", "")
    return f"a table of {shape}"


def metaknowledge(table) -> str:
    import metaknowledge

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.isi"
        with path.open("w") as file:
            file.write("FN Thomson Reuters Web of Science\nVR 1.0\n")
            for p, row in enumerate(table.rows()):
                cited = "\n   ".join(f"Author{w} A, 2000, J TEST, V1, P{w}" for w in row)
                file.write(f"PT J\nAU Paper, {p}\nTI T{p}\nPY 2001\nCR {cited}\nUT WOS:{p:015d}\nER\n\n")
            file.write("EF\n")
        graph = metaknowledge.RecordCollection(str(path)).networkCoCitation()
    return f"{graph.number_of_edges():,} pairs"


def published() -> None:
    """Measure the published corpora against the printed results."""
    from citekit.cocitation import Settings, count_cocitations, count_couplings, map_of_network, map_of_table, read_citations, read_network

    references, network = (
        SHARED / "stagflation" / "references.csv",
        SHARED / "economics-journals" / "Economics_journal_co-citation_network.txt",
    )
    if not references.is_file():
        print(f"The published data is not in {SHARED}: give its folder in CITEKIT_SHARED.")
        return
    table, _ = read_citations(references, columns=("Citing_ItemID_Ref", "ItemID_Ref"))
    begun = time.perf_counter()
    pairs, coupled = count_cocitations(table), count_couplings(table)
    spent = time.perf_counter() - begun
    print(
        f"stagflation: {len(pairs):,} pairs, {len(coupled):,} couplings, {sum(n >= 3 for n in coupled.count)} with n >= 3 "
        f"(printed: 87,668 / 2,716 / 962), {spent:.2f} s"
    )
    begun = time.perf_counter()
    drawing = map_of_table(table)
    print(f"stagflation map: {len(drawing.nodes)} nodes, {len(drawing.clusters)} clusters, {time.perf_counter() - begun:.2f} s")
    with network.with_name(network.name.replace("network", "map")).open(encoding="utf-8") as file:
        theirs = {row["id"]: row for row in csv.DictReader(file, delimiter="\t")}
    for resolution in (0.80, 0.85, 1.0):
        begun = time.perf_counter()
        drawing = map_of_network(read_network(network), settings=Settings(resolution=resolution))
        spent = time.perf_counter() - begun
        index = rand_index([n.cluster for n in drawing.nodes], [theirs[n.id]["cluster"] for n in drawing.nodes])
        off = farthest([(n.x, n.y) for n in drawing.nodes], [(float(theirs[n.id]["x"]), float(theirs[n.id]["y"])) for n in drawing.nodes])
        print(
            f"journals of economics at {resolution}: ARI {index:.3f}, quality {drawing.quality['clustering']}, "
            f"energy {drawing.quality['energy']}, farthest from the published places {off:.5f}, {spent:.2f} s"
        )


def rand_index(a: list, b: list) -> float:
    from collections import Counter
    from math import comb

    both, first, second = (sum(comb(n, 2) for n in Counter(v).values()) for v in (zip(a, b, strict=True), a, b))
    expected = first * second / comb(len(a), 2)
    return (both - expected) / ((first + second) / 2 - expected)


def farthest(ours: list, theirs: list) -> float:
    import numpy as np

    a, b = np.array(ours), np.array(theirs)
    a, b = a - a.mean(axis=0), b - b.mean(axis=0)
    left, _, right = np.linalg.svd(a.T @ b)
    return float(np.abs(a @ (left @ right) - b).max())


def browser() -> None:
    """Measure first paint and the frames of panning and zooming of a page of 500 nodes and 2,000 edges."""
    import random

    sys.path.insert(0, str(ROOT / "tests" / "browser"))
    from webdriver import Browser, missing

    from citekit.cocitation import map_of_table, table_of_links, write_exports
    from citekit.cocitation.network import Settings

    if absent := missing():
        print(f"{absent} is not installed: the page is not measured")
        return
    chance = random.Random(1)
    links = [(f"p{p}", f"w{min(int(chance.paretovariate(0.7)), 60) + 60 * (p % 10)}") for p in range(2000) for _ in range(30)]
    drawing = map_of_table(table_of_links(links)[0], settings=Settings(max_nodes=500, max_edges=2000))
    with tempfile.TemporaryDirectory() as folder:
        (path,) = write_exports(drawing, folder, only=["html"])
        page = Browser(Path(folder))
        try:
            page.open(path.as_uri())
            paint = page.js("return performance.getEntriesByName('first-contentful-paint')[0].startTime")
            print(
                f"page: {len(drawing.nodes)} nodes, {len(drawing.shown)} edges, {path.stat().st_size / 1000:.0f} kB, first paint {paint:.0f} ms"
            )
            for name, event in (
                (
                    "pan",
                    "new PointerEvent(i ? 'pointermove' : 'pointerdown', {pointerId: 1, clientX: 500 + 4 * i, clientY: 450, bubbles: true})",
                ),
                (
                    "zoom",
                    "new WheelEvent('wheel', {deltaY: i % 40 < 20 ? -40 : 40, clientX: 500, clientY: 450, bubbles: true, cancelable: true})",
                ),
            ):
                frames = page.later(
                    "const done = arguments[0], svg = document.getElementById('map'), all = []; let i = 0, last = performance.now();"
                    f"(function frame() {{ svg.dispatchEvent({event}); i++;"
                    "requestAnimationFrame(() => { const now = performance.now(); all.push(now - last); last = now; i < 60 ? frame() : done(all); }); })();"
                )
                page.js("dispatchEvent(new PointerEvent('pointerup', {pointerId: 1, bubbles: true}))")
                frames.sort()
                print(f"  {name}: {frames[30]:.0f} ms a frame (median of 60), {frames[54]:.0f} ms the slowest tenth")
        finally:
            page.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        measured(*options.one)
        return
    if options.browser:
        browser()
        return
    published()
    for papers in options.papers:
        with tempfile.TemporaryDirectory() as folder:
            synthetic(papers, 30 if papers >= 1_000_000 else 40, Path(folder))
            jobs = ["counts", "map"]
            if papers <= 10_000:
                jobs.append("Counter")
            if papers <= 1000:
                jobs += [name for name in ("networkx", "metaknowledge", "biblioflow") if importlib.util.find_spec(name)]
            for job in jobs:
                subprocess.run([sys.executable, __file__, "--one", job, folder], check=False)


if __name__ == "__main__":
    main()
