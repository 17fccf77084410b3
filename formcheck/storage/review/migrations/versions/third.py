"""A note may be spoken: its sound, and how long that is."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Notes of before are written only."""
    with op.batch_alter_table("notes") as table:
        table.add_column(sa.Column("voice", sa.LargeBinary))
        table.add_column(sa.Column("voice_s", sa.Double, nullable=False, server_default="0"))


def downgrade() -> None:
    """What was spoken goes; notes with words or a drawing stay."""
    op.execute("DELETE FROM notes WHERE voice IS NOT NULL AND words = '' AND drawn = '[]'")
    with op.batch_alter_table("notes") as table:
        table.drop_column("voice_s")
        table.drop_column("voice")
