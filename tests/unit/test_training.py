"""How the model is made: labels know their characters, layouts keep to the record, the field learns."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from citekit.parsers.atoms import find_atoms
from citekit.parsers.normalise import normalise
from training.card import fill
from training.layout import cut_range, render
from training.layouts_en import english_list, romanised_list
from training.layouts_ru import russian_list, ukrainian_list
from training.noise import noisy
from training.sample import Sample, token_labels
from training.truth import true_values, wrong_fields
from training.work import Day, Person, Work


def sample_of(*runs: tuple[str, str]) -> Sample:
    sample = Sample()
    for text, label in runs:
        sample.add(text, label)
    return sample


def labelled(sample: Sample) -> list[tuple[str, str]]:
    tokens, labels = token_labels(sample)
    return list(zip([token.text for token in tokens], labels, strict=True))


def work(**more: object) -> Work:
    parts = {
        "kind": "article-journal",
        "authors": [Person("Климова", "Ольга Николаевна"), Person("Дроздов", "А. П.")],
        "title": "Реки и озёра Севера",
        "container": "Вестник географии",
        "volume": "4",
        "issue": "2",
        "pages": "15-28",
        "date": Day(2017, 5, 3),
        "place": "М.",
        "publisher": "Наука",
        "numpages": "267",
    }
    return Work(**(parts | more))  # type: ignore[arg-type]


def test_marks_at_a_field_s_border_are_separators_and_an_initial_s_dot_is_not() -> None:
    sample = sample_of(
        ("Иванов И. И.", "author"), (" ", "sep"), ("«Лес».", "title"), (" М.", "place"), (": ", "sep"), ("Наука, ", "publisher")
    )
    assert labelled(sample) == [
        ("Иванов", "author"), ("И", "author"), (".", "author"), ("И", "author"), (".", "author"), ("«", "sep"), ("Лес", "title"),
        ("»", "sep"), (".", "sep"), ("М", "place"), (".", "place"), (":", "sep"), ("Наука", "publisher"), (",", "sep"),
    ]  # fmt: skip


def test_the_dot_behind_bare_initials_ends_the_sentence() -> None:
    assert labelled(sample_of(("Smith J, Lee K", "author"), (". ", "sep"), ("Title", "title")))[5] == (".", "sep")


def test_a_bracket_that_is_closed_within_the_field_stays_in_it() -> None:
    marks = dict(labelled(sample_of(("Bank (IBRD)", "publisher"), (".", "sep"))))
    assert marks["("] == marks[")"] == "publisher"


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("choose", [russian_list, ukrainian_list, english_list, romanised_list])
def test_what_a_layout_prints_under_a_label_is_that_part_of_the_record(choose: object, seed: int) -> None:
    chance = random.Random(seed)
    sample = render(work(), choose(chance))  # type: ignore[operator]
    if sample is None:
        return
    found = {label: sample.text[start:end] for start, end, label in sample.spans()}
    assert found["container"].startswith("Вестник географии")
    assert found["year"].startswith("2017")
    assert found.get("volume", "4") == "4"
    assert found.get("issue", "2") in ("2", "№ 2")
    assert "".join(c for c in found.get("pages", "1528") if c.isdigit()) == "1528"
    assert "publisher" not in found


def test_noise_keeps_every_character_s_label() -> None:
    for seed in range(40):
        chance = random.Random(seed)
        habits = russian_list(chance)
        samples = [s for kind in ("article-journal", "book") if (s := render(work(kind=kind), habits))]
        for sample in noisy(samples, chance):
            sample.check()
            tokens, labels = token_labels(sample)
            assert len(tokens) == len(labels)


def test_the_field_learns_what_its_features_say() -> None:
    pytest.importorskip("scipy")
    from training.crf import Corpus, Settings, train

    corpus = Corpus()
    chance = random.Random(1)
    for _ in range(200):
        labels = [chance.choice("ab") for _ in range(6)]
        corpus.add([corpus.numbers((f"x={label}", "all")) for label in labels], labels)
    lines: list[str] = []
    field = train(corpus, Settings(epochs=3, least_frequent_words=1, dropped=0.0), say=lines.append)
    assert field.states["x=a", "a"] > field.states.get(("x=a", "b"), 0.0)
    assert field.states["x=b", "b"] > field.states.get(("x=b", "a"), 0.0)
    assert lines[-1].startswith("epoch 3")


def test_the_truth_of_a_labelled_reference_is_the_record_that_its_labels_make() -> None:
    sample = sample_of(
        ("Иванов И. И.", "author"), (" ", "sep"), ("Реки", "title"), (" // ", "sep"), ("Вестник", "container"), (". ", "sep"),
        ("2017", "year"), (". ", "sep"), ("С.", "page_term"), (" ", "sep"), ("15–28", "pages"), (". URL: ", "sep"), ("https://a.org/b", "url"),
    )  # fmt: skip
    reference = normalise(sample.text)
    true = true_values(sample, reference, find_atoms(reference))
    assert true == {
        "author": "иванов, и", "title": "реки", "container-title": "вестник", "issued": "2017", "page": "15-28", "URL": "a.org/b"
    }  # fmt: skip
    assert wrong_fields(true, true | {"title": "озера", "volume": "4"}) == ["title", "volume"]
    assert wrong_fields(true, {k: v for k, v in true.items() if k != "page"}) == ["page"]


def test_figures_are_written_between_their_marks_and_nowhere_else(tmp_path: Path) -> None:
    card = tmp_path / "CARD.md"
    card.write_text("a\n<!-- x -->\nold\n<!-- /x -->\nb\n", encoding="utf-8")
    fill("x", ["| 1 |", "| 2 |"], card=card)
    assert card.read_text(encoding="utf-8") == "a\n<!-- x -->\n| 1 |\n| 2 |\n<!-- /x -->\nb\n"
    with pytest.raises(ValueError, match="no marks"):
        fill("y", [], card=card)


def test_page_ranges_are_cut_as_journals_cut_them() -> None:
    assert [cut_range(p) for p in ("1506-1515", "183-189", "99-102", "5", "e12-e15")] == ["1506-15", "183-9", "99-102", "5", "e12-e15"]
