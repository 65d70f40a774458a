"""What the hook said, kept by the content of all that it looked at: what has not changed costs nothing the next time.

The standard library alone, for a hook that finds its answer here must not wait for anything else. A cache that is
missing, broken or may not be written is no cache: the check is made.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["cache_folder", "clear", "keep", "key_of", "recall"]

_FORM = "citekit checks 1"
_MOST = 512  # answers that are kept
_MOST_BESIDE = 5_000  # files of a manuscript's folder that are looked at
_TEXTUAL = (".bib", ".tex", ".ltx", ".latex", ".typ", ".md", ".markdown", ".qmd", ".rmd", ".yaml", ".yml", ".json", ".toml", ".csl", ".txt")
_LEFT_OUT = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})


def cache_folder() -> Path:
    """Return where answers lie: ``checks`` beside $CITEKIT_CACHE, else in the platform's folder for caches."""
    if named := os.environ.get("CITEKIT_CACHE"):
        return Path(named).parent / "checks"
    home = Path.home()
    if sys.platform == "win32":  # as platformdirs has it, which takes longer to load than the rest of a warm run
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "citekit" / "Cache"
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches" / "citekit"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "citekit"
    return base / "checks"


def key_of(options: Sequence[str], files: Iterable[str]) -> str:
    """Return the name of the answer to these options on these files; empty where none can be kept.

    It changes with the options, the day, the folder, the configuration above it, citekit and the packages beside it,
    and the content of the files; for a manuscript also with the text files of its folder, any of which it may name.
    """
    digest = hashlib.sha256()
    for part in (_FORM, *options, str(Path.cwd()), time.strftime("%Y-%m-%d"), sys.version, *_program(), *_configuration()):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    folders = set()
    for path in files:
        content = _content(path)
        if not content:
            return ""
        digest.update(f"{path}\0{content}\0".encode("utf-8", "surrogatepass"))
        if not path.endswith((".bib", ".biblatex")):
            folders.add(Path(path).parent)
    for folder in sorted(folders):
        beside = _beside(folder)
        if beside is None:
            return ""
        for path in beside:
            digest.update(f"{path}\0{_content(path)}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def recall(key: str) -> tuple[int, bytes] | None:
    """Return the exit status and the words of an answer that is kept, None where there is none that holds."""
    if not key:
        return None
    try:
        seal, _, rest = (cache_folder() / key).read_bytes().partition(b"\n")
        if seal.decode("ascii") != hashlib.sha256(rest).hexdigest():
            return None
        head, _, words = rest.partition(b"\n")
        facts: dict[str, Any] = json.loads(head)
        if any(_content(path) != content for path, content in facts["others"].items()):
            return None
        return int(facts["status"]), words
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep(key: str, status: int, words: bytes, others: Iterable[str] = ()) -> None:
    """Keep an answer; ``others`` are files that it rests on and the key does not know. What cannot be kept is not."""
    if not key:
        return
    folder = cache_folder()
    facts = {"status": status, "others": {path: _content(path) for path in sorted(set(others))}}
    rest = json.dumps(facts).encode() + b"\n" + words
    temporary = folder / f".{key[:32]}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # the words quote drafts
        temporary.write_bytes(hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)
        temporary.replace(folder / key)
        _prune(folder)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()


def clear() -> int:
    """Remove the answers and return how many there were."""
    count = 0
    for path in _answers(cache_folder()):
        with contextlib.suppress(OSError):
            path.unlink()
            count += 1
    return count


def _answers(folder: Path) -> list[Path]:
    try:
        return [Path(e.path) for e in os.scandir(folder) if e.is_file(follow_symlinks=False)]
    except OSError:
        return []


def _prune(folder: Path) -> None:
    answers = _answers(folder)
    if len(answers) > _MOST:
        aged = []
        for path in answers:
            with contextlib.suppress(OSError):  # another process is pruning too
                aged.append((path.stat().st_mtime, path))
        for _, path in sorted(aged)[: len(aged) - _MOST // 2]:
            with contextlib.suppress(OSError):
                path.unlink()


def _content(path: str) -> str:
    """Return what stands for a file's content, empty where it cannot be read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123  # a digest needs the open file
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def _beside(folder: Path) -> list[str] | None:
    """Return the text files at and below a folder in order, None where it holds more files than can be looked at."""
    found, seen = [], 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if f[0] != "." and f not in _LEFT_OUT)
        seen += len(names)
        if seen > _MOST_BESIDE:
            return None
        found += [os.path.join(place, n) for n in sorted(names) if n.casefold().endswith(_TEXTUAL)]  # noqa: PTH118  # a third of the time
    return found


def _configuration() -> Iterator[str]:
    """Yield the contents of all files at or above this folder that may hold settings."""
    here = Path.cwd()
    for place in (here, *here.parents):
        for name in ("citekit.toml", "pyproject.toml"):
            if content := _content(str(place / name)):
                yield f"{place / name} {content}"


def _program() -> Iterator[str]:
    """Yield what tells one citekit from another, and one set of packages with rules of their own from another."""
    home = Path(__file__).parents[1]
    for root in (home, home / "templates" / "journals", home.parent / "templates" / "journals"):
        for place, folders, names in os.walk(root):
            folders[:] = sorted(f for f in folders if f != "__pycache__")
            for name in sorted(names):
                with contextlib.suppress(OSError):
                    facts = os.stat(os.path.join(place, name))  # noqa: PTH116, PTH118
                    yield f"{place}/{name} {facts.st_size} {facts.st_mtime_ns}"
    for folder in sys.path:
        with contextlib.suppress(OSError):
            yield f"{folder} {os.stat(folder).st_mtime_ns}"  # noqa: PTH116
