"""Lines without end on standard input: read a piece at a time, each reference with an id of its own."""

import io
import itertools
import json
import types

from citekit import pipeline


def test_a_stream_without_end_is_read_a_piece_at_a_time(monkeypatch):
    taken = 0

    def endless():
        nonlocal taken
        for taken in itertools.count(1):
            yield f"{taken % 90 + 1}. Дроздов А. П. Лес и степь. М. : Наука, {1900 + taken % 99}. {taken} с.\n".encode()

    class Pipe(io.RawIOBase):
        lines = endless()

        def __iter__(self):
            return self

        def __next__(self):
            return next(self.lines)

    monkeypatch.setattr("citekit.pipeline.references._CHUNK", 20)
    monkeypatch.setattr("sys.stdin", types.SimpleNamespace(buffer=Pipe()))
    pieces = list(itertools.islice(pipeline.parse_stream("-", plain=True), 2))
    rows = [json.loads(line) for piece in pieces for line in piece.splitlines()]
    assert len(rows) == taken == 40
    assert len({row["id"] for row in rows}) == len(rows)
    assert rows[-1]["csl"]["title"] == "Лес и степь"
