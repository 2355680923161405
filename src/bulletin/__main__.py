"""`python -m bulletin` does what the command does."""

from bulletin.cli import main

main()
