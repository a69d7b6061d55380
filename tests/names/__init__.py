"""Name lists: what stands in a file, who can read it, where names may be found."""
