"""Benchmarks: whole solves of stored instances, and the table of the README made from them."""
