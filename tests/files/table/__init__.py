"""Tests of tables of workbooks."""
