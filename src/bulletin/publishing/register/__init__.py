"""The register (登记库): all filed months in one SQLite file, made from the archive."""
