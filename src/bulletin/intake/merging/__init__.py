"""Two copies of a month's workbook as one: cell by cell, by what the cells mean."""
