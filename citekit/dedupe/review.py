"""The questions that a person answers on uncertain pairs: state and answer in, state out; nothing here reads or prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from citekit.dedupe.decisions import Decision, decision_on
from citekit.dedupe.differences import Row, differences
from citekit.model import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.dedupe.deduplication import Deduplication

__all__ = ["ANSWERS", "Question", "Review", "answer", "current", "review_of", "rows_of"]

ANSWERS: dict[str, Literal["yes", "no", "skip", "back", "quit"]] = {
    "y": "yes", "yes": "yes", "д": "yes", "да": "yes", "n": "no", "no": "no", "н": "no", "нет": "no", "s": "skip", "skip": "skip", "п": "skip",
    "b": "back", "back": "back", "q": "quit", "quit": "quit", "в": "quit",
}  # fmt: skip


class Question(msgspec.Struct, frozen=True):
    """One uncertain pair: the names of its records, the records, the points, what speaks for one work and what against.

    ``sides`` are the names that already stand for one work with each of the two.
    """

    names: tuple[str, str]
    records: tuple[Record, Record]
    points: float
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    sides: tuple[tuple[str, ...], tuple[str, ...]]


class Review(msgspec.Struct, frozen=True):
    """How far a review is: its questions, the answers so far (None is skipped), and whether the person left.

    ``said`` is what to tell the person about the last answer; empty for nothing.
    """

    questions: tuple[Question, ...]
    answers: tuple[tuple[int, bool | None], ...] = ()
    left: bool = False
    said: str = ""

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Return what was decided, in order."""
        return tuple(
            decision_on(*self.questions[n].records, same=same, names=self.questions[n].names)
            for n, same in self.answers
            if same is not None
        )


def review_of(result: Deduplication, records: Sequence[Record]) -> Review:
    """Return the review of a result's uncertain pairs; ``records`` are what was merged.

    The likeliest pairs come first. Two groups are asked about once, by their likeliest pair.
    """
    from citekit.dedupe.deduplication import names_of

    by_name = dict(zip(names_of(records)[0], records, strict=True))
    group_of = {member: group.members for group in result.groups for member in group.members}
    asked: set[frozenset[tuple[str, ...]]] = set()
    questions = []
    for pair in sorted(result.uncertain, key=lambda p: -p.points):
        if pair.a not in by_name or pair.b not in by_name:
            continue
        sides = group_of.get(pair.a, (pair.a,)), group_of.get(pair.b, (pair.b,))
        if frozenset(sides) not in asked:
            asked.add(frozenset(sides))
            found = by_name[pair.a], by_name[pair.b]
            questions.append(Question((pair.a, pair.b), found, pair.points, pair.reasons, pair.against, sides))
    return Review(tuple(questions))


def _roots(review: Review) -> dict[str, str]:
    """Return a name for the work of each record, by the groups and the answers that said yes."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for question in review.questions:
        for side in question.sides:
            for member in side:
                root[find(member)] = find(side[0])
    for n, same in review.answers:
        if same:
            a, b = review.questions[n].names
            root[find(b)] = find(a)
    return {name: find(name) for name in list(root)}


def current(review: Review) -> int | None:
    """Return the number of the question to ask now; None where nothing is left to ask.

    What other answers already settle (A is B, B is C; A is B, B is not C) is not asked.
    """
    if review.left:
        return None
    answered = {n for n, _ in review.answers}
    works = _roots(review)
    apart = {frozenset(works[name] for name in review.questions[n].names) for n, same in review.answers if same is False}
    for n, question in enumerate(review.questions):
        if n not in answered:
            pair = frozenset(works[name] for name in question.names)
            if len(pair) > 1 and pair not in apart:
                return n
    return None


def answer(review: Review, text: str) -> Review:
    """Return the review after an answer: yes, no, skip, back (to the question before) or quit, whole or by its first letter.

    Anything else changes nothing but ``said``.
    """
    word = ANSWERS.get(text.strip().casefold())
    at = current(review)
    if at is None:
        return review
    if word is None:
        return msgspec.structs.replace(review, said=f"{text.strip()[:20]!r} is no answer" if text.strip() else "")
    if word == "quit":
        return msgspec.structs.replace(review, left=True, said="")
    if word == "back":
        said = "" if review.answers else "this is the first question"
        return msgspec.structs.replace(review, answers=review.answers[:-1], said=said)
    same = {"yes": True, "no": False, "skip": None}[word]
    return msgspec.structs.replace(review, answers=(*review.answers, (at, same)), said="")


def rows_of(question: Question) -> tuple[Row, ...]:
    """Return the two records of a question side by side, the differences marked."""
    return differences(question.records)
