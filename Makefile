# Two commands: `make demo` runs the main job on the bundled reference lists, `make test` runs every check.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= out
SOURCES := $(wildcard bibliographies/sources/*.txt)

.PHONY: demo test lint check-types check-layers pytest format bibliographies rules model clean

demo: $(VENV)/demo
	$(BIN)/citekit build $(SOURCES) -o $(OUT)
	@echo
	@echo "The lists:  $(OUT)/gost.html  $(OUT)/gost.docx  $(OUT)/apa.html  $(OUT)/apa.docx  (also .txt and .md)"
	@echo "The data:   $(OUT)/library.bib  $(OUT)/library.json  $(OUT)/duplicates.json  $(OUT)/papers.json"
	@echo "The map:    $(OUT)/map/"

test: lint check-types check-layers pytest

lint: $(VENV)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

check-types: $(VENV)/test
	$(BIN)/mypy

check-layers: $(VENV)/test
	$(BIN)/lint-imports --no-cache

pytest: $(VENV)/test $(VENV)/material
	$(BIN)/python -m pytest

format: $(VENV)/test
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

# The finished lists in bibliographies/ are what the main job makes of the sources beside them.
bibliographies: $(VENV)/demo
	$(BIN)/citekit build $(SOURCES) -o bibliographies/finished --plain
	for source in $(SOURCES); do $(BIN)/citekit extract $$source --to bibtex -o bibliographies/$$(basename $$source .txt).bib; done

# docs/checks.md and docs/checks/ are what the rules say of themselves.
rules: $(VENV)/test
	$(BIN)/python -m citekit.checks.documentation

# A Debian python3 without the venv package has no ensurepip: then a virtualenv from PyPI makes the environment.
$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV) && sh .ci/venv $(PYTHON) $(VENV); }

$(VENV)/demo: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[docx,map]'
	@touch $@

$(VENV)/test: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@

# Schemas and axe-core that the tests hold reports and pages against; what cannot be had is skipped there by its name.
$(VENV)/material: $(VENV)/test tests/material.py
	$(BIN)/python tests/material.py $@
	@touch $@

clean:
	rm -rf $(OUT) $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The labeller's model from the annotated sets and renderings; needs the training material (SHARED).
SHARED ?= ../shared
model: $(VENV)/test
	$(BIN)/python -m training.train --shared $(SHARED)
	$(BIN)/python -m training.judge --shared $(SHARED) --card
	$(BIN)/python -m training.confidence --shared $(SHARED) --card
	$(BIN)/python -m training.evaluate --shared $(SHARED) --card
