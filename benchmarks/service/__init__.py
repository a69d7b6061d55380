"""The whole service under load and in bulk, over loopback: real processes, a real database."""
