"""Facts against figures worked out by hand."""
