"""HTML: one self-contained page that loads nothing, in light and dark and on paper."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from citekit.formats.pages import policy_hash
from citekit.formatters.render.runs import clean, printed_language, printed_runs

if TYPE_CHECKING:
    from citekit.formatters.richtext import RichText, Run
    from citekit.formatters.style import Bibliography, Entry

__all__ = ["item", "language_tag", "write"]

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_CLASS = re.compile(r"[^a-z0-9\-]+")


@cache
def _stylesheet() -> str:
    from importlib.resources import files

    return (files(__package__) / "page.css").read_text(encoding="utf-8")


def language_tag(language: str) -> str:
    """Return a BCP-47 tag that is well-formed, empty for anything else."""
    return language if _TAG.fullmatch(language) else ""


def _class(name: str) -> str:
    return _CLASS.sub("-", name.lower()).strip("-")


def _words(run: Run) -> str:
    text = escape(run.text, quote=True)
    # A long address may break after its slashes; <wbr> adds no character to the text.
    return re.sub(r"(?<=[\w\-])/(?=[\w\-])", "/<wbr>", text) if run.href else text


def _run(run: Run) -> str:
    html = _words(run)
    kind = f' class="{_class(run.field)}"' if run.field else ""
    if run.href:
        html = f'<a{kind} href="{escape(run.href, quote=True)}" rel="noopener noreferrer">{html}</a>'
        kind = ""
    if run.small_caps:
        html, kind = (
            f'<span class="small-caps">{html}</span>' if not kind else f'<span{kind}><span class="small-caps">{html}</span></span>',
            "",
        )
    if run.bold:
        html, kind = f"<b{kind}>{html}</b>", ""
    if run.italic:
        html, kind = f"<i{kind}>{html}</i>", ""
    return f"<span{kind}>{html}</span>" if kind else html


def item(text: RichText) -> str:
    """Return one reference as HTML inside a block: spans with the field's name as class, italics, links."""
    return "".join(_run(run) for run in printed_runs(text))


def _entry(entry: Entry, prefix: str) -> str:
    language = language_tag(printed_language(entry))
    lang = f' lang="{language}"' if language else ""
    return f'<li id="{prefix}{entry.number}" class="entry {_class(entry.record.type)}"{lang}>{item(entry.text)}</li>\n'


def _list(bibliography: Bibliography, prefix: str) -> str:
    heading = clean(bibliography.heading)
    tag = "ol" if bibliography.numbered else "ul"
    head = f"<h1>{escape(heading)}</h1>\n" if heading else ""
    start = f' start="{bibliography.first_number}"' if bibliography.numbered and bibliography.first_number != 1 else ""
    items = "".join(_entry(entry, prefix) for entry in bibliography.entries)
    return (
        f'<section class="bibliography {_class(bibliography.style)}">\n{head}<{tag} class="entries"{start}>\n{items}</{tag}>\n</section>\n'
    )


def write(lists: tuple[Bibliography, ...]) -> str:
    """Return a whole page: numbered or with hanging indents, each item with its language, links to http(s) alone."""
    css = _stylesheet()
    languages = [language_tag(e.language) for b in lists for e in b.entries]
    page_language = max(dict.fromkeys(languages), key=languages.count, default="") or "en"
    title = next((heading for b in lists if (heading := clean(b.heading))), "") or (
        "Список литературы" if page_language in {"ru", "uk", "be"} else "References"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{page_language}">\n<head>\n<meta charset="utf-8">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {policy_hash(css)}; base-uri 'none'; form-action 'none'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{css}</style>\n</head>\n<body>\n"
        "<main>\n"
        + "".join(_list(b, "ref-" if place == 1 else f"ref-{place}-") for place, b in enumerate(lists, 1))
        + "</main>\n</body>\n</html>\n"
    )
