"""Environment of Alembic: migrates over the connection that :mod:`api.storage.migrate` passes in."""

from __future__ import annotations

from alembic import context

from api.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter a column; batches copy the table instead
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
