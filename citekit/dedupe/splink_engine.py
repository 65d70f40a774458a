"""The same evidence on Splink: blocking keys as arrays, comparison levels as SQL, the points of ``evidence.toml`` as match weights.

A level's points are its match weight, the binary logarithm of m / u, and the prior is one half: so a pair's match
weight is the sum of its points, the thresholds are the built-in ones, and nothing needs training. What SQL cannot
say the same way (which words of two titles differ, abbreviated journals) is said more coarsely; the vetoes, which
are few pairs' affair, are citekit's own, afterwards. Splink's dialects turn the SQL for DuckDB into Spark's.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.dedupe.blocking import BLOCK_CAP, blocking_keys
from citekit.dedupe.scoring import CONFLICTING_KINDS, Score, points_table, score_pair, thresholds
from citekit.model import MissingExtra, UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.dedupe.traits import Traits

__all__ = ["comparison_levels", "splink_engine", "splink_rows", "splink_settings", "splink_table"]

_WINDOW = 8  # neighbours that a crowded block's records are compared with, by title and by place


def _key_text(key: object) -> str:
    return "\x1f".join(map(str, key)) if isinstance(key, tuple) else str(key)


def splink_rows(traits: Sequence[Traits]) -> list[dict[str, Any]]:
    """Return a row for each record: ``unique_id`` (its position), the folded fields, and an array of blocking keys of each kind.

    A key that more than ``BLOCK_CAP`` records share is parted into windows of neighbours, by title and by place,
    so that no block is crowded.
    """
    keys: list[dict[str, list[str]]] = [{} for _ in traits]
    for kind in blocking_keys(()):
        blocks: defaultdict[str, list[int]] = defaultdict(list)
        for position, t in enumerate(traits):
            for key in dict.fromkeys(map(_key_text, blocking_keys((t,))[kind])):
                blocks[key].append(position)
        for row in keys:
            row[f"key_{kind}"] = []
        for key, members in blocks.items():
            if len(members) > 1:
                for position, name in _parted(key, members, traits):
                    keys[position][f"key_{kind}"].append(name)
    return [{"unique_id": n, **_columns(t), **keys[n]} for n, t in enumerate(traits)]


def _parted(key: str, members: Sequence[int], traits: Sequence[Traits]) -> Iterator[tuple[int, str]]:
    """Yield each member of a block with the block's name; of a crowded one with the names of its windows, which overlap by half."""
    if len(members) <= BLOCK_CAP:
        yield from ((position, key) for position in members)
        return
    by_title = sorted(members, key=lambda i: (traits[i].title, traits[i].id))
    by_place = sorted(members, key=lambda i: (traits[i].first, traits[i].volume, traits[i].title, traits[i].id))
    for order, ranked in (("title", by_title), ("place", by_place)):
        for n, position in enumerate(ranked):
            yield position, f"{key}\x1f{order}\x1f{n // _WINDOW}"
            yield position, f"{key}\x1f{order}+\x1f{(n + _WINDOW // 2) // _WINDOW}"


def _columns(t: Traits) -> dict[str, Any]:
    first = t.names[0] if t.names else None
    return {
        "title": t.title,
        "titles": list(t.titles),
        "generic": t.generic,
        "numbers": sorted(t.numbers),
        "script": t.script,
        "kind": t.kind,
        "family": first.family if first else "",
        "initial": first.initials[:1] if first else "",
        "families": sorted({p.family for p in t.names}),
        "people": len(t.names),
        "year": t.year,
        "first": t.first,
        "last": t.last,
        "first_number": _number(t.first),
        "last_number": _number(t.last),
        "volume": t.volume,
        "issue": t.issue,
        "container": t.containers[0] if t.containers else "",
        "containers": list(t.containers),
        "issns": sorted(t.issns),
        "doi": t.doi,
        "pmid": t.pmid,
        "edn": t.edn,
        "url": t.url,
        "isbns": sorted(t.isbns),
        "extent": t.extent,
        "publisher": t.publisher,
        "abstract": t.abstract[:200].lower() if len(t.abstract) >= 120 else "",
    }


