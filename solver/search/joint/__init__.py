"""Joint relaxation: the aggregated school with named adults by interval, elastic by fact, for proofs that people do not suffice."""
