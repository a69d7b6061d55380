"""Kinds of job, one file each."""
