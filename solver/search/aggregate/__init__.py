"""Aggregated school: the whole problem as linear rows that count sections, pupils, care groups, rooms and adults, for bounds and for
the master problem.
"""
