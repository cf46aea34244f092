# Everything is installed in .venv from the lock file; no other preparation is needed but Python 3.11+ and make.
PYTHON ?= python3
BIN = .venv/bin
READY = .venv/ready
TEST_READY = .venv/test-ready
export NO_MKDOCS_2_WARNING = 1

.PHONY: site serve zip lint test check audit verapdf bench relevance bench-search screenshot icons lock clean

site: $(READY)
	@$(BIN)/ancrage site

serve: $(READY)
	@$(BIN)/ancrage serve

# The copy for a USB key: the build makes it with the site, which offers it for download.
zip: site
	@ls -l site/telecharger/ancrage-hors-ligne.zip

# Lint, types (Python and JavaScript), import contract, content, spelling.
lint: $(TEST_READY)
	@$(BIN)/ruff check -q . && $(BIN)/ruff format -q --check .
	@$(BIN)/mypy --no-error-summary
	@mkdir -p build && { $(BIN)/lint-imports >build/imports.log 2>&1 || { cat build/imports.log; exit 1; }; }
	@$(BIN)/ancrage check
	@tools/installer-hunspell.sh
	@$(BIN)/python tools/orthographe.py
	@tools/verifier-js.sh

check: lint
	@$(BIN)/pytest -q -n 2 -m "not browser and not slow"

# The same generated texts at every run: `make check` draws new ones, and what it finds becomes an example of its test.
test: lint
	@tools/installer-chromium.sh
	@tools/installer-pango.sh
	@tools/autres-essais.sh
	@$(BIN)/pytest -q -n 2 --hypothesis-profile=ci

# Lighthouse on a slowed phone, installed in .venv/audit: performance 95, accessibility, best practices and SEO 100.
audit: $(READY)
	@tools/installer-chromium.sh
	@$(BIN)/ancrage site
	@$(BIN)/python tools/audit.py

# veraPDF judges the guides (PDF/UA-1): fetched into build/verapdf, needs Java and Debian's packages. A minute or two.
verapdf: $(TEST_READY)
	@VERAPDF_CLASSPATH="$$(tools/installer-verapdf.sh)" $(BIN)/pytest -q tests/test_paper.py -k verapdf

bench: $(TEST_READY)
	@$(BIN)/python tools/bench.py

# How well search ranks, beside its peers; ARGS="--only navigateur --failures" to tune it, ARGS=--help for the rest.
relevance: $(TEST_READY)
	@tools/installer-chromium.sh
	@$(BIN)/python tools/relevance.py $(ARGS)

# What search costs on an old phone, beside its peers, at four sizes; ARGS="--sizes 0 --no-peers" takes a minute.
bench-search: $(TEST_READY)
	@tools/installer-chromium.sh
	@$(BIN)/ancrage site
	@$(BIN)/python tools/bench_search.py $(ARGS)

screenshot: $(TEST_READY)
	@tools/installer-chromium.sh
	@$(BIN)/ancrage site
	@$(BIN)/python tools/captures.py docs/images/apercu.png

# After a change of docs/images/favicon.svg.
icons: $(TEST_READY)
	@tools/installer-chromium.sh
	@$(BIN)/python tools/icones.py

# After a change of dependencies in pyproject.toml: exact versions of everything, from a virtual environment of its own.
lock:
	@rm -rf build/lock && $(PYTHON) -m venv build/lock
	@build/lock/bin/pip install -q --upgrade setuptools . && build/lock/bin/pip freeze --all --exclude ancrage --exclude pip >requirements.lock
	@build/lock/bin/pip install -q '.[test]' && build/lock/bin/pip freeze --all --exclude ancrage --exclude pip | grep -vxFf requirements.lock >requirements-test.lock
	@rm -rf build/lock ancrage.egg-info build/lib build/bdist*

clean:
	rm -rf build site .venv

INSTALL = $(BIN)/pip install -q --disable-pip-version-check
# Quiet unless it fails.
QUIETLY = >.venv/install.log 2>&1 || { cat .venv/install.log; echo "L'installation a échoué : voir ci-dessus."; exit 2; }

$(READY): requirements.lock pyproject.toml
	@echo "Installation des dépendances dans .venv…"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 ou plus récent est requis."; exit 2; }
	@$(PYTHON) -m venv .venv
	@$(INSTALL) -r requirements.lock $(QUIETLY)
	@$(INSTALL) --no-deps --no-build-isolation -e . $(QUIETLY)
	@mkdir -p build && touch $@

$(TEST_READY): $(READY) requirements-test.lock
	@$(INSTALL) -r requirements-test.lock $(QUIETLY)
	@touch $@
