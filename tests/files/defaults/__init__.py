"""Defaults of what a school does not say."""
