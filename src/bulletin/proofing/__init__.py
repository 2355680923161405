"""Proofing: what is wrong with a finished page, its layout and its wording."""
