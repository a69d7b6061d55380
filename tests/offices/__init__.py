"""Folders of school offices, made by seed, with the truth behind them; nothing here reads an importer.

``write_office(seed)`` of :mod:`tests.offices.folder` gives the files of an office (class roster, staff list, regular
timetable, survey export, list of courses, an agency's list) and the truth: children, teachers, lessons, wishes, outside
people, and for every disorder what a careful clerk would conclude and what must be asked. The kinds of disorder are the
members of :class:`tests.offices.disorder.Disorder`; each has its line there. A second family of other products and other
layouts is in :mod:`tests.offices.second`. ``python -m tests.offices.write FOLDER --seed N`` writes one to look at.
"""
