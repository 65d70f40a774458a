"""Output goes whole into files, and straight through what is no file."""

import os
import stat
import threading

import pytest

from citekit.formats.files import write_whole
from citekit.model import UnwritableOutput


def test_a_link_stays_and_its_target_is_written(tmp_path):
    target = tmp_path / "real.bib"
    target.write_text("old", encoding="utf-8")
    link = tmp_path / "link.bib"
    link.symlink_to(target)
    write_whole(link, "new")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are Unix's")
def test_a_pipe_is_written_through_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, "текст")
    reader.join(timeout=10)
    assert read == ["текст".encode()]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_folder_in_the_way_is_said(tmp_path):
    (tmp_path / "out").mkdir()
    with pytest.raises(UnwritableOutput):
        write_whole(tmp_path / "out", "x")
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
