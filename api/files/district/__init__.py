"""Report of a question to many schools for a bureau: page, workbook, JSON. No person and no pupil is in it."""
