# make replay   install into .venv and replay November 2023
# make test     the same environment: format, lint, types, import contracts, spelling, tests, coverage
# make bench    measure against the budgets
# make docs     write docs/reference.md from the code and the examples beside it
# make clean    remove everything made here

# The first of these that is Python 3.11 or newer; `make PYTHON=...` overrides.
CANDIDATES := python3 python python3.14 python3.13 python3.12 python3.11
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in $(CANDIDATES); do "$$p" -c '$(NEW_ENOUGH)' 2>/dev/null && echo "$$p" && break; done)

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
KERNEL := src/govsim/world/*,src/govsim/record/*,src/govsim/rules/*,src/govsim/engine/*,src/govsim/whatif/*

.PHONY: replay test bench docs clean

replay: $(VENV)/.installed
	$(VENV)/bin/govsim replay nov2023

test: $(VENV)/.installed-dev
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/typos
	$(PY) -m pytest -n 2 -m "not slow" --cov --cov-report=
	$(PY) -m pytest -n 2 -m slow
	$(PY) -m coverage report --include='$(KERNEL)' --fail-under=100

bench: $(VENV)/.installed-bench
	$(PY) bench/run.py

docs: $(VENV)/.installed-dev
	$(PY) docs/reference.py

clean:
	rm -rf $(VENV) dist build htmlcov .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@if [ -z "$(PYTHON)" ]; then echo "govsim needs Python 3.11 or newer; none of $(CANDIDATES) is" >&2; exit 1; fi
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/.made
	$(PIP) --editable .
	@touch $@

$(VENV)/.installed-bench: pyproject.toml constraints.txt | $(VENV)/.made
	$(PIP) --editable '.[dev,bench]'
	@touch $@ $(VENV)/.installed $(VENV)/.installed-dev

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/.made
	$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.installed
