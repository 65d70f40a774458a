"""What happens to references on their way into a file: broken words, lost blanks, swapped marks, page heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from training.sample import Sample

__all__ = ["noisy"]

_LOOKALIKES = dict(zip("АВЕКМНОРСТХасеорху", "ABEKMHOPCTXaceopxy", strict=True))
_DASHES = "–—-"


def noisy(samples: list[Sample], chance: random.Random) -> list[Sample]:
    """Return a list with its noise: half of the lists are clean, a file's faults go through all of its list."""
    if chance.random() < 0.5:
        return samples
    faults = [fault for fault in _FAULTS if chance.random() < 0.22]
    markdown = chance.random() < 0.15
    for sample in samples:
        for fault in faults:
            fault(sample, chance)
        if markdown:
            _stars(sample, chance.choice(["*", "*", "_"]))
        sample.check()
    return samples


def _insert(sample: Sample, at: int, text: str, label: str | None = None) -> None:
    label = label or (sample.labels[at - 1] if 0 < at < len(sample.labels) and sample.labels[at - 1] == sample.labels[at] else "sep")
    slant = sample.slanted[min(at, len(sample.slanted) - 1)]
    sample.text = sample.text[:at] + text + sample.text[at:]
    sample.labels[at:at] = [label] * len(text)
    sample.slanted[at:at] = [slant] * len(text)


def _delete(sample: Sample, start: int, end: int) -> None:
    sample.text = sample.text[:start] + sample.text[end:]
    del sample.labels[start:end]
    del sample.slanted[start:end]


def _replace(sample: Sample, at: int, text: str) -> None:
    sample.text = sample.text[:at] + text + sample.text[at + 1 :]
    assert len(text) == 1


def _broken_words(sample: Sample, chance: random.Random) -> None:
    spots = [
        at
        for at in range(4, len(sample.text) - 4)
        if sample.text[at - 2 : at + 2].isalpha() and sample.labels[at] not in ("url", "doi", "edn")
    ]
    for at in sorted(chance.sample(spots, min(len(spots), chance.choice([0, 1, 1, 2]))), reverse=True):
        _insert(sample, at, chance.choice(["- ", "- ", "\u00ad", " ", "-"]))


def _lost_blanks(sample: Sample, chance: random.Random) -> None:
    spots = [at for at, c in enumerate(sample.text) if c == " " and 0 < at < len(sample.text) - 1]
    spots = [at for at in spots if not (sample.text[at - 1].isalpha() and sample.text[at + 1].isalpha())]
    for at in sorted(chance.sample(spots, min(len(spots), chance.choice([1, 1, 2, 4]))), reverse=True):
        _delete(sample, at, at + 1)


def _extra_blanks(sample: Sample, chance: random.Random) -> None:
    spots = [at for at in range(1, len(sample.text)) if sample.text[at] in ".,:;)–-(" and sample.labels[at] not in ("url", "doi")]
    for at in sorted(chance.sample(spots, min(len(spots), chance.choice([1, 2, 3]))), reverse=True):
        _insert(sample, at, " ")


def _broken_address(sample: Sample, chance: random.Random) -> None:
    spots = [
        at + 1
        for at, c in enumerate(sample.text[:-1])
        if sample.labels[at] == "url" and sample.labels[at + 1] == "url" and c in "/.-_=?" and sample.text[at : at + 2] != "//"
    ]
    if spots:
        _insert(sample, chance.choice(spots), " ", "url")


def _page_head(sample: Sample, chance: random.Random) -> None:
    if chance.random() > 0.25:
        return
    spots = [at for at, c in enumerate(sample.text) if c == " "]
    if spots:
        head = chance.choice(
            [
                f" {chance.randrange(3, 400)}",
                f" {chance.randrange(3, 400)} Вестник университета. {chance.randrange(1990, 2026)}. № {chance.randrange(1, 12)}",
                f" ISSN {chance.randrange(1000, 9999)}-{chance.randrange(1000, 9999)}",
                f" Journal of Studies {chance.randrange(2, 60)} ({chance.randrange(1990, 2026)})",
                f" -- {chance.randrange(3, 400)} --",
            ]
        )
        _insert(sample, chance.choice(spots), head, "note")


def _dashes(sample: Sample, chance: random.Random) -> None:
    other = chance.choice(["-", "–", "—"])
    for at, c in enumerate(sample.text):
        if (
            c in _DASHES
            and sample.labels[at] not in ("url", "doi")
            and not (0 < at < len(sample.text) - 1 and sample.text[at - 1].isalpha() and sample.text[at + 1].isalpha())
        ):
            _replace(sample, at, other)


def _lookalikes(sample: Sample, chance: random.Random) -> None:
    for at, c in enumerate(sample.text):
        if c in _LOOKALIKES and chance.random() < (
            0.5 if not sample.text[at - 1 : at].isalpha() and not sample.text[at + 1 : at + 2].isalpha() else 0.03
        ):
            _replace(sample, at, _LOOKALIKES[c])


def _no_end(sample: Sample, chance: random.Random) -> None:
    if sample.text.endswith(".") and chance.random() < 0.7:
        _delete(sample, len(sample.text) - 1, len(sample.text))


def _straight_quotes(sample: Sample, chance: random.Random) -> None:
    new = chance.choice(['""', '""', "“”", "''", "<>"]) if chance.random() < 0.1 else '""'
    for at, c in enumerate(sample.text):
        if c in "«“„":
            _replace(sample, at, new[0])
        elif c in "»”":
            _replace(sample, at, new[1])


def _tex(sample: Sample, chance: random.Random) -> None:
    if chance.random() < 0.5:
        for at in range(len(sample.text) - 1, -1, -1):
            if sample.text[at] == "–" and sample.labels[at] not in ("url", "doi"):
                _insert(sample, at, "-")
                _replace(sample, at, "-")
                _replace(sample, at + 1, "-")
    else:
        for at in range(len(sample.text) - 1, 0, -1):
            if sample.text[at] == " " and sample.text[at - 1] == "." and chance.random() < 0.5:
                _replace(sample, at, "~")


def _stars(sample: Sample, mark: str) -> None:
    for start, end in reversed(sample.italics()):
        _insert(sample, end, mark, "sep") if end < len(sample.text) else sample.add(mark)
        _insert(sample, start, mark, "sep")


def _lost_dots(sample: Sample, chance: random.Random) -> None:
    spots = [at for at, c in enumerate(sample.text[:-1]) if c == "." and sample.text[at + 1] == " "]
    for at in sorted(chance.sample(spots, min(len(spots), chance.choice([1, 1, 2]))), reverse=True):
        if chance.random() < 0.5:
            _delete(sample, at, at + 1)
        else:
            _replace(sample, at, chance.choice(",."))


_FAULTS = [
    _broken_words,
    _lost_blanks,
    _extra_blanks,
    _broken_address,
    _page_head,
    _dashes,
    _lookalikes,
    _no_end,
    _straight_quotes,
    _tex,
    _lost_dots,
]
