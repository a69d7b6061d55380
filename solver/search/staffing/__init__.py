"""Whole-week staffing: one model of all weekly posts of own staff, counted by kind, and the naming of who has which (D02, D05, D16).

A step of the large neighbourhood search frees some people or some days. Where few people may take what few others should give away,
only all of them at once find it. ``kinds`` groups duty blocks that are alike, so that the model counts them instead of telling
them apart; ``model`` states rules and goals over the counts; ``familiar`` tells blocks apart where a class knows who could have them;
``optimise`` solves it tier by tier from the current plan; ``naming`` gives each person the very blocks, by assignment.
"""
