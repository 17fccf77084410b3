"""The tables of a trainer's store. What changes here needs a migration."""

from sqlalchemy import ForeignKey, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """All of them."""


class Row(Base):
    """What they share."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)


class ClipRow(Row):
    """One person in one clip. Dates and times are ISO 8601; ``checks`` are ids with spaces between."""

    __tablename__ = "clips"
    __table_args__ = (UniqueConstraint("content_sha256", "person", name="one_of_each"),)

    name: Mapped[str] = mapped_column(Text)
    content_sha256: Mapped[str] = mapped_column(String(64))
    person: Mapped[int] = mapped_column(Integer)  # 0: the only one, since a constraint ignores nulls
    video: Mapped[str] = mapped_column(Text)
    report: Mapped[str] = mapped_column(Text, deferred=True)  # large, and the queue shows none of it
    attention: Mapped[str] = mapped_column(String(20))
    checks: Mapped[str] = mapped_column(Text)
    movement: Mapped[str] = mapped_column(String(40))
    reps: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(20), index=True)
    filmed_on: Mapped[str] = mapped_column(String(10))
    class_name: Mapped[str] = mapped_column(Text)
    member: Mapped[str] = mapped_column(Text, index=True)
    made_at: Mapped[str] = mapped_column(String(32))


class DecisionRow(Row):
    """A decision. None is ever changed: a later one takes its place, so that two trainers at once lose nothing."""

    __tablename__ = "decisions"

    clip_id: Mapped[int] = mapped_column(ForeignKey("clips.id", ondelete="CASCADE"), index=True)
    rep: Mapped[int | None] = mapped_column(Integer)
    subject: Mapped[str] = mapped_column(String(20))
    check: Mapped[str] = mapped_column("check_id", String(60))
    answer: Mapped[str] = mapped_column(String(20))
    corrected: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(Text)
    made_at: Mapped[str] = mapped_column(String(32))


class NoteRow(Row):
    """A note at a moment; ``drawn`` is JSON, ``voice`` an M4A file of ``voice_s`` seconds, null where there is none."""

    __tablename__ = "notes"

    clip_id: Mapped[int] = mapped_column(ForeignKey("clips.id", ondelete="CASCADE"), index=True)
    t_s: Mapped[float] = mapped_column()
    words: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(Text)
    made_at: Mapped[str] = mapped_column(String(32))
    drawn: Mapped[str] = mapped_column(Text, server_default="[]")
    voice: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)  # large, and a list of notes plays none
    voice_s: Mapped[float] = mapped_column(server_default="0")


class LimitChangeRow(Row):
    """A changed limit; the newest of a check is the one in force."""

    __tablename__ = "limit_changes"

    movement: Mapped[str] = mapped_column(String(40))
    check: Mapped[str] = mapped_column("check_id", String(60))
    unit: Mapped[str] = mapped_column(String(20))
    bad: Mapped[str] = mapped_column(String(10))
    good_before: Mapped[float] = mapped_column()
    fault_before: Mapped[float] = mapped_column()
    good: Mapped[float] = mapped_column()
    fault: Mapped[float] = mapped_column()
    reason: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(Text)
    made_at: Mapped[str] = mapped_column(String(32))
