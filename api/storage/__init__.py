"""Persistence layer: SQLAlchemy tables, one repository module a noun, migrations. SQLite by default, PostgreSQL by URL."""
