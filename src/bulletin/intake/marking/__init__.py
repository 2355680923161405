"""The marked copy of a workbook (检查结果): a clerk sees on the cells what is wrong."""
