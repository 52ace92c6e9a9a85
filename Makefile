# Plumbline 准绳. Two commands on a machine with Python 3.11, make and git: `make demo`, `make test`.
# What they need besides (libraries, scripts, browser, fonts, PostgreSQL) they bring themselves, or say how.

SHELL := /bin/sh
PYTHON ?= $(shell command -v python3.11 || command -v python3 || command -v python)
BIN := .venv/bin
STAMPS := .stamps
ARGS ?=
DATA ?=
JOBS ?= 2

.PHONY: setup demo serve test quick lint soak bench pictures outside clean help

help:
	@echo "make demo     build the demonstration and serve it on http://127.0.0.1:8000 (ARGS=--no-serve: build only)"
	@echo "make test     everything: format, lint, types, imports, all tests with browser and PostgreSQL"
	@echo "make quick    the same without browser and servers"
	@echo "make setup serve lint soak bench pictures outside DATA=folder clean"

# ---------- the environment ----------
$(STAMPS)/venv: requirements/runtime.txt
	@mkdir -p $(STAMPS)
	@test -n "$(PYTHON)" || { echo "没有找到 Python 3.11，请先安装。 Python 3.11 is missing: install it first (Debian: apt-get install python3 python3-venv)"; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 以上，$(PYTHON) 太旧。 Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11"; exit 1; }
	test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/runtime.txt
	@touch $@

$(STAMPS)/project: $(STAMPS)/venv pyproject.toml README.md
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# npm of the machine where it is 10 or newer, else node and npm from a wheel.
$(STAMPS)/scripts: package-lock.json tools/vendor_web.py requirements/node.txt $(STAMPS)/venv
	@if command -v npm >/dev/null 2>&1 && [ "$$(npm --version | cut -d. -f1)" -ge 10 ]; then npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; \
	else $(BIN)/python -m pip install --quiet --require-hashes -r requirements/node.txt && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; fi
	$(BIN)/python tools/vendor_web.py
	@touch $@

$(STAMPS)/words: $(STAMPS)/project $(wildcard src/plumbline/web/locale/*/LC_MESSAGES/*.po)
	$(BIN)/python tools/compile_messages.py
	@touch $@

setup: $(STAMPS)/project $(STAMPS)/scripts $(STAMPS)/words

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/project
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

# Chromium, a Chinese font and PostgreSQL: by apt where that is possible, else the line to run.
$(STAMPS)/machine: tools/test_machine.sh
	@mkdir -p $(STAMPS)
	sh tools/test_machine.sh
	@touch $@

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
	./node_modules/.bin/tsc --project jsconfig.json
	$(BIN)/python tools/check_repository.py

test: lint $(STAMPS)/machine
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup $(ARGS)

quick: lint
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup -m "not browser and not server" $(ARGS)

outside: setup $(STAMPS)/dev
	@test -n "$(DATA)" || { echo "用法：make outside DATA=文件夹 (usage: make outside DATA=folder)"; exit 2; }
	PLUMBLINE_OUTSIDE_DATA="$(abspath $(DATA))" $(BIN)/python -m pytest -p no:randomly --override-ini=norecursedirs=node_modules tests/outside $(ARGS)

soak: setup $(STAMPS)/dev $(STAMPS)/machine
	$(BIN)/python -m pytest -p no:randomly --override-ini=norecursedirs=node_modules tests/soak $(ARGS)

bench: setup $(STAMPS)/dev
	$(BIN)/python -m benchmarks $(ARGS)

pictures: setup $(STAMPS)/dev $(STAMPS)/machine
	$(BIN)/python tools/pictures.py $(ARGS)

clean:
	rm -rf .venv node_modules $(STAMPS) src/plumbline/web/static/vendor .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find src -name '*.mo' -delete
