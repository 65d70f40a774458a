"""Papers whose reference lists are hard to cut: real references laid out as documents, with the strings that must come back.

The references are those that no training saw: held-out rows of the annotated sets, in lists of one paper's or of
mixed styles, and the open gold lists. Each list is printed in many ways: wrapped at 60 to 90 columns, with numbers
of all kinds or none, hanging or first-line indents, blank lines between entries, running heads and page numbers
inside references, two columns, one paragraph, no heading, figures hidden by a font, and with what stands behind a
list in Russian, Ukrainian and English. Everything is drawn by a seeded generator: same input, same documents.
"""

from __future__ import annotations

import random
import re
import textwrap
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Paper", "papers"]


class Paper(NamedTuple):
    """A document: the name of its layout, its text, and the references in it."""

    layout: str
    text: str
    strings: tuple[str, ...]


_NUMBER = re.compile(r"^(?:\[\d{1,4}\]|\d{1,4}[.)]?)\s*(?=[^\W\d_]|[«“\"])")  # the annotated rows have their own numbers at times
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_LEAST, _MOST = 40, 700  # characters of a string: some rows are torn, or hold several references
_FEWEST = 6

_BODY = {
    "en": (
        (
            "The results of the survey are shown in Table 2, and they agree with what has been found before (Harlow, 2014). "
            "We argue that the relation between income and migration is not linear, because households differ in what they expect. "
            "As was noted in [3, 7], this effect cannot be explained by age alone; it has to be studied in each region."
        ),
        (
            "In this section we describe the method. First, the texts were collected between 2011 and 2016. Then two readers "
            "marked them independently, and where they did not agree, a third one decided. The share of agreement was 0.87."
        ),
        (
            "To conclude, the model that we propose is simple, but it describes the data better than those that are used now. "
            "Further work should show whether this is also true of smaller towns, where fewer observations are available."
        ),
    ),
    "ru": (
        (
            "Результаты опроса приведены в таблице 2, и они согласуются с тем, что было получено ранее [3, с. 81]. "
            "Можно утверждать, что связь между доходом и миграцией не является линейной, так как домохозяйства ожидают разного. "
            "Как было отмечено в работах [4; 7], этот эффект не может быть объяснён только возрастом."
        ),
        (
            "В этом разделе описывается метод. Сначала тексты были собраны в 2011–2016 гг., затем два эксперта независимо "
            "друг от друга разметили их, а там, где они расходились, решение принимал третий. Доля согласия составила 0,87."
        ),
        (
            "Таким образом, предлагаемая модель проста, однако она описывает данные лучше тех, которые используются сейчас. "
            "Дальнейшая работа должна показать, верно ли это и для малых городов, где наблюдений меньше."
        ),
    ),
    "uk": (
        (
            "Результати опитування наведено в таблиці 2, і вони узгоджуються з тим, що було отримано раніше [3, с. 81]. "
            "Можна стверджувати, що зв’язок між доходом і міграцією не є лінійним, оскільки домогосподарства очікують різного."
        ),
        (
            "У цьому розділі описано метод. Спочатку тексти було зібрано у 2011–2016 рр., потім двоє експертів незалежно "
            "один від одного розмітили їх, а там, де вони розходилися, рішення ухвалював третій."
        ),
        "Отже, запропонована модель проста, однак вона описує дані краще за ті, які використовуються зараз.",
    ),
}
_HEADS = {
    "en": ("References", "REFERENCES", "Bibliography", "Works Cited", "6. References", "Literature Cited"),
    "ru": ("Список литературы", "Литература", "СПИСОК ИСПОЛЬЗОВАННОЙ ЛИТЕРАТУРЫ", "Библиографический список", "Источники и литература"),
    "uk": ("Література", "Список використаних джерел", "СПИСОК ЛІТЕРАТУРИ"),
}
_BEHIND = {
    "en": (
        (
            "About the authors\n\nJane R. Harlow is Professor of Geography at the University of Northfield, 12 Mill Road, Northfield. Her research\n"
            "is on rivers and towns. E-mail: j.harlow@northfield.example\n\nMark Penn, PhD, is a lecturer at the same university."
        ),
        (
            "Funding\n\nThis work was supported by the National Science Council, grant no. 12-34-5678 (2015–2018).\n\nConflict of interest\n\n"
            "The authors declare that they have no competing interests."
        ),
        (
            "© 2019 The Authors. This is an open access article under the CC BY 4.0 license. Published by Northfield Press, 2019.\n"
            "Received 12 March 2018; accepted 4 May 2019."
        ),
        (
            "Appendix A\n\nThe questions of the survey were put in this order. 1. How long have you lived here? 2. Where did you live in 2010?\n"
            "3. Do you plan to move in the next five years?"
        ),
        (
            "Author details\n\n1 Department of Geography, University of Northfield, 12 Mill Road, Northfield, NF1 2AB. 2 Institute of Towns, Box 117.\n\n"
            "Received: 12 March 2018 Accepted: 4 May 2019 Published online: 17 May 2019"
        ),
    ),
    "ru": (
        (
            "Сведения об авторах\n\nКлимова Ольга Николаевна – доктор географических наук, профессор кафедры гидрологии Северного университета.\n"
            "163000, г. Архангельск, ул. Речная, д. 12. E-mail: klimova@sever.example\n\nДроздов Андрей Петрович – аспирант той же кафедры."
        ),
        (
            "Финансирование. Исследование выполнено при поддержке гранта № 19-18-00123 (2019–2021).\n\nКонфликт интересов. Авторы заявляют об\n"
            "отсутствии конфликта интересов."
        ),
        (
            "Статья поступила в редакцию 12.03.2018; одобрена после рецензирования 04.05.2018; принята к публикации 17.05.2018.\n\n"
            "© Климова О. Н., Дроздов А. П., 2018"
        ),
        (
            "Приложение А\n\nВопросы анкеты задавались в таком порядке. 1. Как давно Вы здесь живёте? 2. Где Вы жили в 2010 году?\n"
            "3. Собираетесь ли Вы переехать в ближайшие пять лет?"
        ),
        "Информация об авторах\n\nО. Н. Климова – доктор географических наук, профессор;\nА. П. Дроздов – аспирант.",
    ),
    "uk": (
        (
            "Відомості про авторів\n\nКлимова Ольга Миколаївна – доктор географічних наук, професор кафедри гідрології Північного університету.\n"
            "E-mail: klymova@pivnich.example"
        ),
        "Стаття надійшла до редакції 12.03.2018.\n\n© Климова О. М., 2018",
        "Додаток А\n\nПитання анкети ставилися в такому порядку. 1. Як давно Ви тут живете? 2. Де Ви жили у 2010 році?",
    ),
}
_RUNNING = {
    "en": "Harlow and Penn: Rivers and towns of the north",
    "ru": "Климова О. Н., Дроздов А. П. Реки и города Севера",
    "uk": "Климова О. М. Річки та міста Півночі",
}
_PAGE = 46


