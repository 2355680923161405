"""Readers: what kinds of files hold tables, and how each becomes sheets of cells."""
