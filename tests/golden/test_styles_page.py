"""The page of styles shows what the styles print."""

import re

from citekit.formatters import find_style, format_records, style_names
from citekit.formatters.examples import example_records


def test_the_styles_page_is_what_the_styles_print(root):
    page = (root / "docs" / "styles.md").read_text("utf-8")
    sections = dict(re.findall(r"^## (\S+)\n\n[^\n]*\n\n```text\n(.*?)```", page, re.MULTILINE | re.DOTALL))
    assert list(sections) == list(style_names())
    for name, section in sections.items():
        entries = format_records(example_records(), name, sort="none").entries
        assert section.splitlines() == [f"{e.record.id:12}  {e.text.plain()}" for e in entries]
        assert find_style(name).title in page


def test_every_kind_of_work_has_an_example():
    kinds = {record.type for record in example_records()}
    assert {"book", "chapter", "article-journal", "thesis", "report", "standard", "legislation", "patent", "manuscript", "webpage"} <= kinds
