# Plumbline 准绳. Two commands on a machine with Python 3.11, make and git: `make demo`, `make test`.
# What they need besides (libraries, scripts, browser, fonts, PostgreSQL) they bring themselves, or say how.

SHELL := /bin/sh
ifndef PYTHON
PYTHON := $(shell sh tools/find_python.sh)
endif
BIN := .venv/bin
STAMPS := .stamps
ARGS ?=
DATA ?=
JOBS ?= 2

# A stamp tells of the environment beside it; where that is gone, everything is made again.
ifeq ($(wildcard $(BIN)/python),)
$(shell rm -rf $(STAMPS))
endif

.PHONY: machine setup demo serve test quick lint soak bench pictures outside clean help

help:
	@echo "make demo     build the demonstration and serve it on http://127.0.0.1:8000 (ARGS=--no-serve: build only)"
	@echo "make test     everything: format, lint, types, imports, all tests with browser and PostgreSQL"
	@echo "make quick    the same without browser, servers and the long runs"
	@echo "make setup serve lint soak bench pictures outside DATA=folder clean"

# ---------- the environment ----------
$(STAMPS)/venv: requirements/runtime.txt
	@mkdir -p $(STAMPS)
	@sh tools/make_venv.sh "$(PYTHON)"
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/runtime.txt
	@touch $@

$(STAMPS)/project: $(STAMPS)/venv pyproject.toml README.md
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# With the npm of the machine where it is 10 or newer, else with node and npm from a wheel.
$(STAMPS)/scripts: package-lock.json tools/vendor_web.py tools/with_node.sh requirements/node.txt $(STAMPS)/venv
	sh tools/with_node.sh npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	$(BIN)/python tools/vendor_web.py
	@touch $@

$(STAMPS)/words: $(STAMPS)/project $(wildcard src/plumbline/web/locale/*/LC_MESSAGES/*.po)
	$(BIN)/python tools/compile_messages.py
	@touch $@

setup: $(STAMPS)/project $(STAMPS)/scripts $(STAMPS)/words

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/project
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

# Chromium, a Chinese font and PostgreSQL: by apt where that is possible, else the line to run. Asked each time
# and first of all: what is missing is said at once, not after the minutes of the other checks.
machine:
	@sh tools/test_machine.sh

# ---------- running ----------
demo: setup
	$(BIN)/plumbline demo $(ARGS)

serve: setup
	$(BIN)/plumbline serve $(ARGS)

# ---------- checking ----------
lint: setup $(STAMPS)/dev
	$(BIN)/ruff format --check src tests tools benchmarks
	$(BIN)/ruff check src tests tools benchmarks
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'src/plumbline/web/templates/*.html')
	$(BIN)/mypy
	PYTHONPATH=src $(BIN)/lint-imports --no-cache
	$(BIN)/python tools/compile_messages.py --check
	sh tools/with_node.sh ./node_modules/.bin/tsc --project jsconfig.json
	$(BIN)/python tools/check_repository.py

test: machine lint
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup $(ARGS)

quick: lint
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup -m "not browser and not server and not long" $(ARGS)

outside: setup $(STAMPS)/dev
	@test -n "$(DATA)" || { echo "用法：make outside DATA=文件夹 (usage: make outside DATA=folder)"; exit 2; }
	PLUMBLINE_OUTSIDE_DATA="$(abspath $(DATA))" $(BIN)/python -m pytest -p no:randomly "--override-ini=norecursedirs=node_modules .hypothesis" tests/outside $(ARGS)

soak: machine setup $(STAMPS)/dev
	$(BIN)/python -m pytest -p no:randomly "--override-ini=norecursedirs=node_modules .hypothesis" tests/soak $(ARGS)

bench: setup $(STAMPS)/dev
	$(BIN)/python -m benchmarks $(ARGS)

pictures: machine setup $(STAMPS)/dev
	$(BIN)/python tools/pictures.py $(ARGS)

clean:
	rm -rf .venv node_modules $(STAMPS) src/plumbline/web/static/vendor .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find src -name '*.mo' -delete
