"""A local Crossref: works out of JSON lines in a tantivy index that answers what Crossref answers.

Every text is folded, so that a Cyrillic reference finds its romanised record.
"""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.crossref.answers import NotFound
from citekit.crossref.client import without_weight
from citekit.crossref.dumps import load, shards, text_of_work, words_asked
from citekit.model import MissingExtra, UnreadableInput, UnwritableOutput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citekit.crossref.answers import SourceError, Work
    from citekit.crossref.dumps import IndexReport, Progress

__all__ = ["Index", "build_index"]

_DONE = "citekit-index.json"
_VERSION = 2


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


def build_index(
    dumps: Sequence[str | Path], folder: str | Path, *, progress: Progress | None = None, memory: int = 256_000_000
) -> IndexReport:
    """Read works into the index in ``folder``; what an earlier run read, whole files or the beginning of one, is not read again.

    ``progress`` is told the file, and how many megabytes of how many are read. A run that is stopped keeps what it read.

    Raises:
        UnreadableInput: a dump does not exist or is no JSON.
        UnwritableOutput: the folder cannot be written, is being written by another process, or holds another version's index.
    """
    files = shards(dumps, Path(folder))
    return load(files, _Writer(Path(folder), memory), progress)


class _Writer:
    """A tantivy index as a :class:`Store`.

    A deletion for every work would cost more than all the rest, and nearly all DOIs are new: only those are deleted
    that the index, or the portion being read, has.
    """

    def __init__(self, place: Path, memory: int) -> None:
        tantivy = _tantivy()
        self._place, self._document = place, tantivy.Document
        self._term_query = tantivy.Query.term_query
        try:
            place.mkdir(parents=True, exist_ok=True)
            self.done = _done(place)
            self._index = tantivy.Index(_schema(), path=str(place), reuse=True)
            self._writer = self._index.writer(heap_size=memory, num_threads=1)
        except (OSError, ValueError) as error:
            raise UnwritableOutput(str(place), f"no index can be made there: {error}") from error
        # its name before tantivy 0.24
        self._delete = getattr(self._writer, "delete_documents_by_term", None) or self._writer.delete_documents
        self._taken: set[str] = set()
        self._look()

    def _look(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()
        self._is_empty = not self._searcher.num_docs

    @property
    def waiting(self) -> int:
        """Return how many works are taken and not yet lasting."""
        return len(self._taken)

    def add(self, work: Work) -> None:
        doi = work["DOI"].lower()
        if doi in self._taken or (not self._is_empty and self._has(doi)):
            self._delete("doi", doi)
        self._taken.add(doi)
        body = zlib.compress(msgspec.json.encode(without_weight(work)), 1)
        self._writer.add_document(self._document(doi=doi, text=text_of_work(work), work=body))

    def _has(self, doi: str) -> bool:
        query = self._term_query(self._index.schema, "doi", doi)
        return bool(self._searcher.search(query, 1, count=False).hits)

    def keep(self, mark: str, count: int, *, at_once: bool = True) -> None:
        self.done[mark] = count
        if not at_once:
            return
        try:
            self._writer.commit()
        except (OSError, ValueError) as error:
            raise UnwritableOutput(str(self._place), f"the index cannot be written: {error}") from error
        _write_done(self._place, self.done)
        self._taken.clear()
        self._look()

    def close(self) -> None:
        self._writer.wait_merging_threads()


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
        terms = words_asked(query)
        if not terms:
            return ()
        clauses = [(occur.Should, make.term_query(schema, "text", term)) for term in terms]
        hits = self._searcher.search(make.boolean_query(clauses), rows, count=False).hits
        return tuple(self._read(address) for _, address in hits)
