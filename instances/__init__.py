"""Stored problems with their provenance, and the generators they come from."""
