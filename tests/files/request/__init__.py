"""Tests of files of requests."""
