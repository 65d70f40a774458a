"""A local Crossref: works out of JSON lines in a tantivy index that answers what Crossref answers.

Reads Crossref's public data file: ``.jsonl(.gz)`` (a work a line), ``.json(.gz)`` with ``items``; a folder of such
shards. Every text is folded, so that a Cyrillic reference finds its romanised record.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.crossref.answers import NotFound
from citekit.crossref.client import _without_weight
from citekit.language import fold
from citekit.model import Diagnostic, MissingExtra, UnreadableInput, UnwritableOutput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from citekit.crossref.answers import SourceError, Work

__all__ = ["Index", "IndexReport", "build_index", "read_works", "text_of_work"]

_DONE = "citekit-index.json"
_VERSION = 1
_COMMIT = 100_000
_MOST_TERMS = 60


def _tantivy() -> Any:
    try:
        import tantivy
    except ModuleNotFoundError:
        raise MissingExtra("a local index", "local") from None
    return tantivy


def _schema() -> Any:
    builder = _tantivy().SchemaBuilder()
    builder.add_text_field("doi", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", stored=False, tokenizer_name="whitespace", index_option="freq")
    builder.add_bytes_field("work", stored=True, indexed=False)
    return builder.build()


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


def _texts(value: Any) -> list[str]:
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def read_works(path: Path) -> Iterator[Work | Diagnostic]:
    """Yield the works of one file, and a diagnostic for each line that is none.

    Raises:
        UnreadableInput: the file cannot be opened, or is no JSON at all.
    """
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
            number = 0
            for line in lines:
                number += 1
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


class IndexReport(msgspec.Struct, frozen=True):
    """What an index holds after a run: works added, files read, files that an earlier run had read."""

    works: int
    files: int
    skipped: int
    diagnostics: tuple[Diagnostic, ...] = ()


def build_index(
    dumps: Sequence[str | Path], folder: str | Path, *, progress: Callable[[str, int, int], None] | None = None, memory: int = 256_000_000
) -> IndexReport:
    """Read works into the index in ``folder``; a file that an earlier run finished is not read again.

    Raises:
        UnreadableInput: a dump does not exist or is no JSON.
        UnwritableOutput: the folder cannot be written, or holds another version's index.
    """
    tantivy = _tantivy()
    place = Path(folder)
    files = _shards(dumps)
    try:
        place.mkdir(parents=True, exist_ok=True)
        done = _done(place)
        index = tantivy.Index(_schema(), path=str(place), reuse=True)
        writer = index.writer(heap_size=memory, num_threads=1)
        delete = getattr(writer, "delete_documents_by_term", None) or writer.delete_documents  # its name before tantivy 0.24
    except (OSError, ValueError) as error:
        raise UnwritableOutput(str(place), f"no index can be made there: {error}") from error
    diagnostics: list[Diagnostic] = []
    added = skipped = 0
    for n, file in enumerate(files):
        mark = f"{file.resolve()}|{file.stat().st_size}|{file.stat().st_mtime_ns}"
        if progress:
            progress(file.name, n, len(files))
        if mark in done:
            skipped += 1
            continue
        for work in read_works(file):
            if isinstance(work, Diagnostic):
                diagnostics.append(work)
                continue
            doi = work["DOI"].lower()
            delete("doi", doi)
            writer.add_document(
                tantivy.Document(doi=doi, text=text_of_work(work), work=zlib.compress(msgspec.json.encode(_without_weight(work)), 3))
            )
            added += 1
            if added % _COMMIT == 0:
                writer.commit()
        writer.commit()
        done[mark] = added
        _write_done(place, done)
    writer.wait_merging_threads()
    if progress:
        progress("", len(files), len(files))
    return IndexReport(added, len(files) - skipped, skipped, tuple(diagnostics))


def _shards(dumps: Sequence[str | Path]) -> list[Path]:
    files: list[Path] = []
    for dump in map(Path, dumps):
        if dump.is_dir():
            files += sorted(p for p in dump.rglob("*") if p.name.endswith((".json", ".jsonl", ".json.gz", ".jsonl.gz")) and p.is_file())
        elif dump.is_file():
            files.append(dump)
        else:
            raise UnreadableInput(str(dump), "there is no such file or folder")
    return files


def _done(place: Path) -> dict[str, int]:
    path = place / _DONE
    if not path.exists():
        return {}
    try:
        state = json.loads(path.read_text("utf-8"))
        version, done = state["version"], dict(state["done"])
    except (ValueError, KeyError, TypeError) as error:
        raise UnwritableOutput(str(path), f"damaged ({error}); make the index anew in an empty folder") from error
    if version != _VERSION:
        raise UnwritableOutput(str(path), f"an index of version {version}, this citekit makes {_VERSION}; take an empty folder")
    return done


def _write_done(place: Path, done: dict[str, int]) -> None:
    from citekit.formats.files import write_whole

    write_whole(str(place / _DONE), json.dumps({"version": _VERSION, "done": done}, indent=1) + "\n")


class Index:
    """A local index as a :class:`~citekit.crossref.answers.Source`."""

    folds_scripts = True

    def __init__(self, folder: str | Path) -> None:
        """Open an index for reading.

        Raises:
            UnreadableInput: there is none, or it is damaged.
            MissingExtra: tantivy is not installed.
        """
        self._tantivy = _tantivy()
        self.folder = Path(folder)
        if not (self.folder / "meta.json").is_file():
            raise UnreadableInput(str(folder), "there is no index", "make one: citekit index build DUMP… -o DIR")
        try:
            self._index = self._tantivy.Index.open(str(self.folder))
            self._index.reload()
            self._searcher = self._index.searcher()
        except (ValueError, OSError) as error:
            raise UnreadableInput(str(folder), f"the index cannot be opened: {error}", "make it anew: citekit index build") from error

    @property
    def name(self) -> str:
        """Return «the local index»."""
        return "the local index"

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def works(self, dois: Sequence[str]) -> Mapping[str, Work | SourceError]:
        """Return each DOI's work, or that the index has none."""
        return {doi: self._work(doi) for doi in dois}

    def _work(self, doi: str) -> Work | NotFound:
        query = self._tantivy.Query.term_query(self._index.schema, "doi", doi.lower())
        hits = self._searcher.search(query, 1, count=False).hits
        return self._read(hits[0][1]) if hits else NotFound(self.name, "not known there")

    def count_of_prefix(self, prefix: str, enough: int) -> int:
        """Return how many DOIs begin with ``prefix``, counting no further than ``enough``."""
        query = self._tantivy.Query.regex_query(self._index.schema, "doi", re.escape(prefix.lower()) + ".*")
        return len(self._searcher.search(query, enough, count=False).hits)

    def _read(self, address: Any) -> Work:
        stored = self._searcher.doc(address)["work"][0]
        work: Work = msgspec.json.decode(zlib.decompress(bytes(stored)))
        return work

    def search(self, query: str, rows: int = 10) -> tuple[Work, ...]:
        """Return the works whose words a reference has, best first (BM25)."""
        make, occur, schema = self._tantivy.Query, self._tantivy.Occur, self._index.schema
        terms = list(dict.fromkeys(w for w in fold(query).split() if len(w) > 1 or w.isdecimal()))[:_MOST_TERMS]
        if not terms:
            return ()
        clauses = [(occur.Should, make.term_query(schema, "text", term)) for term in terms]
        hits = self._searcher.search(make.boolean_query(clauses), rows, count=False).hits
        return tuple(self._read(address) for _, address in hits)
