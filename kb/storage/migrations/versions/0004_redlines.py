"""Redlines that were made once."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "redline",
        sa.Column("old", sa.String(64), nullable=False),
        sa.Column("new", sa.String(64), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("setting", sa.String(16), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("changes", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["new"], ["expression.hash"], name=op.f("fk_redline_new_expression")),
        sa.ForeignKeyConstraint(["old"], ["expression.hash"], name=op.f("fk_redline_old_expression")),
        sa.PrimaryKeyConstraint("old", "new", "language", "setting", name=op.f("pk_redline")),
    )
