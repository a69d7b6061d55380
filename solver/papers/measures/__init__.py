"""The figures of a plan rule by rule: the worst case found, beside its limit. Computed apart from the checks."""
