from __future__ import annotations

import pytest

from citekit.formats.keys import assign_keys, key_map, key_of, rewrite_keys
from citekit.model import CitekitError, Date, Name, Record


def record(family="Хохлов", year=2019, title="Слово", **more):
    return Record(author=(Name(family=family),) if family else (), issued=Date.of(year) if year else Date(), title=title, **more)


def keys(records, *args, **options):
    return [r.citation_key for r in assign_keys(records, *args, **options)]


def test_keys_are_ascii_by_transliteration():
    assert keys([record("Щукина"), record("Жданов", 2001), record("Müller-Łącki", 1999), record("Өзбеков", 2020)]) == [
        "shchukina2019",
        "zhdanov2001",
        "mullerlacki1999",
        "ozbekov2020",
    ]


def test_ties_get_letters_that_do_not_depend_on_the_order_of_the_file():
    first, second, third = (record(title=t) for t in ("Азбука", "Буквы", "Веди"))
    assert keys([first, second, third]) == ["khokhlov2019a", "khokhlov2019b", "khokhlov2019c"]
    assert keys([third, first, second]) == ["khokhlov2019c", "khokhlov2019a", "khokhlov2019b"]


def test_a_key_that_exists_is_never_rewritten_unless_asked():
    kept = record(citation_key="khokhlov2019")
    assert keys([record(title="Иное"), kept]) == ["khokhlov2019a", "khokhlov2019"]
    assert keys([kept], rewrite=True) == ["khokhlov2019"]
    assert keys([record(citation_key="Old")], rewrite=True) == ["khokhlov2019"]


def test_letters_go_on_after_z():
    assert keys([record(title=f"{i:03}") for i in range(28)])[25:] == ["khokhlov2019z", "khokhlov2019aa", "khokhlov2019ab"]


def test_a_key_is_found_without_author_year_or_anything():
    assert key_of(record(family="", title="О мягкой силе")) == "miagkoi2019"
    assert key_of(record(year=0)) == "khokhlov"
    assert keys([Record(), Record()]) == ["refa", "refb"]


def test_patterns_have_places_and_filters():
    assert key_of(record(title="О мягкой силе"), "[auth:capitalize]:[shorttitle]_[shortyear]") == "Khokhlov:miagkoisile_19"
    with pytest.raises(CitekitError, match=r"no place \[nope\].*\[auth\]"):
        key_of(record(), "[nope]")


def test_a_key_map_rewrites_citations_and_nothing_else():
    before = [record(citation_key="old"), record("Б", citation_key="same")]
    after = assign_keys(before, rewrite=True)
    mapping = key_map(before, after)
    assert mapping == {"old": "khokhlov2019", "same": "b2019"}
    text = (
        "\\cite{old,other} \\parencite[см.][с. 5]{same} \\textcite*{old} \\nocite{*}\n"
        "[@old, с. 5; -@same] @old. {@old} a@old.ru old [@{old}] @older https://x.ru/@old\n"
    )
    assert rewrite_keys(text, mapping) == (
        "\\cite{khokhlov2019,other} \\parencite[см.][с. 5]{b2019} \\textcite*{khokhlov2019} \\nocite{*}\n"
        "[@khokhlov2019, с. 5; -@b2019] @khokhlov2019. {@khokhlov2019} a@old.ru old [@{khokhlov2019}] @older https://x.ru/@old\n"
    )


def test_swapped_keys_are_swapped_once():
    assert rewrite_keys("[@a; @b] \\cite{a,b}", {"a": "b", "b": "a"}) == "[@b; @a] \\cite{b,a}"
