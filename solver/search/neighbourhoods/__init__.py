"""One neighbourhood a file: each proposes a scope around the current plan."""
