"""Peers of the benchmarks: their tasks, their documents and what comes back."""
