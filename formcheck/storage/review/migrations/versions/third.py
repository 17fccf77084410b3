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
    notes = sa.table("notes", sa.column("voice"), sa.column("words"), sa.column("drawn"))
    empty = (notes.c.words == "", notes.c.drawn == "[]")
    op.execute(sa.delete(notes).where(notes.c.voice.is_not(None), *empty))
    with op.batch_alter_table("notes") as table:
        table.drop_column("voice_s")
        table.drop_column("voice")
