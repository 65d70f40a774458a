"""What a person decided on pairs of records: kept in a file that later runs obey.

JSON lines, an object a decision: ``{"a": ID, "b": ID, "same": true, "titles": [TITLE, TITLE]}``; or TOML, a table
``[[decision]]`` each with the same keys. ``titles`` may be left out; where they stand, the decision holds only as
long as the records of these ids bear these titles, so that a file of other records is not decided by accident.
"""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.dedupe.differences import shown
from citekit.dedupe.titles import title_key
from citekit.model import Diagnostic, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.model import Record

__all__ = ["Decision", "Decisions", "obeyed", "read_decisions", "written"]


class Decision(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Whether two records, named by their ids, are the ``same`` work; ``titles`` are what they bore, ``note`` is a person's."""

    a: str
    b: str
    same: bool
    titles: tuple[str, ...] = ()
    note: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """Return the two ids, in no order."""
        return frozenset((self.a, self.b))


class Decisions(msgspec.Struct, frozen=True):
    """The decisions of a file, the last word on each pair, and what was noticed."""

    decisions: tuple[Decision, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def read_decisions(text: str, source: str) -> Decisions:
    """Return the decisions of a file's text; TOML where the name ``source`` ends in ``.toml``, else JSON lines.

    A line that says nothing readable is a diagnostic with its place. Of two decisions on one pair the later holds.

    Raises:
        UnreadableInput: the file is no TOML.
    """
    noticed: list[Diagnostic] = []
    last: dict[frozenset[str], Decision] = {}
    for line, row in _rows(text.removeprefix("\ufeff"), source):
        try:
            decision = msgspec.convert(json.loads(row) if isinstance(row, str) else row, Decision)
            if decision.a == decision.b:
                raise ValueError("both ids are the same")  # noqa: TRY301  # said like the other faults
        except (ValueError, RecursionError, msgspec.ValidationError) as error:
            said = f"no decision: {shown(str(error), 120)}; it is left aside"
            noticed.append(Diagnostic(code="DD110", message=said, source=source, line=line))
            continue
        earlier = last.pop(decision.pair, None)
        if earlier is not None and earlier.same != decision.same:
            said = f"{shown(decision.a)!r} and {shown(decision.b)!r} were decided otherwise before; the later decision holds"
            noticed.append(Diagnostic(code="DD111", severity="info", message=said, source=source, line=line))
        last[decision.pair] = decision
    return Decisions(tuple(last.values()), tuple(noticed))


def _rows(text: str, source: str) -> list[tuple[int, Any]]:
    if not source.casefold().endswith(".toml"):
        return [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableInput(source, f"no valid TOML: {error}", "mend it, or give another --decisions FILE") from error
    rows = table.get("decision", [])
    if not isinstance(rows, list) or set(table) - {"decision"}:
        raise UnreadableInput(source, "decisions stand in tables [[decision]] with a, b and same", "nothing else may stand there")
    return [(0, row) for row in rows]


def obeyed(
    decisions: Sequence[Decision], records: Sequence[Record], source: str = ""
) -> tuple[dict[tuple[str, str], bool], tuple[Diagnostic, ...]]:
    """Return the decisions that hold for these records, as :func:`citekit.dedupe.merge` takes them, and those that do not as diagnostics.

    A decision that names an absent record is left to ``merge``, which says so; one whose record now bears another
    title is stale.
    """
    from citekit.dedupe.deduplication import names_of

    titles = {name: record.title for name, record in zip(names_of(records)[0], records, strict=True)}
    held: dict[tuple[str, str], bool] = {}
    noticed = []
    for decision in decisions:
        told = zip((decision.a, decision.b), decision.titles, strict=False)
        stale = next(
            ((i, t) for i, t in told if i in titles and title_key(titles[i]) != title_key(t) and shown(titles[i], _CUT) != t), None
        )
        if stale is None:
            held[decision.a, decision.b] = decision.same
            continue
        said = f"the decision on it was made when it bore the title {shown(stale[1], 80)!r}, now it is {shown(titles[stale[0]], 80)!r}; it is left aside"
        noticed.append(Diagnostic(code="DD112", message=said, source=source, record=stale[0]))
    return held, tuple(noticed)


_CUT = 300


def decision_on(a: Record, b: Record, *, same: bool, names: tuple[str, str]) -> Decision:
    """Return a decision on two records under their ``names``, with their titles to know them by."""
    return Decision(names[0], names[1], same, (shown(a.title, _CUT), shown(b.title, _CUT)))


def written(before: str, decisions: Sequence[Decision], source: str) -> str:
    """Return a decisions file's text with more decisions at its end; all that stood there stays.

    Raises:
        UnreadableInput: the TOML file holds its decisions in a way that nothing can be added to.
    """
    start = before if not before or before.endswith("\n") else before + "\n"
    if not source.casefold().endswith(".toml"):
        return start + "".join(json.dumps(msgspec.to_builtins(d), ensure_ascii=False) + "\n" for d in decisions)
    text = start + "".join(_table(d) for d in decisions)
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableInput(source, f"nothing can be added to it: {error}", "write its decisions as tables [[decision]]") from error
    return text


def _table(decision: Decision) -> str:
    rows = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in msgspec.to_builtins(decision).items()]
    return "\n[[decision]]\n" + "\n".join(row.replace("\x7f", "\\u007f") for row in rows) + "\n"
