"""Engines: the only places that call a solver library."""
