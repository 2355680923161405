"""The commands: outcomes become text and exit codes."""
