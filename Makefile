# Each target makes its own virtual environment in .venv first; nothing else needs to be installed by hand.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES ?= ../shared/sources
TOOLS := tests/tools
WORKBOOK ?= data.xlsx
PACK_FOLDER ?= build/offline
PEERS ?= ../shared/peers
MINUTES ?= 30

#: Nothing is installed but the very files whose checksums stand in a lock file.
INSTALL := -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: run prepare test test-pages lint check-pages validate audit import template from-workbook pack bench race guards soak \
	lock sbom check-dependencies

$(VENV)/.run-ready: requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python $(INSTALL) -r requirements.lock
	touch $@

$(VENV)/.dev-ready: requirements.lock requirements-dev.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python $(INSTALL) -r requirements-dev.lock
	touch $@ $(VENV)/.run-ready

run: $(VENV)/.run-ready  ## validate the data, then serve it at http://127.0.0.1:8050
	$(BIN)/python app.py

prepare: $(VENV)/.run-ready  ## validate the data, and make the pages that most readers ask for first
	$(BIN)/python app.py prepare

# pysdmx reads our SDMX back in the tests; it brings pyarrow, so it lives apart.
$(VENV)-sdmx/.ready: $(TOOLS)/requirements-sdmx.lock
	test -x $(VENV)-sdmx/bin/python || $(PYTHON) -m venv $(VENV)-sdmx
	$(VENV)-sdmx/bin/python $(INSTALL) -r $(TOOLS)/requirements-sdmx.lock
	touch $@

# What looks after the packages themselves, apart from them.
$(VENV)-supply/.ready: $(TOOLS)/requirements-supply.lock
	test -x $(VENV)-supply/bin/python || $(PYTHON) -m venv $(VENV)-supply
	$(VENV)-supply/bin/python $(INSTALL) -r $(TOOLS)/requirements-supply.lock
	touch $@

test: $(VENV)/.dev-ready $(VENV)-sdmx/.ready $(VENV)-supply/.ready lint  ## everything that must hold
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not pages"

test-pages: $(VENV)/.dev-ready  ## every kind of page in every language, every sheet on paper, the whole offline pack; takes an hour
	$(BIN)/python -m pytest -n auto --dist loadfile -m pages

lint: $(VENV)/.dev-ready
	$(BIN)/ruff check .
	$(BIN)/mypy

$(TOOLS)/node_modules/.ready: $(TOOLS)/package.json $(TOOLS)/package-lock.json
	@command -v npm >/dev/null || { echo "make check-pages needs node, npm and java, and npm is not installed" >&2; exit 1; }
	PUPPETEER_SKIP_DOWNLOAD=1 npm ci --prefix $(TOOLS) --ignore-scripts --no-audit --no-fund
	touch $@

check-pages: $(VENV)/.dev-ready $(TOOLS)/node_modules/.ready  ## every kind of page: HTML checker, axe, Lighthouse
	PYTHONPATH=.:tests $(BIN)/python $(TOOLS)/check_pages.py $(PAGES)

pack: $(VENV)/.run-ready  ## write the copy for use without a network: build/offline and build/offline.zip
	$(BIN)/python app.py publish $(PACK_FOLDER) --zip build/offline.zip

validate: $(VENV)/.run-ready  ## print every problem in data/
	$(BIN)/python -m loaders validate

audit: $(VENV)/.run-ready  ## re-read every figure in the sources: make audit SOURCES=folder
	$(BIN)/python -m loaders audit --sources $(SOURCES)

import: $(VENV)/.run-ready  ## rewrite data/observations/imported/: make import SOURCES=folder
	$(BIN)/python -m loaders import --sources $(SOURCES)

template: $(VENV)/.run-ready  ## write a workbook in which the data can be edited: make template WORKBOOK=data.xlsx
	$(BIN)/python -m loaders template $(WORKBOOK)

from-workbook: $(VENV)/.run-ready  ## bring an edited workbook back: make from-workbook WORKBOOK=data.xlsx OPTIONS=--dry-run
	$(BIN)/python -m loaders from-workbook $(WORKBOOK) $(OPTIONS)

bench: $(VENV)/.dev-ready  ## how costs grow with the data, as ratios within one run
	$(BIN)/python benchmarks/growth.py
	$(BIN)/python benchmarks/pages.py
	$(BIN)/python benchmarks/comparing.py

race: $(VENV)/.dev-ready  ## the dashboard beside other frameworks: make race PEERS=folder
	$(BIN)/python benchmarks/race.py $(PEERS)

# Kept versions stay as they are where they fit; OPTIONS=--upgrade takes the newest of what no requirements file pins.
LOCK = $(VENV)-supply/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" $(OPTIONS)

lock: $(VENV)-supply/.ready  ## resolve the requirements files into lock files with checksums, and the bill of materials
	$(LOCK) requirements.txt --output-file requirements.lock
	$(LOCK) requirements-dev.txt --constraints requirements.lock --output-file requirements-dev.lock
	$(LOCK) $(TOOLS)/requirements-sdmx.txt --output-file $(TOOLS)/requirements-sdmx.lock
	$(LOCK) $(TOOLS)/requirements-supply.txt --output-file $(TOOLS)/requirements-supply.lock
	$(MAKE) sbom

sbom: $(VENV)/.run-ready  ## write sbom.json, the bill of materials, from the lock file and the scripts of others
	$(BIN)/python $(TOOLS)/bill_of_materials.py

# Says "skipped" and ends well where the service that knows weaknesses cannot be reached.
check-dependencies: $(VENV)/.run-ready $(VENV)-supply/.ready  ## is a weakness known in any package that we take?
	$(BIN)/python $(TOOLS)/check_dependencies.py $(VENV)-supply/bin/pip-audit \
		requirements.lock requirements-dev.lock $(TOOLS)/requirements-sdmx.lock $(TOOLS)/requirements-supply.lock

guards: $(VENV)/.dev-ready  ## take protections out one at a time and see that a test fails for each
	$(BIN)/python benchmarks/guards.py

soak: $(VENV)/.dev-ready  ## half an hour at 70 % of the capacity, then faults under load: make soak MINUTES=30
	$(BIN)/python benchmarks/soak.py --minutes $(MINUTES)
	$(BIN)/python benchmarks/faults.py
