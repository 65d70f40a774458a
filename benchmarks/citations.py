"""What the checks find in the real papers: precision and recall of CK501 to CK503, and how often each rule speaks.

usage: python benchmarks/citations.py [--shared FOLDER] [--verbose]

The material is found beside the checkout or through CITEKIT_SHARED.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from pathlib import Path

from citekit.checks import Settings, check, open_project

SHARED = os.environ.get("CITEKIT_SHARED") or str(Path(__file__).resolve().parents[2] / "shared")


def rows(path: Path) -> list[dict]:
    """Read a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def letters(text: str) -> str:
    """Return what tells two citations or references apart."""
    return "".join(c for c in text.casefold() if c.isalnum())[:60]


def judged(shared: Path) -> None:
    """Print precision and recall of the three rules in the paper of 54 references."""
    (paper,) = (shared / "seeds").glob("002_*.txt")
    project = open_project([str(paper)])
    (manuscript,) = project.manuscripts
    findings = check(project, Settings(select=("CK5",))).findings
    citations, references = (rows(shared / "gold" / "seeds" / f"seed002{end}.jsonl") for end in ("-intext", ""))
    cited = {c["ref"] for row in citations for c in row["cites"]}
    right = {
        "CK501": Counter(letters(row["raw"]) for row in citations for c in row["cites"] if c["ref"] is None),
        "CK502": Counter(letters(row["raw"]) for row in references if row["id"] not in cited),
        "CK503": Counter(letters(row["raw"]) for row in citations for c in row["cites"] if c.get("mismatch")),
    }
    for code, gold in right.items():
        texts = (manuscript.listed[f.record].raw if code == "CK502" else f.span.of(manuscript.text) for f in findings if f.code == code)
        got = Counter(letters(text) for text in texts)
        same = sum((got & gold).values())
        print(f"{code}: {sum(got.values())} found of {sum(gold.values())}, precision {same / max(1, sum(got.values())):.3f}, recall {same / sum(gold.values()):.3f}")  # fmt: skip
        for text in gold - got:
            print(f"  missed  {text}")
        for text in got - gold:
            print(f"  beside  {text}")


def spoken(shared: Path, *, verbose: bool) -> None:
    """Print how often each rule speaks, paper by paper."""
    papers = sorted([*(shared / "seeds").glob("*.txt"), *(shared / "gold" / "lists" / "docs").glob("*.txt")])
    total: Counter[str] = Counter()
    for paper in papers:
        findings = check(open_project([str(paper)])).findings
        counts = Counter(f.code for f in findings)
        total += counts
        print(f"{paper.stem[:10]:12}" + "  ".join(f"{code} {number}" for code, number in sorted(counts.items())))
        if verbose:
            for finding in findings:
                print(f"    {finding.line}:{finding.column} {finding.code} {finding.message[:160]}")
    print(f"{'all':12}" + "  ".join(f"{code} {number}" for code, number in sorted(total.items())))


def main() -> None:
    """Run both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=SHARED)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    shared = Path(options.shared)
    if not (shared / "gold").is_dir():
        raise SystemExit(f"{shared}: the evaluation material is not here (CITEKIT_SHARED)")
    judged(shared)
    spoken(shared, verbose=options.verbose)


if __name__ == "__main__":
    main()
