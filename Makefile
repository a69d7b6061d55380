# Needs Python 3.11 and make; everything else comes from the locks, by hash.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV ?= uv
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
# What pip installs it translates to bytecode; an editable install is translated here, so that no start has to.
TRANSLATE := $(BIN)/python -m compileall -q solver api
LOCK := $(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11

.PHONY: demo serve test lint docs bench-micro lock clean

# One sample school, solved for a minute, as JSON, workbook and printed page.
demo: .venv/.demo
	$(BIN)/afterbell solve instances/samples/fengjin.json --seconds 60 --force \
	  -o out/fengjin.json -o out/fengjin.xlsx -o out/fengjin.html --report out/report.json

# The service on this machine: http://127.0.0.1:8000, its data in ./data.
serve: .venv/.demo
	$(BIN)/afterbell serve

test: lint
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy

# The documentation as pages that need no internet: site/index.html. A broken link or a page in no menu fails.
docs: .venv/.dev
	$(BIN)/python -m mkdocs build --strict

# What building models, checking, constructing and one sub-solve take; no part of `make test`.
bench-micro: .venv/.bench
	$(BIN)/python -m pytest benchmarks/micro -p no:randomly --benchmark-columns=min,median,max,rounds

# A lock is complete, so pip resolves nothing (`--no-deps`): where it resolves, an extra that a locked package asks for makes it
# look for newer versions, which have no hash here. `pip check` has the last word on whether everything asked for is there.
# Setuptools stands in the lock too, hence no isolated build: nothing is installed that has no hash.
define INSTALL
$(PIP) --no-deps --require-hashes -r $<
$(PIP) --no-deps --no-build-isolation -e .
$(BIN)/python -m pip check
$(TRANSLATE)
@touch $@
endef

.venv/.demo: requirements.lock pyproject.toml | .venv/bin/python
	$(INSTALL)

.venv/.dev: requirements-dev.lock pyproject.toml | .venv/bin/python
	$(INSTALL)

.venv/.bench: requirements-bench.lock pyproject.toml | .venv/bin/python
	$(INSTALL)

.venv/bin/python:
	$(PYTHON) -m venv .venv

# For whoever changes a dependency in pyproject.toml; needs uv.
lock:
	$(LOCK) --extra build pyproject.toml -o requirements.lock
	$(LOCK) --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(LOCK) --extra build --extra dev --extra bench -c requirements-dev.lock pyproject.toml -o requirements-bench.lock

clean:
	rm -rf .venv out site build dist htmlcov .coverage .coverage.* .hypothesis *.egg-info
	rm -rf .mypy_cache .pytest_cache .ruff_cache .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
