"""Tests of plans as JSON."""
