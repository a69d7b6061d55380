"""Folders of other offices: other products, other layouts, sheets that were made to be printed and not to be read.

Rosters as a column of names a class, as two blocks side by side, or as the address book of a messenger with the class as a
path; the staff as a table of classes × subjects beside an address book; timetables as rows of a scheduling program, as
subjects alone, a row a teacher, or two classes side by side; applications as a form a class with ticks, as single choices
a weekday with letters, or as the pasted text of a chain of messages; instructors with phone in one cell; courses by weekday.
"""
