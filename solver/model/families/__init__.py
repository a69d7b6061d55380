"""One module a family of rules, of the same name as in ``solver.check.families`` where there is one; rules about pairs of people and
posts stand in :mod:`solver.model.eligibility`, headcounts in ``staffing``."""
