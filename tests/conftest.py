"""What several rooms' tests share: the command line as a process, the bundled lists, the shared folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def sources() -> list[Path]:
    return sorted((ROOT / "bibliographies" / "sources").glob("*.txt"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation material beside the checkout; tests that want it skip where it is absent."""
    folder = Path(os.environ.get("CITEKIT_SHARED") or ROOT.parent / "shared")
    if not (folder / "gold").is_dir():
        pytest.skip("the shared evaluation material is not here (CITEKIT_SHARED)")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _own_caches(tmp_path_factory):
    """Keep what tests cache away from what the user has cached."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CITEKIT_CACHE", str(tmp_path_factory.mktemp("cache") / "crossref.sqlite"))
        yield


@pytest.fixture
def citekit(tmp_path):
    """Run the command line as a process, in a folder of its own, and return what came of it."""

    def run(*arguments, data=None, cwd=None, environment=None):
        return subprocess.run(
            [sys.executable, "-m", "citekit", *map(str, arguments)],
            input=data if data is None or isinstance(data, bytes) else data.encode(),
            capture_output=True,
            cwd=cwd or tmp_path,
            env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200", "PYTHONUTF8": "1", **(environment or {})},
            timeout=600,
            check=False,
        )

    return run
