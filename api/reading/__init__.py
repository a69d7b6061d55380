"""Parsing of uploads in child processes with limits of time and memory.

A file that is made to be slow or large blocks or ends such a process, and never the web process that waits for it:

work      kinds of parsing, as functions of plain data
limits    limits of one parsing, which the process sets for itself
child     the process: executes one call after another
process   the parent's handle of one process
readers   pool of processes
turns     fair admission of uploads by school
"""
