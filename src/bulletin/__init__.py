"""One month's workbook becomes the city's 通报, and every figure knows its source."""

__version__ = "0.2.0"
