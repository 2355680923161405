"""Reads data/handbook/*.toml into the handbook, or names every mistake at once."""
