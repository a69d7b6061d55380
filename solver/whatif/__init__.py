"""What if: scenarios of changes, planned from one base plan and compared with it."""
