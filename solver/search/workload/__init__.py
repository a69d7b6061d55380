"""Balancing of workloads (D02): state, local search with a tabu memory, linear assignment day by day."""
