"""One module a family of rules; the same names as in ``solver.check.families``."""
