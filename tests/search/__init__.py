"""The search's own parts: bounds, master solutions, dealing out duties."""
