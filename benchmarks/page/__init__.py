"""Measurements of the pages in a browser."""
