"""What each version made of the wordings, and the days on which a publication begins."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    with op.batch_alter_table("version") as batch:
        batch.add_column(sa.Column("turn", sa.JSON(), nullable=True))
    with op.batch_alter_table("publication") as batch:
        batch.add_column(sa.Column("days", sa.JSON(), nullable=True))
