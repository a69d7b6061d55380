"""Kinds of sheets and files that offices have, one a module; :mod:`api.files.sources.registry` lists them."""
