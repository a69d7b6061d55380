"""One module a family of rules; :mod:`solver.check.registry` lists which function answers for which rule."""
