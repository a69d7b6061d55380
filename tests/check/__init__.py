"""Tests of the independent checker: each rule by the least amount on both sides of its edge."""
