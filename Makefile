# What a reader, a reviewer and a developer type. Every target sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# uv does not read pip's settings: it is told the index that pip is told, if any.
INSTALL = index=$$($(BIN)/python -m pip config list | sed -n "s/^[^=]*\.index-url='\(.*\)'$$/\1/p" | tail -n 1); \
	$${index:+env UV_DEFAULT_INDEX=$$index} $(BIN)/uv pip install --quiet --require-hashes --compile-bytecode \
	--no-build-isolation-package connection-pool --python

# Python's own settings must not leak in from the shell of whoever runs this.
export PYTHONNOUSERSITE := 1
unexport PYTHONPATH

# Programs that describe and check what is deposited; they need an environment of their own.
VALIDATORS := .venv-deposit
# The programs of tools/, which maintain the project and are no part of the workflow.
PROGRAM := PYTHONPATH=.:workflow/scripts $(BIN)/python
TOOL := $(PROGRAM) -m

.PHONY: paper edition docs test torture determinism slurm verify measured metadata deposit newest pythons container-check bench lock clean

paper: $(VENV)/.users
	@$(BIN)/snakemake --cores all
	@$(BIN)/python workflow/scripts/show_results.py results/paper

# make edition NAME=mine, also with LANGUAGES=fa or en,fa, PUBLICATION=yes for blank tables of what a publication
# states, TYPOLOGY=<folder> for a codebook of your own with its readings.yaml.
edition: $(VENV)/.users
	@$(BIN)/python workflow/scripts/start_edition.py "$(NAME)" $(or $(LANGUAGES),en) $(if $(PUBLICATION),--publication) $(if $(TYPOLOGY),"--typology=$(TYPOLOGY)")

test: $(VENV)/.developers
	$(BIN)/python -m pytest

# Thousands of faulty files and thirty killed runs instead of the slice that `make test` tries, and a run of the unpacked
# deposit; some twenty minutes.
torture: $(VENV)/.developers $(VALIDATORS)/.done
	TORTURE=2500 $(BIN)/python -m pytest tests/test_bad_input.py tests/test_faults.py tests/test_deposit.py

# The paper edition under other time zones, users, clocks, processors, Pythons ...: docs/determinism.md; some twenty minutes.
determinism: $(VENV)/.developers
	@$(PROGRAM) tests/determinism.py

verify: $(VENV)/.users
	@$(BIN)/python workflow/scripts/verify_results.py tests/expected/paper.sha256

# The pages of docs/ that are written from the workflow itself.
docs: $(VENV)/.users
	@$(BIN)/python workflow/scripts/write_workflow_pages.py docs

# The descriptions of the project that are written from its tables, schemas and results.
metadata: paper
	@$(TOOL) tools.datapackage
	@$(TOOL) tools.codecheck

# How long a run takes, in what memory and storage: into docs/replication_package.md.
measured: $(VENV)/.users
	@$(TOOL) tools.measured

# One archive with all that is tracked and the results of the paper edition, checked as a data editor does.
deposit: paper $(VALIDATORS)/.done
	@$(TOOL) tools.deposit

# What changes in bytes with the newest versions of the dependencies that pyproject.toml allows.
newest: $(VENV)/.users
	@$(TOOL) tools.newest

# `make verify` under each Python that is promised and can be found.
pythons:
	@tools/pythons.sh

# The steps of the Containerfile in a chroot; needs root and debootstrap.
container-check:
	@tools/container_check.sh

# A stream edition through the cluster profile on a Slurm of its own, with a job killed and a node drained; needs root and
# Debian's slurm-wlm and munge; some fifteen minutes.
slurm: $(VENV)/.developers
	@$(TOOL) tests.slurm

# How long the paper edition takes against a bare workflow of as many jobs, and editions of up to 3,000 events; how soon a large explorer shows itself, in
# Chromium; how fast event files are read, against DuckDB alone and pandas.
bench: $(VENV)/.developers
	@$(PROGRAM) benchmarks/edition.py
	@$(PROGRAM) benchmarks/explorer.py
	@$(PROGRAM) benchmarks/streams.py --large
	@$(PROGRAM) benchmarks/coding.py

# After an edit of environment.yml or of a group in pyproject.toml.
lock: $(VENV)/.developers
	sed -n 's/^      - \(.*==.*\)$$/\1/p' environment.yml | $(BIN)/uv pip compile - --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o requirements.lock
	$(BIN)/uv pip compile --group setup --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o requirements-setup.lock
	$(BIN)/uv pip compile --group dev --constraint requirements.lock --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o requirements-dev.lock
	$(BIN)/uv pip compile --group deposit --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o requirements-deposit.lock

clean:
	rm -rf results logs .snakemake .verify

# pip installs uv by its hash, uv the rest by theirs: sooner, and compiled, since jobs write no byte code. One package is
# built from its source, with the setuptools of the same lock.
$(VENV)/.users: requirements.lock requirements-setup.lock
	@echo "Setting up the environment in $(VENV) (less than a minute, once) ..."
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { echo "Python 3.11, 3.12 or 3.13 is needed; try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements-setup.lock
	@$(INSTALL) $(BIN)/python -r requirements.lock
	@touch $@

$(VENV)/.developers: $(VENV)/.users requirements-dev.lock
	@$(INSTALL) $(BIN)/python -r requirements-dev.lock
	@touch $@

$(VALIDATORS)/.done: requirements-deposit.lock $(VENV)/.users
	@$(BIN)/python -m venv --clear --without-pip $(VALIDATORS)
	@$(INSTALL) $(VALIDATORS)/bin/python -r requirements-deposit.lock
	@touch $@