def papers(lists: Sequence[tuple[str, Sequence[str]]], seed: int = 11) -> Iterator[Paper]:
    """Yield every list, a pair of its language and its references, in every layout."""
    for at, (language, strings) in enumerate(lists):
        for layout, lay in _LAYOUTS.items():
            rng = random.Random(f"{seed}/{at}/{layout}")  # a layout is drawn, no secret
            kept = [_NUMBER.sub("", " ".join(s.split())) for s in strings]
            kept = [s for s in kept if _MOST >= len(s) >= _LEAST and _YEAR.search(s) and (s[0].isupper() or s[0] in '«“"')]
            if len(kept) < _FEWEST:
                break
            yield Paper(layout, lay(rng, language, kept), tuple(kept))


# --- parts of a paper -------------------------------------------------------------------------------------------


def _paper(rng: random.Random, language: str, entries: list[str], *, heading: bool = True, between: str = "\n") -> str:
    width = rng.randint(60, 90)
    body = "\n\n".join(textwrap.fill(p, width) for p in _BODY[language])
    head = f"{rng.choice(_HEADS[language])}\n\n" if heading else ""
    return f"{body}\n\n{head}{between.join(entries)}\n\n{rng.choice(_BEHIND[language])}\n"


def _wrapped(rng: random.Random, text: str, width: int, hang: int = 0, first: int = 0) -> str:
    """Break a reference at blanks, after hyphens of long addresses and, at times, inside a word."""
    lines = textwrap.wrap(
        text, width, initial_indent=" " * first, subsequent_indent=" " * hang, break_long_words=True, break_on_hyphens=True
    )
    del rng
    return "\n".join(lines)


