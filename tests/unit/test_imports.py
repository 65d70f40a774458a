"""What a cheap import may load."""

import subprocess
import sys

HEAVY = (
    "typer",
    "rich",
    "habanero",
    "httpx2",
    "lxml",
    "numpy",
    "scipy",
    "docx",
    "pybtex",
    "bibtexparser",
    "rapidfuzz",
    "pycrfsuite",
    "jinja2",
    "iuliia",
)


def loaded_by(code):
    run = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sorted(sys.modules))"], capture_output=True, text=True, check=True
    )
    return set(run.stdout.split())


def test_import_citekit_loads_nothing_but_itself():
    assert {m for m in loaded_by("import citekit") if m.startswith("citekit")} == {"citekit"}


def test_the_rooms_are_cheap_to_import():
    loaded = loaded_by("import citekit.parsers, citekit.formats, citekit.formatters, citekit.dedupe, citekit.cocitation, citekit.pipeline")
    assert not loaded & set(HEAVY)


def test_the_public_names_are_what_they_say():
    code = "import citekit\nassert set(citekit.__all__) <= set(dir(citekit)), dir(citekit)\n"
    code += "for name in citekit.__all__: getattr(citekit, name)"
    assert "citekit" in loaded_by(code)
