"""Edits by hand in a printed plan workbook -> edits of the plan.

origins       hidden sheet: which cell shows which decisions
cell_values   texts of a cell's parts, as they are now
changed       workbook -> parts that show something else than was printed, and cells that cannot be read so
called        words that people write -> ids
wanted        changed parts -> edits, and what cannot be meant, by cell
"""
