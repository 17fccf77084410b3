"""What was drawn on a picture belongs to its note."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Notes of before have nothing drawn."""
    with op.batch_alter_table("notes") as table:
        table.add_column(sa.Column("drawn", sa.Text, nullable=False, server_default="[]"))


def downgrade() -> None:
    """Words and moments of the notes stay."""
    with op.batch_alter_table("notes") as table:
        table.drop_column("drawn")
