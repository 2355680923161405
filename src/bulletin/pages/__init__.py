"""What the reader of a finished page sees."""
