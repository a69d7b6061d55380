"""A complete plan at once: grades, sections with seats, care groups, adults, flex, fees, each greedily, then repaired."""
