"""Tests of files of plans."""
