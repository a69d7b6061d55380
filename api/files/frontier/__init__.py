"""A frontier as a page with its curve, a workbook, and JSON."""
