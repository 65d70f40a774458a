"""The built wheel, installed in a fresh environment, does the main job."""

import json
import os
import subprocess
import sys
import venv

import pytest


@pytest.fixture(scope="module")
def installed(tmp_path_factory, root):
    """The scripts folder of an environment that holds the wheel and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("package")
    quiet = {"capture_output": True, "text": True}
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--outdir", str(folder / "dist"), str(root)], check=True, **quiet)
    venv.create(folder / "env", with_pip=True)
    scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    wheel = next((folder / "dist").glob("*.whl"))
    subprocess.run([str(scripts / "python"), "-m", "pip", "install", "--quiet", f"{wheel}[docx]"], check=True, **quiet)
    return scripts


def test_the_wheel_does_the_main_job(installed, sources, tmp_path):
    run = subprocess.run(
        [str(installed / "citekit"), "build", *map(str, sources), "-o", "out"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert len(json.loads((tmp_path / "out" / "library.json").read_text("utf-8"))) == 169
    assert (tmp_path / "out" / "map" / "report.json").exists()


def test_the_wheel_holds_templates_types_and_licence(installed):
    code = "import citekit, pathlib; p = pathlib.Path(citekit.__file__).parent; print(*(q.relative_to(p) for q in sorted(p.rglob('*'))), sep='\\n')"
    listing = subprocess.run([str(installed / "python"), "-I", "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()
    assert "py.typed" in listing
    assert any(name.startswith("templates/") for name in listing)
    assert not any("tests" in name.split("/") for name in listing)
