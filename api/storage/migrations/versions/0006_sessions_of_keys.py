"""Sign-in sessions of keys, beside those of members."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("sessions") as table:
        table.alter_column("member_id", existing_type=sa.Text(), nullable=True)
        table.add_column(sa.Column("key_id", sa.Text(), nullable=True))
        table.create_foreign_key(op.f("fk_sessions_key_id_keys"), "keys", ["key_id"], ["id"])
        table.create_index("ix_sessions_key_id", ["key_id"])


def downgrade() -> None:
    op.execute("DELETE FROM sessions WHERE member_id IS NULL")
    with op.batch_alter_table("sessions") as table:
        table.drop_index("ix_sessions_key_id")
        table.drop_constraint(op.f("fk_sessions_key_id_keys"), type_="foreignkey")
        table.drop_column("key_id")
        table.alter_column("member_id", existing_type=sa.Text(), nullable=False)
