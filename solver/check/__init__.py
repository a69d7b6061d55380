"""The independent checker: recomputes every rule and every tier of a plan in plain Python, knowing no model."""