def _number(page: str) -> int:
    return int(page) if page.isascii() and page.isdecimal() and len(page) < 9 else 0


def _both(column: str) -> str:
    return f"({column}_l <> '' and {column}_r <> '')"


def _same(column: str) -> str:
    return f"({column}_l <> '' and {column}_l = {column}_r)"


def _unlike(column: str) -> str:
    return f"({_both(column)} and {column}_l <> {column}_r)"


def _shared(column: str) -> str:
    return f"array_length(list_intersect({column}_l, {column}_r))"


def _near(column: str, share: float) -> str:
    """Return the condition that at most that share of the longer text's letters is changed."""
    return f"levenshtein({column}_l, {column}_r) <= {share} * greatest(length({column}_l), length({column}_r))"


def _head(column: str) -> str:
    """Return the condition that one text, long enough, begins the other."""
    short = f"least(length({column}_l), length({column}_r))"
    return f"({short} >= 20 and substr({column}_l, 1, {short}) = substr({column}_r, 1, {short}))"


_TWO_TITLES = _both("title")
_COMPARABLE = f"({_TWO_TITLES} and ({_near('title', 0.3)} or {_head('title')}))"
_SAME_FAMILY = f"({_same('family')} or ({_both('family')} and jaro_winkler_similarity(family_l, family_r) >= 0.93))"
_MOST_PEOPLE = f"({_shared('families')} >= 0.8 * least(array_length(families_l), array_length(families_r)))"
_SAME_PAGES = _same("first")
_WITHIN = (
    "((last_l = '' and first_number_l > 0 and first_number_l between first_number_r and last_number_r)"
    " or (last_r = '' and first_number_r > 0 and first_number_r between first_number_l and last_number_l)"
    f" or ({_same('last')} and length(last_l) > 1))"
)
_OTHER_PAGES = f"({_unlike('first')} and not {_WITHIN})"
_SAME_CONTAINER = f"({_shared('issns')} > 0 or {_shared('containers')} > 0)"
_LIKE_CONTAINER = f"({_both('container')} and jaro_winkler_similarity(container_l, container_r) >= 0.9)"
_OTHER_CONTAINER = f"({_both('container')} and script_l = script_r and not {_SAME_CONTAINER} and not {_LIKE_CONTAINER})"
_OTHER_YEAR = "(year_l > 0 and year_r > 0 and year_l <> year_r)"
_CONFLICT = ", ".join(sorted(f"'{'+'.join(sorted(pair))}'" for pair in CONFLICTING_KINDS))
_ANY_SAME_IDENTIFIER = f"({_same('doi')} or {_same('pmid')} or {_same('edn')})"
_ANY_TWO_IDENTIFIERS = f"({_both('doi')} or {_both('pmid')} or {_both('edn')})"


def _one(condition: str) -> str:
    return f"(case when {condition} then 1 else 0 end)"


