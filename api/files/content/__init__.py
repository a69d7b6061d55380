"""The pages of a printed plan, the same for Excel and HTML."""