def _numbers(rng: random.Random, count: int) -> list[str]:
    form = rng.choice(("{}. ", "[{}] ", "{}) ", "{}.  ", "{}.\t"))
    return [form.format(n) for n in range(1, count + 1)]


# --- layouts ----------------------------------------------------------------------------------------------------


def _numbered(rng: random.Random, language: str, strings: list[str]) -> str:
    width = rng.randint(60, 90)
    marks = _numbers(rng, len(strings))
    return _paper(rng, language, [_wrapped(rng, m + s, width) for m, s in zip(marks, strings, strict=True)])


def _bare(rng: random.Random, language: str, strings: list[str]) -> str:
    width = rng.randint(60, 90)
    return _paper(rng, language, [_wrapped(rng, s, width) for s in sorted(strings, key=str.casefold)])


def _hanging(rng: random.Random, language: str, strings: list[str]) -> str:
    width, hang = rng.randint(60, 90), rng.choice((2, 4, 8))
    return _paper(rng, language, [_wrapped(rng, s, width, hang) for s in sorted(strings, key=str.casefold)])


def _first_line(rng: random.Random, language: str, strings: list[str]) -> str:
    width, first = rng.randint(60, 90), rng.choice((3, 5))
    return _paper(rng, language, [_wrapped(rng, s, width, 0, first) for s in strings])


def _spaced(rng: random.Random, language: str, strings: list[str]) -> str:
    width = rng.randint(60, 90)
    return _paper(rng, language, [_wrapped(rng, s, width) for s in strings], between="\n\n")


def _paged(rng: random.Random, language: str, strings: list[str], *, numbered: bool = True) -> str:
    """Print page numbers and running heads where a page ends, in the middle of references too."""
    width = rng.randint(66, 84)
    marks = _numbers(rng, len(strings)) if numbered else [""] * len(strings)
    text = _paper(rng, language, [_wrapped(rng, m + s, width, 0 if numbered else 4) for m, s in zip(marks, strings, strict=True)])
    lines = text.split("\n")
    page = rng.randint(20, 300)
    feed = rng.random() < 0.7
    pages = []
    start = 0
    size = rng.randint(22, _PAGE)
    while start < len(lines):
        head = f"{_RUNNING[language]}    {page}" if page % 2 else f"{page}    {_RUNNING[language]}"
        pages.append("\n".join([head, "", *lines[start : start + size]]))
        start += size
        page += 1
    return ("\n\f" if feed else "\n\n\n").join(pages)


def _paged_bare(rng: random.Random, language: str, strings: list[str]) -> str:
    return _paged(rng, language, sorted(strings, key=str.casefold), numbered=False)


def _columns(rng: random.Random, language: str, strings: list[str], *, numbered: bool = True) -> str:
    """Print two columns side by side, as they come out of a PDF."""
    width, gutter = rng.randint(44, 52), rng.randint(4, 6)
    marks = _numbers(rng, len(strings)) if numbered else [""] * len(strings)
    text = _paper(rng, language, [_wrapped(rng, m + s, width, 0 if numbered else 3) for m, s in zip(marks, strings, strict=True)])
    lines = [piece for line in text.split("\n") for piece in (textwrap.wrap(line.expandtabs(2), width) or [""])]
    pages = []
    for start in range(0, len(lines), 2 * _PAGE):
        part = lines[start : start + 2 * _PAGE]
        half = (len(part) + 1) // 2
        left, right = part[:half], [*part[half:], ""]
        pages.append(
            "\n".join(f"{a:<{width + gutter}}{b}".rstrip() for a, b in zip(left, [*right, *[""] * (half - len(right))], strict=False))
        )
    return "\n\f".join(pages)


