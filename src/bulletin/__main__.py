"""`python -m bulletin` does what the command does."""

from bulletin.cli.main import main

main()
