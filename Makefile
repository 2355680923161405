# make bulletin   the bulletin of the sample month      make test   the tests
# make check      lint, types, floors                   make soak   the full counts
PYTHON ?= python3
BIN = .venv/bin
WORKBOOK ?= data/2022-07.xlsx

.PHONY: bulletin test check soak sample bench clean

bulletin: .venv/ready
	$(BIN)/bulletin generate $(WORKBOOK)

test: .venv/ready-dev
	$(BIN)/python -m pytest -n auto $(ARGS)

check: .venv/ready-dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

soak: .venv/ready-dev
	SOAK=1 $(BIN)/python -m pytest -n auto $(ARGS)

sample: .venv/ready-dev
	$(BIN)/python data/sample/make_workbook.py

bench: .venv/ready-dev
	$(BIN)/python benchmarks/whole_process.py
	$(BIN)/python benchmarks/pdf.py
	$(BIN)/python benchmarks/editions.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/register.py

.venv/ready: pyproject.toml
	$(PYTHON) -c "import sys; sys.exit('Python 3.11 or later is needed: make PYTHON=python3.11 …' if sys.version_info < (3, 11) else 0)"
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

.venv/ready-dev: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

clean:
	rm -rf .venv output/20*
