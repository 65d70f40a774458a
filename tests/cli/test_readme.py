"""What the README shows is what happens."""

import doctest
import json
import subprocess
import sys

import material
import pytest
import yaml


@pytest.fixture(scope="module")
def readme(root):
    return (root / "README.md").read_text("utf-8")


def test_the_python_of_the_readme_runs(root):
    result = doctest.testfile(str(root / "README.md"), module_relative=False, encoding="utf-8", optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.attempted > 4
    assert result.failed == 0


def test_the_demo_of_the_readme_is_what_the_build_prints(readme, sources, tmp_path):
    command = [sys.executable, "-m", "citekit", "build", *map(str, sources), "-o", "out"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    shown = readme.split("$ make demo\n")[1].split("```")[0].splitlines()
    printed = run.stderr.splitlines()
    for line in shown[1 : shown.index("")]:
        assert line in printed
    gost = (tmp_path / "out" / "gost.txt").read_text("utf-8").replace("\u00a0", " ").splitlines()
    for line in readme.split("```text\n")[1].split("```")[0].splitlines():
        assert line == "…" or line in gost


def snippets(readme, language):
    return [part.split("```")[0] for part in readme.split(f"```{language}\n")[1:]]


def test_the_hook_that_the_readme_configures_is_one_that_the_repository_has(readme, root):
    (config,) = (found for found in map(yaml.safe_load, snippets(readme, "yaml")) if "repos" in found)
    known = {hook["id"] for hook in yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert {hook["id"] for repository in config["repos"] for hook in repository["hooks"]} <= known
    assert {"citekit-check", "citekit-fix", "citekit-project"} == known


def test_the_action_of_the_readme_is_a_workflow_whose_commands_do_what_it_uploads(readme, tmp_path):
    import jsonschema

    (workflow,) = (found for found in map(yaml.safe_load, snippets(readme, "yaml")) if "jobs" in found)
    workflow["on"] = workflow.pop(True)  # YAML 1.1 reads «on» as true
    steps = workflow["jobs"]["references"]["steps"]
    (command,) = (step["run"] for step in steps if step.get("run", "").startswith("citekit "))
    (tmp_path / "paper.md").write_text("[@nobody]\n", encoding="utf-8")
    (tmp_path / "refs.bib").write_text("@misc{a, title = {T}}\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", *command.split()], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 1
    (uploaded,) = (step["with"]["sarif_file"] for step in steps if "upload-sarif" in step.get("uses", ""))
    assert json.loads((tmp_path / uploaded).read_text("utf-8"))["version"] == "2.1.0"
    jsonschema.validate(workflow, json.loads(material.wanted("github-workflows.json").read_text("utf-8")))
