"""Former slugs, acts that could not be imported, and the calls of webhooks."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "act_alias",
        sa.Column("slug", sa.String(64), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_act_alias_act_id_act")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_act_alias")),
    )
    op.create_index(op.f("ix_act_alias_act_id"), "act_alias", ["act_id"])
    op.create_table(
        "import_problem",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("commit", sa.String(64), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("predecessor", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_import_problem")),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(16), nullable=False),
        sa.Column("delivery", sa.String(100), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("provider", "delivery", name=op.f("uq_delivery_provider")),
        sa.UniqueConstraint("digest", name=op.f("uq_delivery_digest")),
    )
    op.create_index(op.f("ix_delivery_received_at"), "delivery", ["received_at"])
