"""Mutated requests and workbooks against a running service: each is answered in time, with success or with a reason.

values   what nobody expects in a cell or a field
documents, workbooks   mutants of a request document and of a workbook
targets  routes, and what is sent to them
judge    what an answer must be
run      the loop, and what came out
"""
