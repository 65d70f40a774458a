"""The page that documents the rules, made of the rules themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.registry import rules

if TYPE_CHECKING:
    from citekit.checks.registry import Rule

__all__ = ["page", "section"]

_HEAD = """\
# Checks

`citekit check FILE…` asks these rules, `citekit fix FILE…` makes the edits that are safe. Rules are selected, ignored and
graded in `citekit.toml` (or `[tool.citekit.check]` of `pyproject.toml`); a code or the beginning of one names them:

```toml
[check]
select = ["CK"]
ignore = ["CK502"]

[check.per-file-ignores]
"drafts/*.bib" = ["CK701"]

[check.severity]
CK204 = "error"
```

In a file, `citekit: ignore CK701` in the line of the finding, or in a comment line before it (before the entry in a .bib),
silences it there; without a code it silences all.

Exit status: 0 clean, 1 findings graver than an information (or files changed by `fix`), 2 wrong usage or a file that cannot
be read (CK900), 4 a rule that failed itself (CK990).
"""


def section(rule: Rule) -> str:
    """Return what the documentation says about one rule, in Markdown."""
    fix = rule.fix or "None: a person has to decide."
    return f"## {rule.code} {rule.name}\n\nSeverity: {rule.severity}.\n\n{rule.why}\n\nFix: {fix}\n"


def page() -> str:
    """Return the whole page."""
    return "\n".join((_HEAD, *(section(rule) for rule in rules())))


if __name__ == "__main__":
    import sys

    sys.stdout.buffer.write(page().encode())