def _run_in(rng: random.Random, language: str, strings: list[str]) -> str:
    marks = _numbers(rng, len(strings))
    text = " ".join(m.strip() + " " + s for m, s in zip(marks, strings, strict=True))
    return _paper(rng, language, [_wrapped(rng, text, rng.randint(66, 90))])


def _unheaded(rng: random.Random, language: str, strings: list[str]) -> str:
    width = rng.randint(60, 90)
    marks = [f"{n}. " for n in range(1, len(strings) + 1)]
    return _paper(rng, language, [_wrapped(rng, m + s, width) for m, s in zip(marks, strings, strict=True)], heading=False)


def _hidden(rng: random.Random, language: str, strings: list[str]) -> str:
    """Print the numbers in a symbol font, whose figures come out as private-use characters."""
    width = rng.randint(60, 90)
    marks = ["".join(chr(0xF000 + ord(c)) for c in f"{n}.") + " " for n in range(1, len(strings) + 1)]
    return _paper(rng, language, [_wrapped(rng, m + s, width) for m, s in zip(marks, strings, strict=True)])


def _bulleted(rng: random.Random, language: str, strings: list[str]) -> str:
    width, mark = rng.randint(60, 90), rng.choice(("• ", "- ", "– "))
    return _paper(rng, language, [_wrapped(rng, mark + s, width, rng.choice((0, 2))) for s in strings])


def _narrow(rng: random.Random, language: str, strings: list[str]) -> str:
    """Print no number, no indent, no order, in a narrow column."""
    width = rng.randint(44, 58)
    return _paper(rng, language, [_wrapped(rng, s, width) for s in strings])


def _tight(rng: random.Random, language: str, strings: list[str]) -> str:
    """Print no blank line anywhere."""
    width = rng.randint(60, 90)
    marks = _numbers(rng, len(strings))
    text = _paper(rng, language, [_wrapped(rng, m + s, width) for m, s in zip(marks, strings, strict=True)])
    return "\n".join(line for line in text.split("\n") if line.strip())


def _columns_bare(rng: random.Random, language: str, strings: list[str]) -> str:
    return _columns(rng, language, sorted(strings, key=str.casefold), numbered=False)


def _labelled(rng: random.Random, language: str, strings: list[str]) -> str:
    """Print labels of letters and years: «[Smi01]»."""
    width = rng.randint(60, 90)
    entries = []
    for string in sorted(strings, key=str.casefold):
        letters = "".join(c for c in string if c.isalpha())[:3].capitalize()
        year = _YEAR.search(string)
        entries.append(_wrapped(rng, f"[{letters}{year[0][2:] if year else '00'}] {string}", width, 6))
    return _paper(rng, language, entries)


def _markdown(rng: random.Random, language: str, strings: list[str]) -> str:
    """Print what a converter to Markdown makes of a list: a heading with marks, one line an entry, numbers or stars."""
    mark = rng.choice(("{}. ", "* ", "- ", "\\[{}\\] "))
    entries = "\n".join(mark.format(n) + s for n, s in enumerate(strings, 1))
    body = "\n\n".join(_BODY[language])
    heading, _, behind = rng.choice(_BEHIND[language]).partition("\n")
    return f"{body}\n\n## {rng.choice(_HEADS[language])}\n\n{entries}\n\n## {heading}\n{behind}\n"


_LAYOUTS = {
    "numbered": _numbered,
    "no numbers": _bare,
    "hanging indent": _hanging,
    "first-line indent": _first_line,
    "blank lines between": _spaced,
    "pages, numbered": _paged,
    "pages, hanging indent": _paged_bare,
    "two columns": _columns,
    "one paragraph": _run_in,
    "no heading": _unheaded,
    "hidden figures": _hidden,
    "bullets": _bulleted,
    "narrow, no numbers": _narrow,
    "no blank line": _tight,
    "two columns, no numbers": _columns_bare,
    "labels of letters": _labelled,
    "Markdown": _markdown,
}
