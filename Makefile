# Every command of the project. `make` alone lists them.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.PHONY: help setup demo test run bench soak lint format check pytest wheel frozen i18n lock clean

help: ## List the commands
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /\1\t/' | expand -t 12

setup: .venv/.system .venv/.packages .venv/.project ## Install everything into .venv (quick when nothing changed)
	@$(BIN)/python packaging/translating.py compile

demo: setup ## Do the whole job once: type, send, merge and print into build/demo
	@rm -rf build/demo && mkdir -p build
	$(OFFSCREEN) $(BIN)/gcm-desktop demo build/demo

test: setup ## Check everything: format, style, types, layers, tests, wheel, installed program
	@packaging/checks.sh

run: setup ## Open the program
	@$(BIN)/gcm-desktop

bench: setup ## Print the benchmarks
	@for script in benchmarks/[a-z]*.py; do echo "== $$script"; $(OFFSCREEN) $(BIN)/python "$$script"; done

soak: setup ## Run what takes too long for every day and write docs/soak.md
	$(OFFSCREEN) $(BIN)/python packaging/soaking.py

lint: setup ## Check format, style, types and layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup ## Put the code into the one format
	$(BIN)/ruff check --fix --exit-zero --quiet .
	$(BIN)/ruff format .

pytest: setup ## Run the tests alone
	$(OFFSCREEN) $(BIN)/python -m pytest -q -n 2 --dist loadscope

wheel: setup ## Build the wheel into dist/
	@packaging/wheel.sh

check: wheel ## Install the wheel elsewhere and let it check itself
	@packaging/check_wheel.sh

frozen: setup ## Build the frozen program into dist/frozen and prove it where there is no Python
	@packaging/frozen.sh

i18n: setup ## Collect the texts and bring the translations up to date
	@$(BIN)/python packaging/translating.py update

lock: setup ## Choose the exact packages anew (pyproject.toml says which)
	$(BIN)/uv pip compile -q $(LOCKING) -o requirements.lock
	$(BIN)/uv pip compile -q $(LOCKING) --group dev -c requirements.lock -o requirements-dev.lock
	$(BIN)/uv pip compile -q packaging/freezing.in $(subst pyproject.toml,,$(LOCKING)) -c requirements.lock -o packaging/freezing.lock

clean: ## Remove what was built, but not .venv
	@rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

LOCKING := pyproject.toml --universal --python-version 3.11 --upgrade --generate-hashes \
	--no-header --no-annotate --system-certs

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or newer is needed (python3.11, python3-venv)."; exit 1; fi
	@PYTHON="$(PYTHON)" packaging/system_libraries.sh
	@echo "Making .venv with $(PYTHON)"
	@$(PYTHON) -m venv .venv

.venv/.system: packaging/system_libraries.sh | $(BIN)/python
	@PYTHON="$(BIN)/python" packaging/system_libraries.sh
	@touch $@

.venv/.packages: requirements-dev.lock | $(BIN)/python
	@echo "Installing the packages of requirements-dev.lock"
	@$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

.venv/.project: pyproject.toml packaging/hatch_build.py .venv/.packages
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@
