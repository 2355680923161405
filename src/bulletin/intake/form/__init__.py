"""The blank workbook of a month, for clerks to fill in; the only writer of XlsxWriter."""