_ELSEWHERE = (
    f"{_one(_OTHER_CONTAINER)} + {_one(_unlike('volume'))} + {_one(_OTHER_PAGES)} + {_one(f'{_OTHER_CONTAINER} and {_OTHER_YEAR}')} >= 2"
    f" and not ({_OTHER_CONTAINER} and {_SAME_PAGES} and {_same('volume')})"
)
# Field, then its levels in the order in which they are tried: the level's name in evidence.toml, and its SQL.
_LEVELS: dict[str, tuple[tuple[str, str], ...]] = {
    "title": (
        ("missing", "title_l = '' and title_r = ''"),
        ("one-missing", "title_l = '' or title_r = ''"),
        ("generic-same", f"(generic_l or generic_r) and {_near('title', 0.2)}"),
        ("short-same", "title_l = title_r and length(title_l) < 16"),
        ("same", f"title_l = title_r or {_shared('titles')} > 0"),
        ("close", f"{_near('title', 0.08)} and length(title_l) >= 16"),
        ("contained", _head("title")),
        ("like", _near("title", 0.2)),
        ("weak", _near("title", 0.3)),
        ("other-language", "script_l <> script_r"),
        ("different", ""),
    ),
    "authors": (
        ("missing", "family_l = '' or family_r = ''"),
        ("initials-conflict", f"{_SAME_FAMILY} and {_unlike('initial')} and people_l < 3"),
        ("same", f"{_SAME_FAMILY} and people_l = people_r and {_MOST_PEOPLE}"),
        ("most", _MOST_PEOPLE),
        ("first", f"{_SAME_FAMILY} and not {_unlike('initial')}"),
        ("some", f"{_shared('families')} > 0 or {_SAME_FAMILY}"),
        ("different", ""),
    ),
    "year": (
        ("missing", "year_l = 0 or year_r = 0"),
        ("same", "year_l = year_r"),
        ("next", "abs(year_l - year_r) = 1"),
        ("near", "abs(year_l - year_r) = 2"),
        ("different", ""),
    ),
    "pages": (
        ("same", f"{_SAME_PAGES} and {_same('last')}"),
        ("first", _SAME_PAGES),
        ("within", _WITHIN),
        ("different", _OTHER_PAGES),
        ("missing", ""),
    ),
    "volume": (("same", _same("volume")), ("different", _unlike("volume")), ("missing", "")),
    "issue": (
        ("same", _same("issue")),
        ("another", f"{_unlike('issue')} and {_same('volume')} and {_SAME_CONTAINER} and not {_SAME_PAGES}"),
        ("different", _unlike("issue")),
        ("missing", ""),
    ),
    "place": (("elsewhere", _ELSEWHERE), ("same", "")),
    "container": (
        ("same", _SAME_CONTAINER),
        ("like", _LIKE_CONTAINER),
        ("unlike", f"{_OTHER_CONTAINER} and {_SAME_PAGES} and {_same('volume')}"),
        ("different", _OTHER_CONTAINER),
        ("missing", ""),
    ),
    "identifier": (("same", _ANY_SAME_IDENTIFIER), ("different", _ANY_TWO_IDENTIFIERS), ("missing", "")),
    "url": (("same", _same("url")), ("missing", "")),
    "isbn": (
        ("same", f"{_shared('isbns')} > 0"),
        ("different", "array_length(isbns_l) > 0 and array_length(isbns_r) > 0"),
        ("missing", ""),
    ),
    "extent": (("same", _same("extent")), ("different", _unlike("extent")), ("missing", "")),
    "publisher": (("same", _same("publisher")), ("missing", "")),
    "abstract": (
        ("same", f"{_both('abstract')} and {_near('abstract', 0.15)}"),
        ("different", f"{_both('abstract')} and not {_near('abstract', 0.5)}"),
        ("missing", ""),
    ),
    "kind": (
        ("same", "kind_l = '' or kind_r = '' or kind_l = kind_r"),
        ("conflict", f"concat(least(kind_l, kind_r), '+', greatest(kind_l, kind_r)) in ({_CONFLICT})"),
        ("different", ""),
    ),
    "numbers": (
        ("same", f"numbers_l = numbers_r or not {_COMPARABLE}"),
        ("more", f"{_shared('numbers')} = least(array_length(numbers_l), array_length(numbers_r))"),
        ("conflict", ""),
    ),
}  # fmt: skip


# What Spark calls otherwise than DuckDB; jaro_winkler is a function that Splink registers there.
_SPARK = (("list_intersect(", "array_intersect("), ("array_length(", "size("), ("jaro_winkler_similarity(", "jaro_winkler("))


