"""What the service keeps: SQLAlchemy tables, one repository a noun, migrations. SQLite by default, PostgreSQL by URL."""
