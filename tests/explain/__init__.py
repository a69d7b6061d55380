"""Tests of the precheck: what it refuses, and that it refuses nothing that works."""
