"""The outline of a plan: tutoring, sections with times and leaders, seats; rooms and other adults come afterwards.

Most of what families get is decided here, in a model small enough for linear programs of the whole school. It is searched
beside the plan, in a process of its own, because its engine cannot be loaded together with the one of the plan.
"""
