"""The pages that document the rules, made of the rules themselves: ``python -m citekit.checks.documentation`` writes them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from citekit.checks.registry import rules

if TYPE_CHECKING:
    from citekit.checks.registry import Rule
    from citekit.crossref.answers import Source

__all__ = ["families", "index", "page", "pages"]

_HEAD = """\
# Checks

`citekit check FILE…` asks these rules of bibliographies (`.bib`) and manuscripts (`.md`, `.qmd`, `.Rmd`, `.tex`, `.typ`, `.txt`,
`.docx`, `.odt`, JATS); the files of one call are one project. `citekit fix FILE…` makes the edits that are safe, in the files
that are text; `--unsafe` makes the others too, `--diff` only shows them. `citekit rules` lists the rules, `citekit rule CK501`
prints a rule's page.

Rules are selected, ignored and graded in `citekit.toml` (or `[tool.citekit]` of `pyproject.toml`); a code or the beginning of
one names them, and the longest that fits decides:

```toml
journal = "ru-bsi-translit"          # or "./our-journal.toml": what CK6 holds the list against; --journal NAME

[check]
select = ["CK"]                      # rules that are off by default want a longer beginning: ["CK", "CK407"]
ignore = ["CK502"]

[check.per-file-ignores]
"drafts/*.bib" = ["CK701"]

[check.severity]
CK204 = "error"
```

In a file, `citekit: ignore CK701` in the line of the finding, or in a comment line before it (before the entry in a .bib),
silences it there; without a code it silences all. A comment is `%` in LaTeX and .bib, `<!-- … -->` in Markdown, `//` in Typst,
`#` elsewhere. Files without lines (.docx, .odt, JATS) are silenced by `per-file-ignores`.

Exit status: 0 clean, 1 findings graver than an information (or files changed by `fix`), 2 wrong usage or a file that cannot
be read (CK900), 3 a registry could not be asked about all (with `--online`, `--index` or `--offline`), 4 a rule that failed itself (CK990).

Another package adds rules of its own under the entry point `citekit.checks`: a module with `CODE`, `NAME`, `SEVERITY`, `WHY`,
`FIX` and `check(project)`, as the modules of `citekit/checks/rules` are, or a `citekit.checks.registry.Rule`.
"""
_MEASURED = """\
## What they say of real papers

`python benchmarks/citations.py` holds the rules against annotated papers (November 2026). In a paper of 54 references and 79
citations by name and year:

| rule | found | precision | recall |
|---|---|---|---|
| CK501 cited, not listed | 26 of 27 | 1.000 | 0.963 |
| CK502 listed, not cited | 16 of 16 | 1.000 | 1.000 |
| CK503 year or spelling differs | 8 of 8 | 1.000 | 1.000 |

The one that is missed is annotated as not listed, and stands in the paper's list as its last entry. In a paper of 43 references
that cites in notes, CK502 finds the four that are never cited, and nothing else.

On 16 papers and theses in Russian, Ukrainian and English (420 references as read) all rules that are on by default say 62
things. Most were held against the annotations or the text; one is doubtful: a journal's name in initials of both scripts' letters. Lists
that `citekit format --journal` prints, by every profile and of seven Russian theses' references, gave four findings: three
Russian quotation marks that stand in the titles themselves, and that name in initials.

What they do not see: a citation that names a work by a title of one word; an order of citation in a list of fewer than four
works; two lists where one holds less than three works or more than half of the works have no counterpart.
"""
_FAMILIES = {
    "CK1": "Letters",
    "CK2": "Identifiers, dates, pages, addresses",
    "CK3": "Two lists against each other",
    "CK4": "GOST marks in References, Latin habits in a GOST list",
    "CK5": "Citations against the list",
    "CK6": "A journal's limits",
    "CK7": "Duplicates",
    "CK8": "The registry's answer",
    "CK9": "Syntax and encoding",
}
_ENDINGS = {"bib": "bibtex", "jsonl": "json", "md": "markdown", "tex": "latex", "toml": "toml", "typ": "typst"}


def families() -> dict[str, tuple[Rule, ...]]:
    """Return citekit's own rules by what they look at."""
    own = [r for r in rules() if not r.origin]
    return {title: found for start, title in _FAMILIES.items() if (found := tuple(r for r in own if r.code.startswith(start)))}


