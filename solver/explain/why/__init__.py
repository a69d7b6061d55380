"""Why 原因: why a plan puts somebody somewhere or not, answered in layers of which each costs less than the next."""
