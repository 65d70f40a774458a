"""Profiles of journals at the command line: both lists in one file or two, and one line for a mistake."""

import json

import pytest

ITEMS = json.dumps([{"id": "a", "type": "book", "language": "ru", "title": "Книга", "author": [{"family": "Щукин", "given": "Ю. Я."}]}])


def run(citekit, *arguments):
    return citekit("format", "-", "--from", "csl-json", *arguments, data=ITEMS)


def test_the_profiles_are_listed(citekit):
    lines = citekit("journals").stdout.decode().splitlines()
    assert [line.split("\t")[0] for line in lines] == [
        "apa-only", "by-kind", "gost-only", "interleaved", "inverted", "ru-ama-english", "ru-apa-english", "ru-bsi-translit",
    ]  # fmt: skip
    assert all(len(line.split("\t")) == 3 for line in lines)


def test_both_lists_go_to_one_output(citekit):
    made = run(citekit, "--journal", "ru-bsi-translit").stdout.decode().replace("\u00a0", " ")
    assert made.startswith("Литература\n\n1. Щукин Ю. Я. Книга.\n\nReferences\n\n1. Shchukin Yu.Ya. Kniga. (In Russ.)")


def test_or_to_one_file_each(citekit, tmp_path):
    assert run(citekit, "--journal", "ru-bsi-translit", "-o", "list.txt", "--separate").returncode == 0
    assert (tmp_path / "list-1.txt").read_text("utf-8").startswith("Литература")
    assert (tmp_path / "list-2.txt").read_text("utf-8").startswith("References")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--journal", "gost-onlye"), "did you mean 'gost-only'"),
        (("--journal", "none.toml"), "none.toml: cannot be read"),
        (("--journal", "gost-only", "--sort", "year"), "--journal"),
        (("--separate",), "--separate"),
        (("--style", "none.csl"), "none.csl: cannot be read"),
    ],
)
def test_a_mistake_is_one_line_and_wrong_usage(citekit, arguments, problem):
    done = run(citekit, *arguments)
    assert done.returncode == 2
    assert problem in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
