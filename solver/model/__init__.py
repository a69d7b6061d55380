"""The neutral model: rows over columns, one statement of each rule, any engine."""
