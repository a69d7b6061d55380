"""Master problem: tutoring, sections with times and leaders, seats, for the whole school at once; rooms and other adults come afterwards.

``runner`` (in the search's process) asks ``client``, which talks to ``worker`` (a process of its own: its engine, HiGHS, cannot share
one with OR-Tools), where ``lns`` improves a solution of ``model`` by ``diving``.
"""
