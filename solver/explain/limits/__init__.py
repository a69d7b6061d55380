"""Limits 限制: whose or which limit makes a staffing goal of a plan (fairness, care, familiar) what it is."""
