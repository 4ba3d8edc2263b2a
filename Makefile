# Two targets do everything: `make serve` and `make test`. The rest are their steps.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= data
HOST ?= 127.0.0.1
PORT ?= 8000
REPORTS ?=
SHARED ?= ../shared

.DEFAULT_GOAL := help
.PHONY: help setup gazetteer graph serve test test-fast test-lowest watch lint score bench campaign assets lock wheel check-prerequisites test-prerequisites clean

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

check-prerequisites:
	@PYTHON="$(PYTHON)" sh tools/check-prerequisites.sh

setup: $(VENV)/.runtime gazetteer assets  ## environment, the pobratim command, web assets

$(VENV)/.base: tools/check-prerequisites.sh
	@PYTHON="$(PYTHON)" sh tools/check-prerequisites.sh
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.base requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock tests/validators.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r tests/validators.lock
	@touch $@

GAZETTEER := ontology/gazetteer
GAZETTEER_SOURCES := $(addprefix $(GAZETTEER)/,compiling.py spelling.py city_names.yml regions.yml districts.yml)

gazetteer: $(GAZETTEER)/settlement_names.tsv

$(GAZETTEER)/settlement_names.tsv: $(VENV)/.runtime $(GAZETTEER_SOURCES)
	$(BIN)/python -m ontology.gazetteer.compiling

ASSET_SOURCES := $(shell find web/assets -type f 2>/dev/null) web/palette.json

assets: web/static/dist/manifest.json

node_modules/.package-lock.json: package.json package-lock.json $(VENV)/.base
	npm ci --silent --no-audit --no-fund
	@touch $@

CLIENTS := tests/clients

$(CLIENTS)/node_modules/.package-lock.json: $(CLIENTS)/package.json $(CLIENTS)/package-lock.json
	npm ci --prefix $(CLIENTS) --silent --no-audit --no-fund
	@touch $@

web/static/dist/manifest.json: node_modules/.package-lock.json $(ASSET_SOURCES)
	npm run --silent build

graph: setup
	@if [ -n "$(REPORTS)" ]; then $(BIN)/pobratim build --data $(DATA) $(REPORTS); \
	elif [ ! -e $(DATA)/current ]; then $(BIN)/pobratim build --data $(DATA) --sample; fi

serve: graph  ## graph of REPORTS="a.docx b.docx", else the one built before, else the sample's; explorer on localhost
	$(BIN)/pobratim serve --data $(DATA) --host $(HOST) --port $(PORT)

lint: $(VENV)/.dev  ## ruff, mypy strict, import-linter, TypeScript
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	npm run --silent check

test-prerequisites:
	@sh tools/test-prerequisites.sh

test: test-prerequisites $(VENV)/.dev $(CLIENTS)/node_modules/.package-lock.json gazetteer assets lint wheel  ## lint, wheel, tests, real browser
	$(BIN)/pytest -q -n 2 --dist loadfile

FAST := "not browser and not engine and not office and not slow"

test-fast: $(VENV)/.dev gazetteer assets  ## tests without browser, office and servers: what one runs while working
	$(BIN)/pytest -q -n 2 --dist loadfile -m $(FAST)

LOWEST := artefacts/lowest
TEST_TOOLS := httpx2 hypothesis import-linter playwright psutil pyld pytest pytest-timeout pytest-xdist sparqlwrapper

test-lowest: $(VENV)/.dev gazetteer assets  ## the fast tests with the lowest versions that pyproject.toml allows; LOWEST_PYTHON=…
	$(BIN)/uv venv --quiet --clear $(if $(LOWEST_PYTHON),--python $(LOWEST_PYTHON)) $(LOWEST)
	$(BIN)/uv pip install --quiet --python $(LOWEST)/bin/python --resolution lowest-direct \
	  -r pyproject.toml --extra cluster --extra mcp --extra notebook
	$(BIN)/uv pip install --quiet --python $(LOWEST)/bin/python $(TEST_TOOLS)
	$(BIN)/uv pip install --quiet --python $(LOWEST)/bin/python --no-deps --editable .
	$(LOWEST)/bin/python -m pytest -q -n 2 --dist loadfile -p no:cacheprovider -o filterwarnings=ignore -m $(FAST)

watch: assets  ## build web assets again whenever one changes
	npm run --silent watch

wheel: $(VENV)/.dev gazetteer assets  ## build the wheel and prove that its data files ship
	rm -rf dist
	$(BIN)/python -m hatchling build -t wheel
	$(BIN)/python tools/check_wheel.py dist/*.whl

score: $(VENV)/.dev gazetteer  ## compare extraction with the annotated reports in SHARED
	$(BIN)/python tools/score.py $(SHARED)

bench: $(VENV)/.dev graph  ## every benchmark, as ratios within one run; at the end one table, ours : peer
	for name in extract cells build adding resolve queries; do $(BIN)/python -m bench.bench_$$name || exit 1; done
	for name in endpoint pages; do $(BIN)/python -m bench.bench_$$name $(DATA) || exit 1; done
	test -d artefacts/natasha || $(BIN)/uv pip install --quiet --python $(BIN)/python --target artefacts/natasha natasha
	$(BIN)/python -m bench.bench_peers

campaign: $(VENV)/.dev gazetteer assets  ## attacks on documents, builds, data, pages and a server; SEED=… attacks alike, SHARE=0.1 is a tenth of the hour, MINUTES=20 bounds it
	$(BIN)/python -m bench.campaign $(if $(SEED),--seed $(SEED)) $(if $(SHARE),--share $(SHARE)) $(if $(MINUTES),--minutes $(MINUTES))

lock:  ## pin again what pyproject.toml asks for
	$(BIN)/uv pip compile --quiet --generate-hashes --extra dev pyproject.toml -o requirements-dev.lock
	$(BIN)/uv pip compile --quiet --generate-hashes --extra build pyproject.toml -c requirements-dev.lock -o requirements.lock
	$(BIN)/uv pip compile --quiet --generate-hashes tests/validators.in --override tests/validators-overrides.txt -c requirements-dev.lock -o tests/validators.lock

clean:  ## remove what can be made again (never DATA)
	rm -rf $(VENV) node_modules web/static/dist dist artefacts
