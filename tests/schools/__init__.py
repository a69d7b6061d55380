"""Small schools that tests of several parts share; each docstring describes its world."""
