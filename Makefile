# `make demo` and `make test` are the two commands; `make help` lists the others.
# A fresh Debian machine needs Rust, make and Node; each target installs what else it needs and says so.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

# Built files and DuckDB's library lie outside the checkout, so that a new clone need not build everything again.
CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/varde
DUCKDB_VERSION := 1.5.5
export CARGO_TARGET_DIR ?= $(CACHE)/target
export DUCKDB_LIB_DIR ?= $(CACHE)/duckdb-$(DUCKDB_VERSION)
export CARGO_TERM_PROGRESS_WHEN ?= $(if $(CI),never,auto)
export NEXTEST_STATUS_LEVEL ?= $(if $(CI),fail,pass)
export NEXTEST_HIDE_PROGRESS_BAR ?= $(if $(CI),1,0)
# The rpath in .cargo/config.toml finds the library. These two would hide that it doesn't, or put it out of force.
unexport LD_LIBRARY_PATH RUSTFLAGS
# Doc tests are built in a temporary folder, where a path from the binary leads nowhere.
export RUSTDOCFLAGS := -C link-arg=-Wl,-rpath,$(DUCKDB_LIB_DIR)

ARCH := $(if $(filter aarch64 arm64,$(shell uname -m)),arm64,x64)
NODE_MODULES := node_modules/.package-lock.json
ASSETS := crates/varde-web/assets/vendor/theme.css
DUCKDB := $(DUCKDB_LIB_DIR)/libduckdb.so
BESIDE_DEBUG := $(CARGO_TARGET_DIR)/debug/libduckdb.so
BESIDE_RELEASE := $(CARGO_TARGET_DIR)/release/libduckdb.so
REAL_DATA ?= ../shared/data
NEED := bash scripts/need.sh

.PHONY: help
help: ## List the targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ---- what everything stands on ----

.PHONY: toolchain
toolchain:
	@command -v cargo >/dev/null || { echo "make: \`cargo\` is missing: install Rust first (rustup, or Debian's package)" >&2; exit 2; }
	@command -v node >/dev/null || { echo "make: \`node\` is missing: install Node.js 20 or later first" >&2; exit 2; }
	@$(NEED) "a C compiler to link with, and npm for DuckDB's library and the pages' look" cc=gcc,libc6-dev npm=npm

$(NODE_MODULES): package.json package-lock.json | toolchain
	@echo "Installing with npm: DuckDB's library, the pages' look, and what drives the browser in tests."
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(ASSETS): package-lock.json scripts/assets.mjs | $(NODE_MODULES)
	@node scripts/assets.mjs
	@touch $@

# Renamed into place, so that an interrupted copy is never taken for the library.
$(DUCKDB): | $(NODE_MODULES)
	@mkdir -p $(@D)
	@cp node_modules/@duckdb/node-bindings-linux-$(ARCH)/libduckdb.so $@.part
	@mv $@.part $@

$(BESIDE_DEBUG) $(BESIDE_RELEASE): $(DUCKDB)
	@mkdir -p $(@D)
	@cp $< $@.part
	@mv $@.part $@

.PHONY: ready
ready: toolchain $(ASSETS) $(BESIDE_DEBUG)

.PHONY: env
env: ready ## Print the settings that cargo needs: eval "$(make -s env)"
	@echo "export CARGO_TARGET_DIR='$(CARGO_TARGET_DIR)' DUCKDB_LIB_DIR='$(DUCKDB_LIB_DIR)' RUSTDOCFLAGS='$(RUSTDOCFLAGS)'"

# ---- to run it ----

.PHONY: build
build: toolchain $(ASSETS) $(BESIDE_RELEASE) ## Build the release binary and leave an install in dist/.
	@echo "Building varde (the first time takes several minutes)."
	cargo build --release --locked -p varde
	@mkdir -p dist/bin dist/lib
	@install -m 755 $(CARGO_TARGET_DIR)/release/varde dist/bin/varde
	@cmp -s $(DUCKDB) dist/lib/libduckdb.so || install -m 644 $(DUCKDB) dist/lib/libduckdb.so

.PHONY: demo
demo: build ## Make a department on invented data, load it, serve it, print the address (DEMO_ARGS=…).
	dist/bin/varde demo $(DEMO_ARGS)

.PHONY: real
real: real-data build ## The same with the real files of ../shared/data (REAL_DATA=…).
	dist/bin/varde demo --real $(REAL_DATA) $(DEMO_ARGS)

.PHONY: real-data
real-data:
	@test -d $(REAL_DATA) || { echo "make: \`$(REAL_DATA)\` is missing: the real files are not in this repository; say where they are with REAL_DATA=…" >&2; exit 2; }

.PHONY: check-packs
check-packs: build ## Check both packs and run their conformance cases.
	dist/bin/varde check packs/norway packs/ntnu-iot-2018-2025

.PHONY: bench
bench: build bench/.venv/requirements.txt ## Measure speed and memory, and print one table.
	VARDE_BIN=dist/bin/varde PYTHON=bench/.venv/bin/python bench/run

bench/.venv/requirements.txt: bench/requirements.txt
	@$(NEED) "python, for the script that the bench compares with" python3=python3 /usr/lib/python3*/ensurepip=python3-venv
	@echo "Installing with pip, in bench/.venv: what the bench compares with."
	@python3 -m venv bench/.venv
	@bench/.venv/bin/pip install --quiet --disable-pip-version-check -r $<
	@cp $< $@

# ---- to test it ----

.PHONY: test
test: fmt unused-deps clippy unit browser ## Everything: format, lints, unit and integration tests, PostgreSQL, browser.

.PHONY: fmt
fmt: toolchain ## Is everything formatted?
	cargo fmt --all --check

.PHONY: unused-deps
unused-deps: toolchain ## Does a manifest name a crate that nothing uses?
	node scripts/unused-deps.mjs

.PHONY: clippy
clippy: ready ## Lints, warnings denied.
	cargo clippy --workspace --all-targets --locked -- -D warnings

# One build serves nextest, the doc tests and the browser tests: all are `cargo test --workspace` to cargo.
.PHONY: unit
unit: ready ## Unit, integration and doc tests, on SQLite and on a PostgreSQL of their own.
	@$(NEED) "PostgreSQL, for the tests that run on both databases" '/usr/lib/postgresql/*/bin/initdb=postgresql'
	if command -v cargo-nextest >/dev/null; then \
	    scripts/with-postgres.sh cargo nextest run --workspace --locked --no-fail-fast; \
	else \
	    scripts/with-postgres.sh cargo test --workspace --lib --bins --tests --locked --no-fail-fast; \
	fi
	cargo test --workspace --doc --locked --quiet

.PHONY: browser
browser: ready ## The pages in Debian's Chromium, with axe.
	@$(NEED) "Chromium, for the browser tests" /usr/bin/chromium=chromium
	@cargo test --workspace --no-run --locked --quiet
	VARDE_BIN=$${VARDE_BIN:-$(CARGO_TARGET_DIR)/debug/varde} \
	    node --test --test-reporter=./tests/browser/reporter.mjs tests/browser/pages.test.mjs

.PHONY: clean
clean: ## Remove what was built and installed here (the cache's DuckDB library stays).
	rm -rf dist node_modules crates/varde-web/assets/vendor bench/.venv
	cargo clean
