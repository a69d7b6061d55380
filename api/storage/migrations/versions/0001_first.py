"""First version of the tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("answers",
    sa.Column("who", sa.Text(), nullable=False),
    sa.Column("idempotency_key", sa.Text(), nullable=False),
    sa.Column("asked", sa.Text(), nullable=False),
    sa.Column("status", sa.Integer(), nullable=True),
    sa.Column("headers", sa.JSON(), nullable=True),
    sa.Column("content", sa.LargeBinary(), nullable=True),
    sa.Column("created_at", sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint("who", "idempotency_key", name=op.f("pk_answers"))
    )
    op.create_table("audit",
    sa.Column("id", sa.Text(), nullable=False),
    sa.Column("at", sa.BigInteger(), nullable=False),
    sa.Column("who", sa.Text(), nullable=False),
    sa.Column("role", sa.Text(), nullable=False),
    sa.Column("action", sa.Text(), nullable=False),
    sa.Column("subject", sa.Text(), nullable=False),
    sa.Column("school_id", sa.Text(), nullable=True),
    sa.Column("district_id", sa.Text(), nullable=True),
    sa.Column("personal", sa.Boolean(), nullable=False),
    sa.Column("request_id", sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_audit"))
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_district_id"), ["district_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_school_id"), ["school_id"], unique=False)

    op.create_table("districts",
    sa.Column("id", sa.Text(), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("created_at", sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_districts"))
    )
    op.create_table("workers",
    sa.Column("id", sa.Text(), nullable=False),
    sa.Column("host", sa.Text(), nullable=False),
    sa.Column("pid", sa.Integer(), nullable=False),
    sa.Column("version", sa.Text(), nullable=False),
    sa.Column("job_id", sa.Text(), nullable=True),
    sa.Column("started_at", sa.BigInteger(), nullable=False),
    sa.Column("beat_at", sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_workers"))
    )
    op.create_table("schools",
    sa.Column("id", sa.Text(), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("district_id", sa.Text(), nullable=False),
    sa.Column("created_at", sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("fk_schools_district_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_schools"))
    )
    with op.batch_alter_table("schools", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_schools_district_id"), ["district_id"], unique=False)

    op.create_table("keys",
    sa.Column("id", sa.Text(), nullable=False),
    sa.Column("hash", sa.Text(), nullable=False),
    sa.Column("label", sa.Text(), nullable=False),
    sa.Column("role", sa.Text(), nullable=False),
    sa.Column("district_id", sa.Text(), nullable=True),
    sa.Column("school_id", sa.Text(), nullable=True),
    sa.Column("classes", sa.JSON(), nullable=False),
    sa.Column("person", sa.Text(), nullable=True),
    sa.Column("created_at", sa.BigInteger(), nullable=False),
    sa.Column("expires_at", sa.BigInteger(), nullable=True),
    sa.Column("revoked_at", sa.BigInteger(), nullable=True),
    sa.Column("last_used_at", sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("fk_keys_district_id")),
    sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_keys_school_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_keys")),
    sa.UniqueConstraint("hash", name=op.f("uq_keys_hash"))
    )
    op.create_table("members",
    sa.Column("id", sa.Text(), nullable=False),
    sa.Column("issuer", sa.Text(), nullable=False),
    sa.Column("subject", sa.Text(), nullable=False),
    sa.Column("label", sa.Text(), nullable=False),
    sa.Column("role", sa.Text(), nullable=False),
    sa.Column("district_id", sa.Text(), nullable=True),
    sa.Column("school_id", sa.Text(), nullable=True),
    sa.Column("classes", sa.JSON(), nullable=False),
    sa.Column("person", sa.Text(), nullable=True),
    sa.Column("created_at", sa.BigInteger(), nullable=False),
    sa.Column("revoked_at", sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("fk_members_district_id")),
    sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_members_school_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
    sa.UniqueConstraint("issuer", "subject", name=op.f("uq_members_issuer_subject"))
    )
    op.create_table("terms",
    sa.Column("id", sa.Text(), nullable=False),
    sa.Column("school_id", sa.Text(), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("sha256", sa.Text(), nullable=False),
    sa.Column("body", sa.LargeBinary(), nullable=True),
    sa.Column("pupils", sa.Integer(), nullable=False),
    sa.Column("classes", sa.Integer(), nullable=False),
    sa.Column("last_day", sa.Text(), nullable=True),
    sa.Column("created_at", sa.BigInteger(), nullable=False),
    sa.Column("created_by", sa.Text(), nullable=False),
    sa.Column("erased_at", sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_terms_school_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_terms"))
    )
    with op.batch_alter_table("terms", schema=None) as batch_op:
        batch_op.create_index("ix_terms_school_id_id", ["school_id", "id"], unique=False)
        batch_op.create_index("uq_terms_school_id_sha256", ["school_id", "sha256"], unique=True, sqlite_where=sa.text("erased_at IS NULL"), postgresql_where=sa.text("erased_at IS NULL"))

    op.create_table("jobs",
    sa.Column("id", sa.Text(), nullable=False),
    sa.Column("kind", sa.Text(), nullable=False),
    sa.Column("tenant", sa.Text(), nullable=False),
    sa.Column("school_id", sa.Text(), nullable=True),
    sa.Column("district_id", sa.Text(), nullable=True),
    sa.Column("term_id", sa.Text(), nullable=True),
    sa.Column("parent_id", sa.Text(), nullable=True),
    sa.Column("state", sa.Text(), nullable=False),
    sa.Column("params", sa.JSON(), nullable=False),
    sa.Column("priority", sa.Integer(), nullable=False),
    sa.Column("attempt", sa.Integer(), nullable=False),
    sa.Column("returned", sa.Integer(), nullable=False),
    sa.Column("worker", sa.Text(), nullable=True),
    sa.Column("reason", sa.JSON(), nullable=True),
    sa.Column("result", sa.JSON(), nullable=True),
    sa.Column("created_at", sa.BigInteger(), nullable=False),
    sa.Column("created_by", sa.Text(), nullable=False),
    sa.Column("dispatched_at", sa.BigInteger(), nullable=True),
    sa.Column("started_at", sa.BigInteger(), nullable=True),
    sa.Column("ended_at", sa.BigInteger(), nullable=True),
    sa.Column("cancel_at", sa.BigInteger(), nullable=True),
    sa.Column("deadline_at", sa.BigInteger(), nullable=True),
    sa.Column("first_plan_at", sa.BigInteger(), nullable=True),
    sa.Column("gap", sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("fk_jobs_district_id")),
    sa.ForeignKeyConstraint(["parent_id"], ["jobs.id"], name=op.f("fk_jobs_parent_id")),
    sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_jobs_school_id")),
    sa.ForeignKeyConstraint(["term_id"], ["terms.id"], name=op.f("fk_jobs_term_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs"))
    )
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.create_index("ix_jobs_district_id_id", ["district_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_jobs_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index("ix_jobs_school_id_id", ["school_id", "id"], unique=False)
        batch_op.create_index("ix_jobs_state_id", ["state", "id"], unique=False)
        batch_op.create_index("ix_jobs_state_kind", ["state", "kind"], unique=False)
        batch_op.create_index("ix_jobs_ended_at", ["ended_at"], unique=False)
        batch_op.create_index("ix_jobs_tenant_dispatched_at", ["tenant", "dispatched_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_jobs_term_id"), ["term_id"], unique=False)

    op.create_table("sessions",
    sa.Column("id", sa.Text(), nullable=False),
    sa.Column("hash", sa.Text(), nullable=False),
    sa.Column("member_id", sa.Text(), nullable=False),
    sa.Column("created_at", sa.BigInteger(), nullable=False),
    sa.Column("expires_at", sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_sessions_member_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    sa.UniqueConstraint("hash", name=op.f("uq_sessions_hash"))
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessions_member_id"), ["member_id"], unique=False)

    op.create_table("events",
    sa.Column("job_id", sa.Text(), nullable=False),
    sa.Column("seq", sa.Integer(), nullable=False),
    sa.Column("at", sa.BigInteger(), nullable=False),
    sa.Column("kind", sa.Text(), nullable=False),
    sa.Column("data", sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_events_job_id"), ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("job_id", "seq", name=op.f("pk_events"))
    )
    op.create_table("incumbents",
    sa.Column("job_id", sa.Text(), nullable=False),
    sa.Column("attempt", sa.Integer(), nullable=False),
    sa.Column("body", sa.LargeBinary(), nullable=False),
    sa.Column("tiers", sa.JSON(), nullable=False),
    sa.Column("at", sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_incumbents_job_id"), ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("job_id", name=op.f("pk_incumbents"))
    )
    op.create_table("plans",
    sa.Column("id", sa.Text(), nullable=False),
    sa.Column("school_id", sa.Text(), nullable=False),
    sa.Column("term_id", sa.Text(), nullable=False),
    sa.Column("job_id", sa.Text(), nullable=True),
    sa.Column("head", sa.Integer(), nullable=False),
    sa.Column("created_at", sa.BigInteger(), nullable=False),
    sa.Column("created_by", sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_plans_job_id")),
    sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_plans_school_id")),
    sa.ForeignKeyConstraint(["term_id"], ["terms.id"], name=op.f("fk_plans_term_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
    sa.UniqueConstraint("job_id", name=op.f("uq_plans_job_id"))
    )
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.create_index("ix_plans_school_id_id", ["school_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plans_term_id"), ["term_id"], unique=False)

    op.create_table("publications",
    sa.Column("id", sa.Text(), nullable=False),
    sa.Column("school_id", sa.Text(), nullable=False),
    sa.Column("term_id", sa.Text(), nullable=False),
    sa.Column("plan_id", sa.Text(), nullable=False),
    sa.Column("revision", sa.Integer(), nullable=False),
    sa.Column("at", sa.BigInteger(), nullable=False),
    sa.Column("by", sa.Text(), nullable=False),
    sa.Column("ended_at", sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_publications_plan_id")),
    sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_publications_school_id")),
    sa.ForeignKeyConstraint(["term_id"], ["terms.id"], name=op.f("fk_publications_term_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_publications"))
    )
    with op.batch_alter_table("publications", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publications_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index("ix_publications_school_id_id", ["school_id", "id"], unique=False)
        batch_op.create_index("uq_publications_school_id", ["school_id"], unique=True, sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL"))

    op.create_table("revisions",
    sa.Column("plan_id", sa.Text(), nullable=False),
    sa.Column("number", sa.Integer(), nullable=False),
    sa.Column("sha256", sa.Text(), nullable=False),
    sa.Column("body", sa.LargeBinary(), nullable=False),
    sa.Column("policy", sa.JSON(), nullable=False),
    sa.Column("locks", sa.JSON(), nullable=False),
    sa.Column("report", sa.JSON(), nullable=False),
    sa.Column("why", sa.JSON(), nullable=False),
    sa.Column("valid", sa.Boolean(), nullable=False),
    sa.Column("created_at", sa.BigInteger(), nullable=False),
    sa.Column("created_by", sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_revisions_plan_id"), ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("plan_id", "number", name=op.f("pk_revisions"))
    )


def downgrade() -> None:
    op.drop_table("revisions")
    with op.batch_alter_table("publications", schema=None) as batch_op:
        batch_op.drop_index("uq_publications_school_id", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL"))
        batch_op.drop_index("ix_publications_school_id_id")
        batch_op.drop_index(batch_op.f("ix_publications_plan_id"))

    op.drop_table("publications")
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plans_term_id"))
        batch_op.drop_index("ix_plans_school_id_id")

    op.drop_table("plans")
    op.drop_table("incumbents")
    op.drop_table("events")
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sessions_member_id"))

    op.drop_table("sessions")
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_jobs_term_id"))
        batch_op.drop_index("ix_jobs_ended_at")
        batch_op.drop_index("ix_jobs_state_kind")
        batch_op.drop_index("ix_jobs_tenant_dispatched_at")
        batch_op.drop_index("ix_jobs_state_id")
        batch_op.drop_index("ix_jobs_school_id_id")
        batch_op.drop_index(batch_op.f("ix_jobs_parent_id"))
        batch_op.drop_index("ix_jobs_district_id_id")

    op.drop_table("jobs")
    with op.batch_alter_table("terms", schema=None) as batch_op:
        batch_op.drop_index("uq_terms_school_id_sha256", sqlite_where=sa.text("erased_at IS NULL"), postgresql_where=sa.text("erased_at IS NULL"))
        batch_op.drop_index("ix_terms_school_id_id")

    op.drop_table("terms")
    op.drop_table("members")
    op.drop_table("keys")
    with op.batch_alter_table("schools", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_schools_district_id"))

    op.drop_table("schools")
    op.drop_table("workers")
    op.drop_table("districts")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_school_id"))
        batch_op.drop_index(batch_op.f("ix_audit_district_id"))

    op.drop_table("audit")
    op.drop_table("answers")
