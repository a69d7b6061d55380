"""Placing with fixed teachers: given who leads and who sits in every section, find its times and rooms.

This is what FET does. Two settings: ``within`` a whole plan of ours, where care groups and everybody's other posts stand as
they are; and ``alone``, sections only, which is FET's own ground (care is then not planned by anybody).
"""
