"""Whole lists: a layout is drawn once, works of the languages that such a list holds are drawn for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.layout import Habits, render
from training.layouts_en import english_list, romanised_list
from training.layouts_ru import russian_list, ukrainian_list
from training.noise import noisy
from training.sample import Sample
from training.work import Person

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from training.works import Stock

__all__ = ["rendered_lists"]


_LEADS_RU = ["См.:", "См. также:", "Подробнее см.:", "Цит. по:", "См., напр.:", "Об этом см.:", "Ср.:", "См. об этом:"]
_LEADS_EN = ["See", "See also", "See:", "Cf.", "See, for example,", "For an overview see", "Quoted in:"]


def rendered_lists(stock: Stock, chance: random.Random, *, size: int = 12, clean: bool = False) -> Iterator[list[Sample]]:
    """Yield lists of samples without end."""
    while True:
        kind = chance.choices(["ru", "en", "romanised", "uk", "double"], [50, 33, 8, 5, 4])[0]
        russian = ukrainian_list(chance) if kind == "uk" else russian_list(chance) if kind != "en" else None
        habits = english_list(chance) if kind == "en" else romanised_list(chance) if kind == "romanised" else russian
        assert habits is not None
        partner = romanised_list(chance) if kind == "double" else None
        mark = chance.choice(["", "", "", "", "{}. ", "{}. ", "[{}] ", "{}) ", "{} ", "[{}]. ", "{}."])
        between = chance.choice([" ", " ", " / ", " = "])
        notes = chance.random() < 0.06
        dash = chance.choice(["———", "———", "______", "——", "—", "---"]) if chance.random() < 0.05 else ""
        samples: list[Sample] = []
        number = chance.choice([1, 1, chance.randrange(1, 90)])
        for _ in range(size * 3):
            if len(samples) == size:
                break
            sample = _one(stock, chance, kind, habits, dash)
            if sample is None:
                continue
            if partner is not None:
                second = _one(stock, chance, "romanised", partner)
                if second is None:
                    continue
                sample = _joined(sample, second, between)
            if notes and chance.random() < 0.25:
                lead = Sample(source=sample.source, language=sample.language, style=sample.style)
                lead.add(chance.choice(_LEADS_RU if kind != "en" else _LEADS_EN), "note")
                lead.add(" ")
                sample = _joined(lead, sample, "")
            if mark:
                before, _, after = mark.partition("{}")
                numbered = Sample(source=sample.source, language=sample.language, style=sample.style)
                numbered.add(before)
                numbered.add(str(number), "num")
                numbered.add(after)
                sample = _joined(numbered, sample, "")
            number += 1
            samples.append(sample)
        if not clean:
            samples = noisy(samples, chance)
        yield samples


_FIGURES = ["10", "100", "20", "1917", "2020", "5", "150 лет", "25 лет", "50 years of", "3D", "11", "21", "1984:", "90-е:", "12", "7"]


def _one(stock: Stock, chance: random.Random, kind: str, habits: Habits, dash: str = "") -> Sample | None:
    """Render one work; ``dash`` is what the list prints for the author of the entry above."""
    language = kind
    if kind in ("ru", "uk", "double"):
        # a Russian list cites English works in its own layout
        language = chance.choices(["ru", "en", "uk"], [78, 22, 0] if kind != "uk" else [20, 10, 70])[0]
    work = {"ru": stock.draw_russian, "uk": stock.draw_ukrainian, "en": stock.draw_english, "romanised": stock.draw_romanised}[language](
        chance
    )
    if habits.name.startswith(("gost", "comma")) and language == "en" and chance.random() < 0.9:
        work.kind = {"encyclopedia": "encyclopedia", "dataset": "webpage"}.get(work.kind, work.kind)
    if dash and work.authors and chance.random() < 0.3:
        work.authors, work.etal = [Person(literal=dash)], False
    if chance.random() < 0.012 and work.title and not work.subtitle:
        work.title = f"{chance.choice(_FIGURES)} {work.title[0].lower()}{work.title[1:]}"  # titles do begin with figures
    sample = render(work, habits)
    if sample is not None:
        sample.language = language
    return sample


def _joined(first: Sample, second: Sample, between: str) -> Sample:
    out = Sample(first.text, list(first.labels), list(first.slanted), first.source, first.language, first.style)
    if between:
        out.add(between)
    out.text += second.text
    out.labels += second.labels
    out.slanted += second.slanted
    return out
