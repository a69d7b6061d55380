"""Outer shell of Afterbell: command line, HTTP service, files."""
