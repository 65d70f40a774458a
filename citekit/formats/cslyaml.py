"""CSL-YAML: the same items as CSL-JSON under ``references``, as pandoc writes them.

Scalars are YAML 1.2's: «no» is a language, 2019-09-01 a text. Aliases are refused, for they can blow up a file.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from citekit.formats.csljson import reading_of_items
from citekit.formats.items import items_of
from citekit.model import UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.formats.reading import Reading
    from citekit.model import Record

__all__ = ["read", "write"]


_BREAKS = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff]")


@lru_cache(maxsize=1)
def _loader() -> Any:
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):  # type: ignore[misc]  # chosen at run time
        """The safe loader with the scalars of YAML 1.2."""

        yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}

        def construct_mapping(self, node: Any, deep: bool = False) -> dict[str, Any]:
            return {str(key): value for key, value in super().construct_mapping(node, deep=deep).items()}

    scalars = (
        ("bool", r"true|false|True|False", "tTfF"),
        ("null", r"~|null|Null||", "~nN\0"),
        ("int", r"-?(?:0|[1-9][0-9]{0,4000})", "-0123456789"),
        ("float", r"-?[0-9]+\.[0-9]+(?:[eE][-+][0-9]+)?", "-0123456789"),
    )
    for kind, pattern, first in scalars:
        Loader.add_implicit_resolver(
            f"tag:yaml.org,2002:{kind}", re.compile(rf"(?:{pattern})\Z"), [*first, ""] if kind == "null" else list(first)
        )
    return Loader


_DEEPEST = 100


def _refuse_hostile(text: str, source: str) -> None:
    """Look through the events before anything is built: libyaml's composer recurses in C, and aliases multiply."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        alias = isinstance(event, yaml.AliasEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if alias or depth > _DEEPEST:
            mark = event.start_mark
            where = f"{source}:{mark.line + 1}:{mark.column + 1}" if mark else source
            raise UnreadableInput(where, "a YAML alias; write the value out" if alias else "YAML nested too deeply")


def read(text: str, source: str = "-") -> Reading:
    """Read the items of a YAML file: a list, or a mapping with ``references``.

    Raises:
        UnreadableInput: the text is no YAML, has aliases, or holds no items.
    """
    import yaml

    try:
        _refuse_hostile(text, source)
        value = yaml.load(text, Loader=_loader())  # noqa: S506  # a child of the safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{source}:{mark.line + 1}:{mark.column + 1}" if mark else source
        raise UnreadableInput(where, f"no YAML: {error.problem or error}") from error
    except yaml.YAMLError as error:
        raise UnreadableInput(source, f"no YAML: {' '.join(str(error).split())[:200]}") from error
    except (RecursionError, ValueError) as error:
        raise UnreadableInput(source, "YAML nested too deeply, or a value that cannot be read") from error
    if value is None:
        value = []
    return reading_of_items(value, source)


def write(records: Sequence[Record], *, plain: bool = False) -> str:
    """Write items under ``references``; ``plain`` leaves out ``custom.citekit``."""
    import msgspec
    import yaml

    class Dumper(yaml.SafeDumper):
        """The safe dumper that quotes what YAML 1.1 would fold or break at."""

    def represent(dumper: Dumper, text: str) -> Any:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if _BREAKS.search(text) else None)

    Dumper.add_representer(str, represent)
    items = msgspec.json.decode(msgspec.json.encode(items_of(records, plain=plain)))  # tuples are lists from here on
    return str(yaml.dump({"references": items}, Dumper=Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=10_000))
