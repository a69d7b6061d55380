"""Changes 变动: typed, pure edits of a problem and its policy, as a planner asks "what if" in them."""
