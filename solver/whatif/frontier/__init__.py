"""Frontier of conflicting tiers: plans of which none is better in one tier without being worse in another, and bounds under them."""
