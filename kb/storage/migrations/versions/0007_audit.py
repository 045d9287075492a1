"""The audit log. It begins when it is made: of what was done before nobody knows who did it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_LOOKED_FOR = ("at", "actor", "deed", "subject", "act_id")


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("actor", sa.String(32), nullable=False),
        sa.Column("deed", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=True),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name="fk_audit_act_id_act"),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )
    for column in _LOOKED_FOR:
        op.create_index(f"ix_audit_{column}", "audit", [column])
