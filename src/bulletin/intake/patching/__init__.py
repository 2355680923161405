"""Cells of a clerk's workbook changed in place: bytes in, the same file with those cells out."""
