"""Workbooks and printed pages, in and out."""
