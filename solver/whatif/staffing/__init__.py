"""Staffing analysis: fewest adults, marginal values, and survival of a plan under absence (stress).

Three states are kept apart everywhere: proven insufficient (by a relaxation), possible, and confirmed (a plan that the checker passes).
"""
