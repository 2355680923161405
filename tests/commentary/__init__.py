"""The commentary against hand-written sentences."""
