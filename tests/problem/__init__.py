"""Tests of problem data: validation and JSON."""
