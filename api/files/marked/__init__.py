"""Faults where they are: grouped by mistake, told in few lines, and marked in a copy of the workbook.

fault_place   sheet and cell of a fault
fault_group   faults -> groups of one mistake, each with all its places
fault_words   a group in one line
workbook_copy the user's workbook as one that can be written to, or its values where that cannot be had
marked_book   the copy with faulty cells coloured and commented, and a first sheet that lists the groups
"""
