"""Migrations (Alembic) that bring a stored database to the schema of :mod:`api.storage.tables`."""
