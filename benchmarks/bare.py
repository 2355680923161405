"""The least that a docxtpl user's own script does: load the workbook, save the template."""

import sys

import docxtpl
import openpyxl

workbook, template, target = sys.argv[1:]
openpyxl.load_workbook(workbook)
docxtpl.DocxTemplate(template).save(target)
