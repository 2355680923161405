"""Intake: what a workbook says, and everything that is wrong with it."""
