"""Take the marks off an output again: what a reader of each format sees as text."""

from __future__ import annotations

import html.parser
import io
import json
import re


class _Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.items, self.links, self.tags, self._inside = [], [], [], False

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if tag == "li":
            self.items.append("")
            self._inside = True
        if tag == "a":
            self.links.append(dict(attributes)["href"])

    def handle_endtag(self, tag):
        if tag == "li":
            self._inside = False

    def handle_data(self, data):
        if self._inside:
            self.items[-1] += data


def page(source):
    parsed = _Page()
    parsed.feed(source)
    parsed.close()
    return parsed


def from_html(source):
    return page(source).items


def _inline(tokens):
    out = ""
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            out += token.content
        elif token.type in {"softbreak", "hardbreak"}:
            out += " "
        elif token.type == "image":
            out += "![" + token.content
        elif token.type == "html_inline" and token.content not in {"<em>", "</em>", "<strong>", "</strong>"}:
            out += token.content
    return out


def markdown_tokens(source):
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)


def from_markdown(source):
    return [_inline(t.children) for t in markdown_tokens(source) if t.type == "inline"]


def from_docx(data):
    import docx

    words = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    return ["".join(t.text or "" for t in p._p.iter(words)) for p in paragraphs if p.style.name == "Bibliography"]


_TEX_WORDS = {
    "textbackslash": "\\", "textasciicircum": "^", "textasciitilde": "~", "textless": "<", "textgreater": ">", "textbar": "|",
    "textquotedbl": '"', "textasciigrave": "`",
}  # fmt: skip


def _tex(source):
    """Read the few commands that a list may hold; anything else is a failure."""
    out, place = [], 0

    def group(start):
        assert source[start] == "{", source[start - 20 : start + 20]
        depth, at = 0, start
        while True:
            mark = source[at]
            if mark == "\\":
                at += 2
                continue
            depth += (mark == "{") - (mark == "}")
            at += 1
            if not depth:
                return source[start + 1 : at - 1], at

    while place < len(source):
        mark = source[place]
        if mark == "\\":
            if command := re.compile(r"\\([A-Za-z]+)").match(source, place):
                name, place = command[1], command.end()
                argument, place = group(place)
                if name in _TEX_WORDS:
                    assert argument == ""
                    out.append(_TEX_WORDS[name])
                elif name in {"textit", "textbf", "textsc"}:
                    out.append(_tex(argument))
                elif name == "url":
                    out.append(argument)
                elif name == "href":
                    argument, place = group(place)
                    out.append(_tex(argument))
                else:
                    raise AssertionError(f"the command \\{name} stands in the list")
            else:
                assert source[place + 1] in "{}$&#%_", source[place : place + 9]
                out.append(source[place + 1])
                place += 2
        elif mark == "{":
            argument, place = group(place)
            out.append(argument)
        else:
            assert mark not in '}$&#%_^"', (mark, source)
            out.append("\u00a0" if mark == "~" else mark)
            place += 1
    return "".join(out)


def from_latex(source):
    body = source.split("\\begin{thebibliography}", 1)[1].rsplit("\\end{thebibliography}", 1)[0]
    items = re.split(r"\n\n\\bibitem\{[A-Za-z0-9_:.\-]+\} ", "\n" + body)[1:]
    return [_tex(item.strip("\n")) for item in items]


def from_rtf(source):
    assert source.isascii()
    body = source.split("\\pard\\plain\\s2", 1)[1] if "\\pard\\plain\\s2" in source else ""
    items, out, place = [], "", 0
    while place < len(body):
        mark = body[place]
        if skipped := re.compile(r"\{\\(?:listtext|\*)").match(body, place):
            depth, place = 1, skipped.end()
            while depth:
                if body[place] == "\\":
                    place += 2
                    continue
                depth += (body[place] == "{") - (body[place] == "}")
                place += 1
        elif letter := re.compile(r"\\u(-?\d+)\?").match(body, place):
            out += chr(int(letter[1]) % 65536)
            place = letter.end()
        elif body.startswith(("\\~", "\\\\", "\\{", "\\}"), place):
            out += "\u00a0" if body[place + 1] == "~" else body[place + 1]
            place += 2
        elif word := re.compile(r"\\([a-z]+)(-?\d+)? ?").match(body, place):
            if word[1] == "par":
                items.append(out)
                out = ""
            place = word.end()
        else:
            out += "" if mark in "{}\n" else mark
            place += 1
    return [item.encode("utf-16", "surrogatepass").decode("utf-16") for item in items]


READERS = {
    "html": from_html,
    "markdown": from_markdown,
    "docx": from_docx,
    "latex": from_latex,
    "rtf": from_rtf,
    "text": lambda source: source.split("\n")[:-1],
    "json": json.loads,
}
