"""Lint of a PDF: everything is measured on the page, for there are no styles."""
