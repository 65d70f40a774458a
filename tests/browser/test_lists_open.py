"""Lists open in the programs that people use: LibreOffice, Chromium, LaTeX. Skipped where they are not installed."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from citekit.formatters import format_records
from citekit.formatters.journal import journal_lists, read_journal
from citekit.formatters.render import render
from citekit.model import Custom, Date, Name, Record

sys.path.insert(0, str(Path(__file__).parent.parent))
from outputs import page

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PDFTOTEXT = shutil.which("pdftotext")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

RECORDS = (
    Record(
        id="v", type="book", language="ru", title="Мышление и речь {\\rtf} <b> & «ёлки»", author=(Name(family="Выготский", given="Л. С."),), publisher_place="М.",
        publisher="Лабиринт", issued=Date.of(1999), number_of_pages="352", custom=Custom(translated_title="Thinking and speech"),
    ),
    Record(
        id="t", type="article-journal", language="en", title="Computing machinery and intelligence", author=(Name(family="Turing", given="A. M."),),
        container_title="Mind", volume="59", issue="236", page="433-460", issued=Date.of(1950), doi="10.1093/mind/LIX.236.433",
    ),
    Record(id="w", type="webpage", language="en", title="Ocean 😀 page", url="https://example.org/" + "long/" * 30, issued=Date.of(2020, 1, 5)),
)  # fmt: skip


LATEX = shutil.which("pdflatex")
CYRILLIC_TEX = LATEX and subprocess.run(["kpsewhich", "t2aenc.def"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def lists():
    return journal_lists(RECORDS, read_journal("ru-bsi-translit"))


def letters(text):
    """Return a text without blanks and hyphens at line ends, as a PDF breaks it."""
    return re.sub(r"[\s\u00a0\u00ad]", "", text)


@pytest.mark.skipif(not (OFFICE and PDFTOTEXT), reason="LibreOffice or pdftotext is not installed")
@pytest.mark.parametrize("to", ["docx", "rtf"])
def test_libreoffice_shows_every_reference_with_its_number(lists, tmp_path, to):
    data = render(lists, to)
    (tmp_path / f"list.{to}").write_bytes(data if isinstance(data, bytes) else data.encode("ascii"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", f"list.{to}"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=180, check=True)
    done = subprocess.run([PDFTOTEXT, "-layout", "list.pdf", "-"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True)
    shown = letters(done.stdout)
    for bibliography in lists:
        assert letters(bibliography.heading) in shown
        for entry in bibliography.entries:
            assert letters(f"{entry.number}.{entry.text.plain()}") in shown


@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
def test_chromium_shows_every_reference_and_loads_nothing(lists, tmp_path):
    (tmp_path / "list.html").write_text(render(lists, "html"), encoding="utf-8")
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", f"--user-data-dir={tmp_path}/profile", "--enable-logging=stderr", "--dump-dom",
        f"file://{tmp_path}/list.html",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert "Content Security Policy" not in done.stderr  # the page breaks none of its own rules
    shown = page(done.stdout)
    wanted = [entry.text.plain() for bibliography in lists for entry in bibliography.entries]
    assert shown.items == wanted
    assert all(link.startswith("https://") for link in shown.links)


@pytest.mark.skipif(not CYRILLIC_TEX, reason="pdflatex with T2A is not installed")
def test_latex_sets_the_lists_without_an_error(lists, tmp_path):
    made = render([*lists, format_records(RECORDS[:2], "apa")], "latex").replace("😀", "")  # pdfTeX knows no emoji
    (tmp_path / "list.tex").write_text(made, encoding="utf-8")
    packages = "\\usepackage[T2A]{fontenc}\\usepackage[utf8]{inputenc}\\usepackage[russian]{babel}\\usepackage{hyperref}"
    (tmp_path / "main.tex").write_text(f"\\documentclass{{article}}{packages}\\begin{{document}}\\input{{list}}\\end{{document}}")
    command = [LATEX, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "main.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=180, check=False)
    assert done.returncode == 0, done.stdout[-2000:].decode(errors="replace")
    assert (tmp_path / "main.pdf").stat().st_size > 5000
