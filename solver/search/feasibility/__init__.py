"""Feasibility: plans that break no rule, looked for where construction leaves some broken, until found or proven impossible."""
