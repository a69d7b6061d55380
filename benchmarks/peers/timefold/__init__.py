"""Timefold: joint assignment of times, rooms, adults and seats by construction and local search, in Java."""
