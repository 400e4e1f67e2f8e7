# One word for each habit. `make demo` and `make test` do all their own set-up; they need Python 3.11 or newer and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint format types imports soak pictures wheel clean help

help:  ## what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.rex: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(VENV)/.rex $@

demo: $(VENV)/.rex  ## review the sample sessions and say where to find the report
	$(BIN)/rex demo

test: $(VENV)/.dev lint types imports  ## everything that takes under five minutes
	$(BIN)/python -m pytest -n 2 -m browser  # apart: a browser leaves an event loop running in its process
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not soak and not browser"

lint: $(VENV)/.dev  ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev  ## mypy --strict
	$(BIN)/mypy

imports: $(VENV)/.dev  ## the floors of the house
	$(BIN)/lint-imports

format: $(VENV)/.dev  ## write the code as ruff would
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

soak: $(VENV)/.dev  ## the long ones: kill loops, simulations
	$(BIN)/python -m pytest -n 2 -m soak

pictures: $(VENV)/.dev  ## screenshots under docs/img, with an installed Chromium
	$(BIN)/python bench/pictures.py

wheel: $(VENV)/.dev  ## the package, in dist/
	rm -rf dist
	$(BIN)/python -m build --wheel --outdir dist .

clean:  ## what can be made again
	rm -rf $(VENV) dist build rex-demo .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .coverage
