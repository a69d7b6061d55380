"""Tests of changes: pure, sound, read and written again, of the effect that they say."""
