# Two targets do everything on a fresh machine with Python 3.11 and git: `make run` and `make test`.
.DEFAULT_GOAL := help
.SUFFIXES:
PYTHON ?= python3
CORPUS ?= ../shared/corpus
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
CODE   := kb indexer webapp tests
LOCK   := $(BIN)/uv pip compile pyproject.toml --upgrade --generate-hashes --universal \
          --python-version 3.11 --no-annotate --no-header --quiet --extra build
# Tests and servers start many interpreters: what was compiled once is kept.
unexport PYTHONDONTWRITEBYTECODE

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed; name it with PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

# The packages come from a lock file with hashes; a second run finds the stamp and does nothing.
$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

.PHONY: run
run: $(VENV)/.run ## Set everything up, with the acts and demonstration people, and serve on 127.0.0.1:8000
	$(BIN)/kb db upgrade
	$(BIN)/kb acts import
	$(BIN)/kb demo
	$(BIN)/kb index sync
	$(BIN)/kb serve

.PHONY: test
test: $(VENV)/.dev browser ## Set everything up and run all tests
	$(BIN)/pytest -n auto

.PHONY: check
check: $(VENV)/.dev ## What must hold before a commit: format, lint, types, texts, fast tests
	$(BIN)/ruff format --check --quiet $(CODE)
	$(BIN)/ruff check --quiet $(CODE)
	$(BIN)/mypy
	$(BIN)/kb acts check acts
	$(BIN)/pytest -n auto -m "not slow and not browser" --hypothesis-profile=quick --quiet

.PHONY: bench
bench: $(VENV)/.dev ## Measure speed and relevance, with peers in the same run (CORPUS=folder of real texts)
	$(BIN)/python -m tests.bench $(CORPUS)

.PHONY: messages
messages: $(VENV)/.dev ## Bring the translations of the interface up to date with the code
	$(BIN)/python -m webapp.translations.update

.PHONY: env
env: $(VENV)/.dev ## Create the environment for development

.PHONY: lock
lock: $(VENV)/.dev ## Lock the newest packages that pyproject.toml allows
	$(LOCK) --output-file requirements.lock
	$(LOCK) --extra dev --constraint requirements.lock --output-file requirements-dev.lock

# The browser tests drive Chromium: the one on the machine, or one that is installed here.
.PHONY: browser
browser: $(VENV)/.dev
	@$(BIN)/python -m tests.journeys.chromium

.PHONY: clean
clean: ## Remove the environment, the database and the indexes
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'
