"""Answers of the staffing analysis as pages and documents."""
