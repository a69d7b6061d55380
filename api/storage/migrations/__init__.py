"""Migrations (Alembic): how a stored database becomes what :mod:`api.storage.tables` says."""
