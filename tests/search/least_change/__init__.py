"""Least change: what a re-plan fills, keeps and proves."""