def index() -> str:
    """Return the page that names all rules."""
    parts = [_HEAD]
    for title, found in families().items():
        rows = [f"| [{r.code}](checks/{r.code}.md) | {r.name} | {_grade(r)} | {'yes' if r.fix else ''} |" for r in found]
        parts.append("\n".join((f"## {title}\n", "| code | name | severity | fix |", "|---|---|---|---|", *rows)) + "\n")
    return "\n".join((*parts, _MEASURED))


def _grade(rule: Rule) -> str:
    return rule.severity if rule.default else f"{rule.severity}, off by default"


def page(rule: Rule) -> str:
    """Return what the documentation says about one rule, in Markdown: why, the fix, and an example with what it finds."""
    whose = f"From {rule.origin}. " if rule.origin else ""
    off = "" if rule.default else f' Off by default: `select = ["CK", "{rule.code}"]`.'
    parts = [
        f"# {rule.code} {rule.name}\n\n{whose}Severity: {rule.severity}.{off}\n\n{rule.why}\n\nFix: {rule.fix or 'None: a person has to decide.'}\n"
    ]
    if rule.example:
        parts.append(_example(rule))
    return "\n".join(parts)


def _example(rule: Rule) -> str:
    """Return the example's files, what the rule says of them and what the fix would change."""
    import msgspec

    from citekit.checks.checking import check
    from citekit.checks.fixing import mend_files
    from citekit.checks.project import open_project
    from citekit.checks.registered import Registered
    from citekit.checks.settings import read_settings

    parts = ["## Example\n"]
    for name, text in rule.example.items():
        parts.append(f"`{name}`:\n\n```{_ENDINGS.get(name.rpartition('.')[2], 'text')}\n{text.rstrip()}\n```\n")
    with TemporaryDirectory() as folder:
        paths = []
        for name, text in rule.example.items():
            path = Path(folder) / name
            path.write_text(text, encoding="utf-8", newline="")
            paths += [] if name.endswith((".toml", ".jsonl")) else [str(path)]
        settings = msgspec.structs.replace(read_settings(Path(folder)), select=(rule.code,), ignore=())
        project = open_project(paths)
        project.registered = Registered(_registry(rule))
        found = check(project, settings).findings
        mended = mend_files(paths, settings, write=False).files if rule.fix else ()
        before = str(Path(folder)) + "/"
        said = "".join(f"{f.source}:{f.line}:{f.column}: {f.code} {f.message}\n" for f in found).replace(before, "")
        parts.append(f"`citekit check` says:\n\n```text\n{said}```\n")
        if mended:
            shown = "".join(m.diff() for m in mended).replace(before, "")
            parts.append(f"`citekit fix` changes:\n\n```diff\n{shown}```\n")
    return "\n".join(parts)


def _registry(rule: Rule) -> tuple[Source, ...]:
    """Return what an example's ``crossref.jsonl`` says the registry holds."""
    import json

    from citekit.crossref.holdings import Holdings

    works = [json.loads(line) for line in rule.example.get("crossref.jsonl", "").splitlines()]
    return (Holdings(works),) if works else ()


def pages() -> dict[str, str]:
    """Return all pages of the documentation by their paths under ``docs``."""
    return {"checks.md": index()} | {f"checks/{r.code}.md": page(r) for r in rules() if not r.origin}


def main() -> None:
    """Write the pages into ``docs`` of the checkout, and take out those of rules that are gone."""
    docs = Path("docs")
    written = pages()
    (docs / "checks").mkdir(exist_ok=True)
    for path in docs.glob("checks/*.md"):
        if f"checks/{path.name}" not in written:
            path.unlink()
    for name, text in written.items():
        (docs / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
