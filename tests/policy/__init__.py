"""Tests of policies and their loading."""
