"""How a person is asked about uncertain pairs: the terminal's side of :mod:`citekit.dedupe.review`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from citekit.dedupe import review as asking

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console
    from rich.text import Text

    from citekit.dedupe.differences import Piece

__all__ = ["can_ask", "conduct"]

_PROMPT = "One work? [y]es, [n]o, [s]kip, [b]ack, [q]uit: "


def can_ask() -> bool:
    """Tell whether a person sits at both ends: answers are typed, questions are seen."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def conduct(review: asking.Review, keep: Callable[[asking.Review], None]) -> asking.Review:
    """Ask until nothing is left or the person leaves; ``keep`` is called after every answer that decides. The end of the input leaves."""
    from citekit.cli.terminal import console

    screen = console()
    while (at := asking.current(review)) is not None:
        if not review.said:
            _show(screen, review, at)
        else:
            screen.print(review.said, markup=False)
        screen.print(_PROMPT, markup=False, end="")
        typed = sys.stdin.readline()
        before = review.decisions
        review = asking.answer(review, typed or "quit")
        if review.decisions != before:
            keep(review)
    return review


def _show(screen: Console, review: asking.Review, at: int) -> None:
    from rich.table import Table
    from rich.text import Text

    from citekit.dedupe.differences import shown

    question = review.questions[at]
    # Never wider than a person's eye goes from one side to the other.
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), width=min(screen.width, 160), show_edge=False)
    table.add_column("", style="dim", no_wrap=True)
    for name in question.names:
        table.add_column(Text(shown(name, 60), style="bold"), ratio=1, overflow="fold")
    for row in asking.rows_of(question):
        sign = {"same": "  ", "missing": "  ", "different": "≠ "}[row.verdict]
        table.add_row(Text(sign + row.field), *(_cell(pieces, plain=screen.color_system is None) for pieces in row.cells))
    screen.print()
    screen.print(f"{at + 1} of {len(review.questions)}, {question.points:g} points", markup=False, style="bold")
    screen.print(table, soft_wrap=False)
    screen.print(f"For: {', '.join(question.reasons) or 'little'}", markup=False)
    if question.against:
        screen.print(f"Against: {', '.join(question.against)}", markup=False)
    for name, side in zip(question.names, question.sides, strict=True):
        if len(side) > 1:
            others = ", ".join(shown(n, 60) for n in side[:8] if n != name)
            screen.print(f"{shown(name, 60)} was already merged with {others}", markup=False)


def _cell(pieces: tuple[Piece, ...], *, plain: bool) -> Text:
    """Return a field's text, what differs underlined, on a terminal that cannot do that ``plain``, in ‹›."""
    from rich.text import Text

    text = Text()
    if not pieces:
        text.append("—", style="dim")
    for piece in pieces:
        text.append(f"‹{piece.text}›" if piece.differs and plain else piece.text, style="bold yellow underline" if piece.differs else "")
    return text
