"""Tests of scenarios and their comparison."""
