"""Figures become facts, and facts held against the rules become findings."""
