"""Regular timetables of offices: words of their headings and cells, layout of their grids, and who is meant by a short name."""
