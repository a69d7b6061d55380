"""Files in and out: requests as JSON or workbook, plans as JSON, workbook or HTML for the printer."""
