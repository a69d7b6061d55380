"""Reading what others sent, in processes of their own with limits of time and memory.

A file that is made to be slow or large holds up or ends such a process, and never the web process that waits for it:

work      the kinds of reading, as functions of plain data
limits    how much time and memory one reading may take, set by the process for itself
child     the process: reads one thing after another
process   the parent's end of one process
readers   a few of them, and whose turn it is
"""
