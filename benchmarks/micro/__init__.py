"""Micro-benchmarks of the parts, by pytest-benchmark (``make bench-micro``); no part of the tests."""
