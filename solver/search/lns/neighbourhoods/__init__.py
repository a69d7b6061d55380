"""Neighbourhoods (destroy operators), one a file: each proposes a scope around the current plan, or a plan near it."""
