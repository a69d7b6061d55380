"""Explanations: what cannot work, and why."""
