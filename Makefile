# From a clone to a conflict on the screen: `make run`. Needs Python 3.11 or later and make; everything else goes into .venv.
#
#   make run      read sources/, find the contradictions, write reports/ and claims/claims.db
#   make serve    review them in the browser
#   make test     run the tests            (ARGS="-k name" for some of them)
#   make check    lint, types, generated documentation
#   make eval     how well contradictions are found, on the dossiers of tests/
#   make bench    how fast, and with how much memory
#   make lock     pin the dependencies of pyproject.toml again (UPGRADE=1: to the newest releases)
#   make docs     write the command reference anew
#   make clean    remove .venv and caches; verdicts stay

VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
COMPILE = $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --build-deps-for editable \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options --no-header $(if $(UPGRADE),--upgrade)

# Which Python to build .venv with, unless PYTHON names one: the first of these that is recent enough.
PYTHON ?=
PYTHONS := $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11)
OLDEST := 3.11

# Dossiers with gold: those of the tests, and those that lie beside the repository where there are any.
DOSSIERS = $(patsubst %/gold.json,%,$(wildcard tests/bundled/gold.json tests/dossiers/*/gold.json ../shared/eval/*/*/gold.json))

.DEFAULT_GOAL := run
.PHONY: run serve test check docs eval bench lock clean help
.DELETE_ON_ERROR:

run: $(RUN)
	@$(BIN)/atodds run $(ARGS)

serve: $(RUN)
	@$(BIN)/atodds serve $(ARGS)

test: $(DEV)
	@$(BIN)/pytest $(ARGS)

check: $(DEV)
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python scripts/generate_docs.py --check

docs: $(DEV)
	@$(BIN)/python scripts/generate_docs.py

eval: $(RUN)
	@$(BIN)/atodds evaluate --floors tests/floors.toml --speed $(or $(ARGS),$(DOSSIERS))

bench: $(DEV)
	@$(BIN)/python benchmarks/bench.py $(ARGS)
	@$(BIN)/python benchmarks/linking.py
	@$(BIN)/python benchmarks/linkers.py

help:
	@sed -n 's/^#   //p' Makefile

$(BIN)/python:
	@for p in $(PYTHONS); do \
	  if "$$p" -c 'import sys; sys.exit(sys.version_info[:2] < tuple(map(int, "$(OLDEST)".split("."))))' >/dev/null 2>&1; then found=$$p; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "At Odds needs Python $(OLDEST) or later; none was found among: $(PYTHONS)." >&2; \
	  echo "Install one, or name yours: make PYTHON=/path/to/python3" >&2; exit 1; \
	fi; \
	echo "Making $(VENV) with $$("$$found" --version)"; \
	"$$found" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# The stamp is written last: an installation that was broken off is taken up again.
$(RUN): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV) (the first time takes a minute or two)"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements-dev.lock $(RUN)
	@echo "Installing what the tests need"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

# The second lock holds the first: no package is in two versions. The first is compiled with the oldest Python supported,
# so that what only older ones need is in it.
lock: | $(BIN)/python
	@$(BIN)/pip-compile --version >/dev/null 2>&1 || $(PIP) install "pip-tools>=7.4"
	@$(COMPILE) --output-file requirements.lock pyproject.toml
	@$(COMPILE) --extra dev --extra cluster --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	@grep -nE '^--|://' requirements.lock requirements-dev.lock && { echo "A lock file names an index: remove it." >&2; exit 1; } || true

# claims/claims.db stays: people's verdicts are in it.
clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage claims/cache.db*
	find src tests scripts benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
