"""Command line of Afterbell (Typer and Rich). ``main`` is the program ``afterbell``."""

from api.cli.app import app, main

__all__ = ["app", "main"]
