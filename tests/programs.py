"""The real programs that make the tests' documents; each skips the test, by its name, where it is not installed.

Programs that are slow to start make all their files at once (:func:`office`, :class:`Printer`).
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest


def program(*names: str) -> str:
    """Return the path of the first of the programs that is installed."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"{names[0]} is not installed")
    return found


def _run(*command: str | Path, cwd: Path, seconds: int = 300) -> subprocess.CompletedProcess[bytes]:
    kept = Path(tempfile.gettempdir()) / "citekit-tests-texmf"  # the letters that TeX draws once
    environment = {**os.environ, "HOME": str(cwd), "SOURCE_DATE_EPOCH": "0", "TEXMFVAR": str(kept)}
    return subprocess.run([str(part) for part in command], cwd=cwd, env=environment, capture_output=True, timeout=seconds, check=False)


def _made(path: Path, by: str) -> Path:
    if not path.is_file():
        pytest.skip(f"{by} made no {path.name}")
    return path


def pandoc(text: str, target: Path, to: str = "") -> Path:
    """Turn Markdown into what the file's ending says."""
    pypandoc = pytest.importorskip("pypandoc")
    try:
        pypandoc.convert_text(
            text, to or target.suffix[1:], format="markdown-smart", outputfile=str(target), extra_args=["-s", "--wrap=preserve"]
        )
    except OSError:
        pytest.skip("pandoc is not installed")
    return target


def office(sources: list[Path], to: str) -> list[Path]:
    """Convert documents with one start of LibreOffice."""
    soffice = program("soffice", "libreoffice")
    folder = sources[0].parent
    _run(soffice, "--headless", "--convert-to", to, "--outdir", folder, *sources, cwd=folder)
    return [_made(source.with_suffix("." + to), "LibreOffice") for source in sources]


def tex(text: str, target: Path, *, engine: str = "pdflatex") -> Path:
    """Set a manuscript with pdfTeX or XeTeX, twice, so that what refers to itself is right."""
    command = program(engine)
    source = target.with_suffix(".tex")
    source.write_text(text, encoding="utf-8")
    for _ in range(2):
        _run(command, "-interaction=nonstopmode", source.name, cwd=target.parent)
    return _made(target, engine)


def typst(text: str, target: Path) -> Path:
    """Set a manuscript with Typst."""
    compiler = pytest.importorskip("typst")
    source = target.with_suffix(".typ")
    source.write_text(text, encoding="utf-8")
    compiler.compile(str(source), output=str(target))
    return target


class Printer:
    """Headless Chromium as a printer: started once, spoken to over a pipe in the DevTools protocol."""

    def __init__(self) -> None:
        chromium = program("chromium", "chromium-browser", "google-chrome")
        self._profile = tempfile.TemporaryDirectory(prefix="printer-")
        to_child, self._to = os.pipe()
        self._from, from_child = os.pipe()

        def plugged() -> None:  # Chromium reads its file 3 and writes its file 4
            high = (os.dup(to_child), os.dup(from_child))
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-pipe"]
        self._process = subprocess.Popen(
            [chromium, *flags, f"--user-data-dir={self._profile.name}"],
            preexec_fn=plugged,  # noqa: PLW1509  # nothing else runs in this process
            close_fds=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_child)
        os.close(from_child)
        self._rest = b""
        self._number = 0

    def _ask(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                return dict(answer["result"])

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._from], [], [], 120)
            more = os.read(self._from, 1 << 20) if ready else b""
            if not more:
                pytest.skip("Chromium did not print")
            self._rest += more
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))

    def print(self, page: str, target: Path, *, head: str = "") -> Path:
        """Print a page of HTML; ``head`` is printed on every sheet, with the sheet's number at its foot."""
        source = target.with_suffix(".page.html")
        source.write_text(page, encoding="utf-8")
        name = self._ask("Target.createTarget", url="about:blank")["targetId"]
        session = self._ask("Target.attachToTarget", targetId=name, flatten=True)["sessionId"]
        self._ask("Page.enable", session)
        self._ask("Page.navigate", session, url=source.as_uri())
        while self._next().get("method") != "Page.loadEventFired":
            pass
        style = "font-size:8pt;width:100%;text-align:center"
        printed = self._ask(
            "Page.printToPDF",
            session,
            preferCSSPageSize=True,
            displayHeaderFooter=bool(head),
            headerTemplate=f"<div style='{style}'>{head}</div>",
            footerTemplate=f"<div style='{style}'><span class='pageNumber'></span></div>",
        )
        target.write_bytes(base64.b64decode(printed["data"]))
        self._ask("Target.closeTarget", targetId=name)
        return target

    def close(self) -> None:
        """End Chromium."""
        os.close(self._to)
        os.close(self._from)
        self._process.terminate()
        self._process.wait(30)
        shutil.rmtree(self._profile.name, ignore_errors=True)
        self._profile._finalizer.detach()
