# make replay   install into .venv and replay November 2023
# make test     the same environment: format, lint, types, import contracts, spelling, tests, coverage
# make test-extra  what needs tools that not every machine can install: editors, by yaml-language-server
# make bench    measure against the budgets
# make fuzz     ask every command of files that are almost right, for FUZZ_SECONDS (an hour)
# make docs     write docs/reference.md from the code and the examples beside it
# make clean    remove everything made here

# The first of these that is Python 3.11 or newer; `make PYTHON=...` overrides.
CANDIDATES := python3 python python3.14 python3.13 python3.12 python3.11
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in $(CANDIDATES); do "$$p" -c '$(NEW_ENOUGH)' 2>/dev/null && echo "$$p" && break; done)

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

# Where it is set, each of the many processes that tests start, and every command measured, would compile all of govsim anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: replay test test-extra bench fuzz docs clean

replay: $(VENV)/.installed
	$(VENV)/bin/govsim replay nov2023

test: $(VENV)/.installed-dev
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/typos
	$(PY) -m pytest -n 2 --dist worksteal -m "not slow and not hypothesis" --cov --cov-report=
	$(PY) -m coverage report --fail-under=100
	$(PY) -m pytest -n 2 --dist worksteal -m "slow or hypothesis"

test-extra: $(VENV)/.installed-dev
	$(PY) tests/extra/language_server.py

bench: $(VENV)/.installed-bench
	$(PY) bench/run.py

FUZZ_SECONDS ?= 3600
FUZZ_SEED ?= 1

fuzz: $(VENV)/.installed-dev
	$(PY) fuzz/run.py --seconds $(FUZZ_SECONDS) --seed $(FUZZ_SEED)

docs: $(VENV)/.installed-dev
	$(PY) docs/reference.py

clean:
	rm -rf $(VENV) .extra dist build htmlcov .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
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
