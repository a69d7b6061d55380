"""The only place where wire models meet solver types."""
