"""The search: a complete plan at once, better ones by neighbourhoods, bounds beside it, checked before it returns."""
