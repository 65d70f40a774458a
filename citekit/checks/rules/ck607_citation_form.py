"""CK607: a text that cites by number where the journal wants names and years, or the reverse."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK607"
NAME = "citation-form"
SEVERITY: Severity = "warning"
WHY = "The form of citations is the first thing that an editor sees: [5] or (Иванов, 2019). Asked where a profile is named, of texts that print their citations; the marks of citation programs are set by them."
FIX = ""
EXAMPLE = {
    "citekit.toml": 'journal = "./vestnik.toml"\n',
    "vestnik.toml": 'title = "Вестник примеров"\n\n[first]\nstyle = "gost-7.0.5"\n\n[citations]\nform = "numeric"\n',
    "paper.txt": "Things are known (Brown, 2001), and little follows (Clark, 2014). Others agree (Miller, 2005).\n\nReferences\n\nBrown, A. (2001). The theory of things. Journal of Things, 1(2), 3–14.\nMiller, E. (2005). Agreement in science. Mind, 4(2), 1–9.\nClark, B. (2014). On what follows. London: Routledge.\n",
}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield what goes beyond the journal's limit."""
    if project.journal is None:
        return
    wanted = project.journal.citations.form
    for manuscript in project.manuscripts:
        if manuscript.document.citations:
            continue
        sure = [c for c in manuscript.citations if c.kind != "footnote" and any(x.ref for x in c.cites)]
        numeric = sum(c.kind == "numeric" for c in sure)
        odd = numeric < len(sure) - numeric if wanted == "numeric" else numeric > len(sure) - numeric
        if len(sure) >= _LEAST and odd:
            first = next(c for c in sure if (c.kind == "numeric") != (wanted == "numeric"))
            form = "numbers" if wanted == "numeric" else "names and years"
            message = f"{project.journal.title} cites by {form}; this is «{first.raw[:60]}», and {len(sure) - 1} more are alike or mixed"
            yield manuscript.finding(CODE, message, first.span, severity=SEVERITY)


_LEAST = 3  # citations
