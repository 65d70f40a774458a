"""Faults put into a clean file at random are taken out again, to the byte."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.checks import fix
from citekit.checks.project import open_file

BIB = """% Комментарий остаётся
@article{ivanov2019,
  author  = {Иванов, И. И. and Петренко, П. П.},
  title   = {Реформа местного управления в России},
  journal = "Вестник Московского университета",
  year    = 2019,
  doi     = {10.1000/vestnik.2019.45},
}
"""
PAPER = """Введение

Как показано в работах [1; 2] и [3, с. 103], дело идёт.

Литература

1. Иванов И. И. Реформа местного управления // Вестник. 2015. Т. 5, № 2. С. 45–58.
2. Рязанцев С. В. Трудовая миграция из Азии. М.: Наука, 2018. 240 с.
3. Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115. DOI: 10.1000/polis.2019.3
"""
LOOK_ALIKE = dict(zip("аеосрхАВЕКМНОРСТХ", "aeocpxABEKMHOPCTX", strict=True))
# words of which a letter is only Cyrillic, so that nobody can doubt what is meant
WORDS = ("Реформа", "управления", "Иванов", "миграция", "Сидоров", "показано", "памяти", "местного")


@st.composite
def spoilt(draw, clean):
    """Return a text with faults that can be mended without doubt."""
    text = clean
    for word in draw(st.lists(st.sampled_from([w for w in WORDS if w in clean]), max_size=4, unique=True)):
        places = [i for i, letter in enumerate(word) if letter in LOOK_ALIKE]
        chosen = draw(st.sets(st.sampled_from(places), min_size=1, max_size=2))
        text = text.replace(word, "".join(LOOK_ALIKE[c] if i in chosen else c for i, c in enumerate(word)))
    if draw(st.booleans()):
        at = text.find("10.1000/") + draw(st.integers(4, 12))
        text = text[:at] + "\u200b" + text[at:]
    if draw(st.booleans()):
        text = text.replace("С. 45", "C. 45").replace("М.: Н", "M.: Н")
    return text


@settings(max_examples=25, deadline=None)
@given(st.one_of(st.tuples(st.just("refs.bib"), spoilt(BIB)), st.tuples(st.just("paper.txt"), spoilt(PAPER))), st.booleans(), st.booleans())
def test_what_was_spoilt_is_mended_to_the_byte(file, crlf, mark):
    name, text = file
    clean = BIB if name.endswith(".bib") else PAPER

    def data(words):
        return b"\xef\xbb\xbf" * mark + (words.replace("\n", "\r\n") if crlf else words).encode()

    assert fix(open_file(name, data(text))).after == data(clean)
