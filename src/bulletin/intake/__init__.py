"""A month's workbook in; a dataset and every problem in it out."""
