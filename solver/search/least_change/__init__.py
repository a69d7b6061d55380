"""Least change of an earlier plan."""
