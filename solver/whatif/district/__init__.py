"""One question asked of many schools: what becomes of each, by proof or by a checked plan, and of all together."""
