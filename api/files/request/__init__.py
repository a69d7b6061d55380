"""Files of requests: reader and writer are the ways in and out.

From a cell to the problem: :mod:`api.files.table` makes rows of a sheet by its columns (sheets), each bad cell a fault; rows puts the
rows of all sheets together into a :class:`solver.problem.problem.Problem`; reader has it validated, and says in which cell stands
what the validator names. example is the school of the template, example_rows finds those of its rows that were left in.
"""
