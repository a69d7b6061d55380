"""Causes of a refusal: facts and rules of a school that cannot all hold, each set as small as proofs make it."""
