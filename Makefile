.DEFAULT_GOAL := help
VENV := .venv
PYTHON := $(VENV)/bin/python
UV := $(VENV)/bin/uv pip
export PYTHONDONTWRITEBYTECODE =

# The project is run from its own folder; the venv learns where that is and gets the command `concord`.
define command_in_venv
pwd > $$($(PYTHON) -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/concord.pth && \
printf '#!/bin/sh\nexec "%s" -m webapp.cli "$$@"\n' "$(CURDIR)/$(PYTHON)" > $(VENV)/bin/concord && chmod +x $(VENV)/bin/concord
endef

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: $(VENV)/.run ## create or migrate the database and serve on http://127.0.0.1:8000
	@$(PYTHON) -m webapp.cli run

dev: $(VENV)/.test ## the same, starting again when a file changes
	@$(PYTHON) -m webapp.cli run --reload

test: $(VENV)/.test ## everything that must hold before a commit
	@$(PYTHON) tests/run.py

format: $(VENV)/.test ## write the code in its one form
	$(VENV)/bin/ruff check --fix-only --quiet .
	$(VENV)/bin/ruff format --quiet .

translations: $(VENV)/.test ## collect the texts into the catalogues
	@$(PYTHON) -m tests.i18n.catalogues

shots: $(VENV)/.test ## screenshots of every kind of page into screenshots/
	@$(PYTHON) -m pytest -q tests/e2e/test_shots.py --shots

lock: $(VENV)/.uv ## write both lock files anew from pyproject.toml
	$(UV) compile -q --universal --generate-hashes --no-annotate --no-header --upgrade pyproject.toml -o requirements.lock
	$(UV) compile -q --universal --generate-hashes --no-annotate --no-header --upgrade pyproject.toml --group test -o tests/requirements.lock

$(VENV)/.uv:
	python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check uv || true
	@touch $@

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/.uv
	@sh -c 'if [ -x $(VENV)/bin/uv ]; then $(UV) install -q --no-build --compile-bytecode --require-hashes -p $(PYTHON) -r requirements.lock; \
	else $(PYTHON) -m pip install -q --disable-pip-version-check --only-binary :all: --require-hashes -r requirements.lock; fi'
	@$(command_in_venv)
	@touch $@

$(VENV)/.test: tests/requirements.lock pyproject.toml | $(VENV)/.uv
	@sh -c 'if [ -x $(VENV)/bin/uv ]; then $(UV) install -q --no-build --compile-bytecode --require-hashes -p $(PYTHON) -r tests/requirements.lock; \
	else $(PYTHON) -m pip install -q --disable-pip-version-check --only-binary :all: --require-hashes -r tests/requirements.lock; fi'
	@$(command_in_venv)
	@touch $@ $(VENV)/.run

.PHONY: help run dev test format translations shots lock
