"""The search's own parts: bounds, outlines, dealing out duties."""
