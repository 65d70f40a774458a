"""Several questions at once, answers in order, and no waiting for a silent server when the run is over."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["in_order"]

A = TypeVar("A")
B = TypeVar("B")


def in_order(ask: Callable[[A], B], questions: Sequence[A], at_once: int) -> Iterator[B]:
    """Yield the answers in the order of the questions; what ``ask`` raises is raised in its place.

    The threads are left behind where the caller stops early: a pool's would hold the process until the last has its answer.

    >>> list(in_order(str.upper, ["a", "b", "c"], 2))
    ['A', 'B', 'C']
    """
    if at_once <= 1:
        yield from map(ask, questions)
        return
    waiting: queue.SimpleQueue[tuple[int, A]] = queue.SimpleQueue()
    answered: dict[int, B | BaseException] = {}
    news = threading.Condition()
    over = threading.Event()
    for place in enumerate(questions):
        waiting.put(place)

    def work() -> None:
        while not over.is_set():
            try:
                n, question = waiting.get_nowait()
            except queue.Empty:
                return
            answer: B | BaseException
            try:
                answer = ask(question)
            except BaseException as error:  # noqa: BLE001  # raised in the caller's thread
                answer = error
            with news:
                answered[n] = answer
                news.notify()

    for _ in range(min(at_once, len(questions))):
        threading.Thread(target=work, daemon=True).start()
    try:
        for n in range(len(questions)):
            with news:
                while n not in answered:
                    news.wait()
                answer = answered.pop(n)
            if isinstance(answer, BaseException):
                raise answer
            yield answer
    finally:
        over.set()
