"""Everything that the service keeps as one file, the same from SQLite and from PostgreSQL, for either of them.

A gzip of JSON lines: a head (format, release, revision of the migrations, tables with their columns), a line a row, and a
foot with the number of rows and the SHA-256 of every byte before it. The engine of jobs keeps nothing that is not in our
tables: after a restore it learns of unfinished jobs anew.
"""