def comparison_levels(dialect: str = "duckdb") -> dict[str, tuple[tuple[str, float, str], ...]]:
    """Return, for each field, its levels as they are tried: name, points, and the SQL that tells it; the last is all else.

    Raises:
        UnknownName: ``dialect`` is neither ``duckdb`` nor ``spark``.
    """
    if dialect not in ("duckdb", "spark"):
        raise UnknownName("dialect of SQL", dialect, ("duckdb", "spark"))
    points = points_table()
    found = {}
    for field, levels in _LEVELS.items():
        rows = []
        for level, condition in levels:
            sql = condition
            for ours, theirs in _SPARK if dialect == "spark" else ():
                sql = sql.replace(ours, theirs)
            rows.append((level, points[field][level], sql))
        found[field] = tuple(rows)
    return found


def splink_settings(dialect: str = "duckdb", **options: Any) -> Any:
    """Return Splink's settings, a ``SettingsCreator``, for its DuckDB or Spark backend; ``options`` are further ones of its own.

    Raises:
        UnknownName: ``dialect`` is neither ``duckdb`` nor ``spark``.
        MissingExtra: Splink is not installed.
    """
    try:
        from splink import SettingsCreator, block_on
        from splink.comparison_level_library import CustomLevel, ElseLevel
        from splink.comparison_library import CustomComparison
    except ImportError as error:
        raise MissingExtra("the engine splink", "splink") from error
    comparisons: list[Any] = []  # of Splink's own classes
    for field, levels in comparison_levels(dialect).items():
        made: list[Any] = []
        for name, points, sql in levels:
            level = CustomLevel(sql, f"{field}: {name}") if sql else ElseLevel()
            # m / u is two to the power of the points; both stay probabilities.
            more, less = 0.95, 0.95 * 2.0 ** -abs(points)
            m, u = (more, less) if points >= 0 else (less, more)
            made.append(level.configure(m_probability=m, u_probability=u, fix_m_probability=True, fix_u_probability=True))
        comparisons.append(CustomComparison(made, output_column_name=field))
    rules: list[Any] = [block_on(f"key_{kind}", arrays_to_explode=[f"key_{kind}"]) for kind in blocking_keys(())]
    given = {"retain_matching_columns": False, "probability_two_random_records_match": 0.5, **options}
    return SettingsCreator(link_type="dedupe_only", comparisons=comparisons, blocking_rules_to_generate_predictions=rules, **given)


def splink_engine(traits: Sequence[Traits]) -> dict[tuple[int, int], Score]:
    """Return the evidence on pairs of positions as Splink finds it on DuckDB: its match weights as points, citekit's vetoes.

    Raises:
        MissingExtra: Splink is not installed.
    """
    settings = splink_settings()
    import logging

    from splink import DuckDBAPI, Linker

    if len(traits) < 2:
        return {}
    logging.getLogger("splink").setLevel(logging.ERROR)
    database = DuckDBAPI()
    linker = Linker(database.register(splink_table(traits)), settings, log_level=None)
    found = linker.inference.predict(threshold_match_weight=thresholds().ask, warning_mode="never")
    scores: dict[tuple[int, int], Score] = {}
    for row in found.as_record_list():
        a, b = sorted((int(row["unique_id_l"]), int(row["unique_id_r"])))
        own = score_pair(traits[a], traits[b])
        scores[a, b] = msgspec.structs.replace(own, points=round(float(row["match_weight"]), 2))
    return dict(sorted(scores.items()))


def splink_table(traits: Sequence[Traits]) -> Any:
    """Return :func:`splink_rows` as an Arrow table; its types are named, for a column of empty lists tells nothing of its own."""
    import pyarrow as pa

    rows = splink_rows(traits)
    types = {str: pa.string(), int: pa.int64(), bool: pa.bool_(), list: pa.list_(pa.string())}
    schema = pa.schema([(name, types[type(value)]) for name, value in rows[0].items()])
    return pa.Table.from_pylist(rows, schema=schema)
