"""Files of a school office -> a whole problem, with an account of every row.

source     a file, and its sheets as tables of raw cells
layout     where in a table the headings stand, and which column is which field
kind       kinds of sheets and of files, and what reading one gives: records and fates of rows
registry   all kinds
records    what readers produce
account    the fate of every row: taken, joined with, left out because
question   what is not recognised, asked once with a guess
mapping    kinds, columns and answers, kept for next time
assemble   records of all files -> one school
importing  all of it
"""
