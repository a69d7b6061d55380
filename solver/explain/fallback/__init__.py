"""What happens to each section when its outside instructor is no longer there (E08)."""
