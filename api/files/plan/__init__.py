"""Files of plans: bundle is a plan with all that explains it, writer and reader are the ways out and in.

document is the JSON, workbook draws the Excel file with the hidden sheets of sheets and the copy of printed, by which edits of
printed pages are told.
"""
