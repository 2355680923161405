"""Pages: what a reader sees in a file, and where."""
