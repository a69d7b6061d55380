"""Files of CSES (Course Schedule Exchange Schema, version 1), the timetables of classroom displays: one class a file, in YAML."""
