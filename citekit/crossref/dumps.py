"""Crossref's public data file: read a work at a time, and put into a store that knows how far it came.

Reads ``.jsonl(.gz)`` (a work a line), ``.json(.gz)`` with ``items``, and folders of such shards.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from citekit.language import fold
from citekit.model import Diagnostic, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.crossref.answers import Work

__all__ = ["WHOLE", "IndexReport", "Progress", "Store", "load", "read_works", "shards", "text_of_work", "words_asked"]

_PORTION = 100_000  # works that are made lasting together: what a killed run may lose
_TELL = 500  # lines between two words on progress
_MOST_WORDS = 60
_TELLING = 8  # so many words find a work without its single figures, whose lists are the longest
# They cost more than all the other words of a query together, and tell nothing.
_COMMON = frozenset(
    w for word in ("the", "of", "and", "in", "an", "for", "on", "to", "with", "by", "from", "at", "as", "is", "its", "into", "und", "der", "die", "das", "et", "la", "le", "les", "de", "des", "du", "el", "en", "на", "по", "для", "из", "от", "за", "не", "или", "при") for w in fold(word).split()
)  # fmt: skip
WHOLE = -1  # of a file: all its works are kept

Progress = Callable[[str, int, int], None]


class IndexReport(msgspec.Struct, frozen=True):
    """What an index holds after a run: works added, files read, files that an earlier run had read."""

    works: int
    files: int
    skipped: int
    diagnostics: tuple[Diagnostic, ...] = ()


def load(files: Sequence[Path], store: Store, progress: Progress | None) -> IndexReport:
    """Put the works of all files into a store, in portions; after each portion the store knows how far it came."""
    sizes = [f.stat().st_size for f in files]
    diagnostics: list[Diagnostic] = []
    added = skipped = 0
    for n, file in enumerate(files):
        stat = file.stat()
        mark = f"{file.resolve()}|{stat.st_size}|{stat.st_mtime_ns}"
        before = sum(sizes[:n])

        def at(position: int, name: str = file.name, before: int = before) -> None:
            if progress:
                progress(name, (before + position) // 1_000_000, sum(sizes) // 1_000_000 + 1)

        at(0)
        done = store.done.get(mark, 0)
        if done == WHOLE:
            skipped += 1
            continue
        count = 0
        try:
            for work in read_works(file, at):
                count += 1
                if count <= done:
                    continue
                if isinstance(work, Diagnostic):
                    diagnostics.append(work)
                    continue
                store.add(work)
                added += 1
                if store.waiting >= _PORTION:
                    store.keep(mark, count)
        except (KeyboardInterrupt, UnreadableInput):
            store.keep(mark, count)
            store.close()
            raise
        store.keep(mark, WHOLE, at_once=n + 1 == len(files) or store.waiting >= _PORTION)
    store.close()
    if progress:
        progress("", 1, 1)
    return IndexReport(added, len(files) - skipped, skipped, tuple(diagnostics))


class Store(Protocol):
    """Where works are put: ``done`` says of each file how many of its works are kept."""

    done: dict[str, int]

    @property
    def waiting(self) -> int:
        """Return how many works are taken and not yet lasting."""

    def add(self, work: Work) -> None:
        """Take a work; one of the same DOI gives way to it."""

    def keep(self, mark: str, count: int, *, at_once: bool = True) -> None:
        """Remember that ``count`` works of a file were taken, and unless it may wait make all that was taken lasting."""

    def close(self) -> None:
        """Finish."""


def shards(dumps: Sequence[str | Path], beside: Path | None = None) -> list[Path]:
    """Return the files of dumps, those of folders sorted, without what lies in ``beside``, the folder to be written.

    Raises:
        UnreadableInput: a dump does not exist.
    """
    files: list[Path] = []
    for dump in map(Path, dumps):
        if dump.is_dir():
            files += sorted(
                p
                for p in dump.rglob("*")
                if p.name.endswith((".json", ".jsonl", ".json.gz", ".jsonl.gz")) and p.is_file() and beside not in p.parents
            )
        elif dump.is_file():
            files.append(dump)
        else:
            raise UnreadableInput(str(dump), "there is no such file or folder")
    return files


def read_works(path: Path, at: Callable[[int], None] | None = None) -> Iterator[Work | Diagnostic]:
    """Yield the works of one file, and a diagnostic for each line that is none; ``at`` is told how many bytes were read.

    Raises:
        UnreadableInput: the file cannot be opened, or is no JSON at all.
    """
    try:
        with path.open("rb") as raw, gzip.open(raw, "rb") if path.suffix == ".gz" else raw as lines:
            for number, line in enumerate(lines, 1):
                if at is not None and number % _TELL == 0:
                    at(raw.tell())
                text = line.strip().rstrip(b",")
                if not text:
                    continue
                if number == 1 and text in (b"{", b"[", b'{"items":[', b'{"items": ['):
                    yield from _whole(path, line + lines.read())
                    return
                try:
                    value = msgspec.json.decode(text)
                except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
                    if number == 1:
                        yield from _whole(path, line + lines.read())
                        return
                    yield Diagnostic(code="CR101", message="no JSON; left out", source=str(path), line=number)
                    continue
                yield from _works_in(value, path, number)
    except (OSError, EOFError, zlib.error) as error:
        if isinstance(error, (EOFError, zlib.error, gzip.BadGzipFile)):
            yield Diagnostic(
                code="CR102",
                message=f"the file is cut or damaged ({error}); what stood before was read",
                severity="error",
                source=str(path),
            )
            return
        raise UnreadableInput(str(path), f"cannot be read: {error.strerror or error}") from error


def _whole(path: Path, data: bytes) -> Iterator[Work | Diagnostic]:
    try:
        yield from _works_in(msgspec.json.decode(data), path, 1)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise UnreadableInput(
            str(path), f"no JSON lines and no JSON: {error}", "give Crossref's public data file, or a work a line"
        ) from error


def _works_in(value: Any, path: Path, line: int) -> Iterator[Work | Diagnostic]:
    if isinstance(value, dict) and isinstance(value.get("message"), dict):
        value = value["message"]
    if isinstance(value, dict) and isinstance(value.get("items"), list):
        value = value["items"]
    for work in value if isinstance(value, list) else [value]:
        if isinstance(work, dict) and isinstance(work.get("DOI"), str):
            yield work
        else:
            yield Diagnostic(code="CR103", message="no work with a DOI; left out", source=str(path), line=line)


def text_of_work(work: Work) -> str:
    """Return the folded words by which a work is found: titles, names, containers, year and figures."""
    parts: list[str] = []
    for key in ("title", "subtitle", "original-title", "container-title", "short-container-title"):
        parts += _texts(work.get(key))
    for key in ("author", "editor"):
        names = work.get(key)
        if isinstance(names, list):
            parts += [f"{n.get('family') or ''} {n.get('name') or ''}" for n in names[:12] if isinstance(n, dict)]
    for key in ("volume", "issue", "page", "article-number", "publisher"):
        if isinstance(value := work.get(key), str):
            parts.append(value)
    date = work.get("issued")
    if isinstance(date, dict):
        parts.append(str(date.get("date-parts") or ""))
    return fold(" ".join(parts)[:6000])


def words_asked(query: str) -> list[str]:
    """Return the folded words of a reference that are looked for: each once, none that half of all works have, the first sixty."""
    words = dict.fromkeys(w for w in fold(query).split() if (len(w) > 1 and w not in _COMMON) or w.isdecimal())
    longer = [w for w in words if len(w) > 1]
    return (longer if len(longer) >= _TELLING else list(words))[:_MOST_WORDS]


def _texts(value: Any) -> list[str]:
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []
