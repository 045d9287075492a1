"""Kinds of publication, withdrawal, proposals and the manifest."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("publication") as batch:
        batch.add_column(sa.Column("kind", sa.String(16), nullable=True))
        batch.add_column(sa.Column("body", sa.String(64), nullable=True))
        batch.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("withdrawal", sa.JSON(), nullable=True))
    _describe()
    with op.batch_alter_table("publication") as batch:
        batch.alter_column("kind", existing_type=sa.String(16), nullable=False)
        batch.alter_column("body", existing_type=sa.String(64), nullable=False)
    with op.batch_alter_table("event") as batch:
        batch.add_column(sa.Column("decision", sa.String(300), nullable=False, server_default=""))
        batch.alter_column("decision", server_default=None)
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("proposer_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decider_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_proposal_act_id_act")),
        sa.ForeignKeyConstraint(
            ["proposer_id"], ["person.id"], name=op.f("fk_proposal_proposer_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["decider_id"], ["person.id"], name=op.f("fk_proposal_decider_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_act_id"), "proposal", ["act_id"])
    op.create_index(op.f("ix_proposal_state"), "proposal", ["state"])
    op.create_table(
        "manifest",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.String(32), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_manifest_act_id_act")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_manifest")),
        sa.UniqueConstraint("subject", name=op.f("uq_manifest_subject")),
    )
    op.create_index(op.f("ix_manifest_act_id"), "manifest", ["act_id"])


def _describe() -> None:
    """Say of what was published already which kind of publication it was, and by which body."""
    publication = sa.table(
        "publication",
        sa.column("id", sa.Integer),
        sa.column("number", sa.Integer),
        sa.column("version_id", sa.Integer),
        sa.column("kind", sa.String),
        sa.column("body", sa.String),
    )
    version = sa.table("version", sa.column("id", sa.Integer), sa.column("details", sa.JSON))
    connection = op.get_bind()
    pinned = sa.select(publication.c.id, publication.c.number, version.c.details)
    rows = connection.execute(pinned.join(version, version.c.id == publication.c.version_id)).all()
    for id_, number, details in rows:
        kind = "adoption" if number == 1 else "amendment"
        told = {"kind": kind, "body": details["adopting_body"]}
        connection.execute(sa.update(publication).where(publication.c.id == id_).values(told))
