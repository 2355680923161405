"""Returns of a folder into a month's workbook: gathered, decided, written, told."""
