"""Clips, decisions, notes and changed limits."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "clips",
        sa.Column("id", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "video", "report", "checks", "class_name")),
        sa.Column("content_sha256", sa.String(64), nullable=False),
        sa.Column("person", sa.Integer, nullable=False),
        sa.Column("attention", sa.String(20), nullable=False),
        sa.Column("movement", sa.String(40), nullable=False),
        sa.Column("reps", sa.Integer, nullable=False),
        sa.Column("state", sa.String(20), nullable=False, index=True),
        sa.Column("filmed_on", sa.String(10), nullable=False),
        sa.Column("member", sa.Text, nullable=False, index=True),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.UniqueConstraint("content_sha256", "person", name="one_of_each"),
    )
    _create_what_was_said()


def _create_what_was_said() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, primary_key=True),
        _clip_id(),
        sa.Column("rep", sa.Integer),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("check_id", sa.String(60), nullable=False),
        sa.Column("answer", sa.String(20), nullable=False),
        sa.Column("corrected", sa.Text, nullable=False),
        *_made(),
    )
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer, primary_key=True),
        _clip_id(),
        sa.Column("t_s", sa.Double, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        *_made(),
    )
    op.create_table(
        "limit_changes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("movement", sa.String(40), nullable=False),
        sa.Column("check_id", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(20), nullable=False),
        sa.Column("bad", sa.String(10), nullable=False),
        *(sa.Column(name, sa.Double, nullable=False) for name in ("good_before", "fault_before", "good", "fault")),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        *_made(),
    )


def downgrade() -> None:
    """Remove them."""
    for table in ("limit_changes", "notes", "decisions", "clips"):
        op.drop_table(table)


def _clip_id() -> sa.Column[int]:
    to_clip = sa.ForeignKey("clips.id", ondelete="CASCADE")
    return sa.Column("clip_id", sa.Integer, to_clip, nullable=False, index=True)


def _made() -> tuple[sa.Column[str], sa.Column[str]]:
    return sa.Column("who", sa.Text, nullable=False), sa.Column("made_at", sa.String(32), nullable=False)
