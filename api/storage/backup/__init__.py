"""Backup format: one file with all rows of the database, portable between SQLite and PostgreSQL.

Gzip of JSON lines: a head (format, release, revision of the migrations, tables with their columns), one line a row, and a foot
with the number of rows and the SHA-256 of all bytes before it. The job engine's own tables are not part of it: unfinished jobs
are enqueued again after a restore.
"""
