"""The trainers' store: clips under review, what was decided and noted of them, and limits that were changed."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeVar

from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from formcheck.errors import StoreError
from formcheck.i18n import gettext, gettext_noop
from formcheck.schema import Report
from formcheck.schema.undecodable import UNDECODABLE
from formcheck.storage.review import rows
from formcheck.storage.review.database import Database
from formcheck.storage.review.records import (
    ClipNote,
    Decision,
    LimitChange,
    NewClip,
    Outcome,
    Queue,
    QueuedClip,
    State,
    Stroke,
    Voice,
)
from formcheck.storage.review.tables import ClipRow, DecisionRow, LimitChangeRow, NoteRow, Row

DAMAGED: Final = gettext_noop("The report of this clip is damaged. Please check the video again.")
GONE: Final = gettext_noop("This clip is no longer in the list. Somebody may have deleted it.")
TOO_LARGE: Final = gettext_noop("This voice note is too large to be kept. Please record a shorter one.")
MOST_VOICE_BYTES: Final = 1_000_000  # chosen: twice what a minute takes
TRIES: Final = 3  # of a clip that another screen may put in at the same moment
R = TypeVar("R", bound=Row)


class ReviewStore:
    """One studio's store. Every method raises StoreError with one sentence when the database fails."""

    def __init__(self, database: Database | None = None) -> None:
        self._database = database or Database()
        self.name = self._database.name

    def put(self, new: NewClip) -> Outcome:
        """Put a clip in the queue, once. A new report of it takes the old one's place ("replaced") until somebody has
        decided or noted anything; then the old one is "kept", since that is what was spoken of.
        """
        for attempt in range(TRIES):
            try:
                with self._database.writing() as session:
                    return _put(session, new)
            except StoreError as error:
                if attempt + 1 == TRIES or not isinstance(error.__cause__, IntegrityError):
                    raise
        raise AssertionError

    def queue(self) -> Queue:
        """Every clip, oldest first, without the reports."""
        with self._database.reading() as session:
            decided = _in_force(self._decisions(session)).values()
            corrected = Counter(one.clip_id for one in decided if one.answer == "correct")
            notes = Counter(session.scalars(select(NoteRow.clip_id)).all())
            found, damaged = rows.readable(
                _each(session, ClipRow), lambda row: rows.clip_of(row, corrected[row.id], notes[row.id])
            )
        return Queue(tuple(found), damaged)

    def clip(self, clip_id: int) -> QueuedClip:
        """One clip of the queue. Raises StoreError when it is gone."""
        found = next((one for one in self.queue().clips if one.id == clip_id), None)
        if found is None:
            raise StoreError(gettext(GONE))
        return found

    def report(self, clip_id: int) -> Report:
        """The report of a clip, with the limits that judged it. Raises StoreError, also when it is damaged."""
        with self._database.reading() as session:
            text = session.scalars(select(ClipRow.report).where(ClipRow.id == clip_id)).first()
        if text is None:
            raise StoreError(gettext(GONE))
        try:
            return Report.from_json(text)
        except (*UNDECODABLE, TypeError) as error:
            raise StoreError(gettext(DAMAGED)) from error

    def set_state(self, clip_id: int, state: State) -> None:
        """Where a clip is in the review."""
        self._change(clip_id, {"state": state})

    def describe(self, clip_id: int, *, member: str, class_name: str, filmed_on: date | None) -> None:
        """Whose clip it is, of which class and day."""
        day = filmed_on.isoformat() if filmed_on else ""
        self._change(clip_id, {"member": member.strip(), "class_name": class_name.strip(), "filmed_on": day})

    def decide(self, decisions: Sequence[Decision]) -> None:
        """Keep decisions made now, all or none; a new clip is in review from then on."""
        with self._database.writing() as session:
            session.add_all(rows.row_of_decision(one) for one in decisions)
            clips = {one.clip_id for one in decisions}
            new = update(ClipRow).where(ClipRow.id.in_(clips), ClipRow.state == "new")
            session.execute(new.values(state="in_review"))

    def decisions(self, clip_id: int | None = None) -> tuple[Decision, ...]:
        """Every decision on a clip, or on all, in the order they were made."""
        with self._database.reading() as session:
            return tuple(self._decisions(session, clip_id))

    def note(
        self,
        clip_id: int,
        t_s: float,
        words: str,
        who: str,
        drawn: Sequence[Stroke] = (),
        voice: Voice | None = None,
    ) -> None:
        """Keep a note at a moment. Raises StoreError also for a voice of more than ``MOST_VOICE_BYTES``."""
        kept = NoteRow(clip_id=clip_id, t_s=t_s, words=words.strip(), who=who.strip(), made_at=rows.now())
        kept.drawn = json.dumps(list(drawn))
        if voice is not None:
            if len(voice.content) > MOST_VOICE_BYTES:
                raise StoreError(gettext(TOO_LARGE))
            kept.voice, kept.voice_s = voice.content, voice.seconds
        with self._database.writing() as session:
            session.add(kept)

    def notes(self, clip_id: int) -> tuple[ClipNote, ...]:
        """The notes of a clip by their moments."""
        with self._database.reading() as session:
            found, _ = rows.readable(_each(session, NoteRow, NoteRow.clip_id == clip_id), rows.note_of)
        return tuple(sorted(found, key=lambda note: (note.t_s, note.id)))

    def voice(self, note_id: int) -> bytes | None:
        """What was spoken with a note; None where nothing was, or the note is gone."""
        with self._database.reading() as session:
            return session.scalars(select(NoteRow.voice).where(NoteRow.id == note_id)).first()

    def remove_note(self, note_id: int) -> None:
        """Delete a note for good."""
        with self._database.writing() as session:
            session.execute(delete(NoteRow).where(NoteRow.id == note_id))

    def change_limit(self, change: LimitChange) -> None:
        """Keep a changed limit, which is in force from now on."""
        with self._database.writing() as session:
            session.add(rows.row_of_change(change))

    def limit_changes(self) -> tuple[LimitChange, ...]:
        """Every limit that was changed, in order."""
        with self._database.reading() as session:
            found, _ = rows.readable(_each(session, LimitChangeRow), rows.change_of)
        return tuple(found)

    def clips_of(self, member: str) -> tuple[QueuedClip, ...]:
        """A member's clips."""
        return tuple(one for one in self.queue().clips if one.member == member)

    def forget(self, clip_ids: Sequence[int]) -> None:
        """Delete clips with everything decided and noted of them, for good."""
        with self._database.writing() as session:
            for table in (DecisionRow, NoteRow):
                session.execute(delete(table).where(table.clip_id.in_(clip_ids)))
            session.execute(delete(ClipRow).where(ClipRow.id.in_(clip_ids)))
        self._database.shrink()

    def forget_member(self, member: str) -> int:
        """Delete all clips of a member for good, also those that cannot be read; returns how many."""
        with self._database.reading() as session:
            ids = session.scalars(select(ClipRow.id).where(ClipRow.member == member)).all()
        self.forget(ids)
        return len(ids)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _change(self, clip_id: int, values: Mapping[str, Any]) -> None:
        with self._database.writing() as session:
            changed = update(ClipRow).where(ClipRow.id == clip_id).values(**values).returning(ClipRow.id)
            if session.scalars(changed).first() is None:
                raise StoreError(gettext(GONE))

    @staticmethod
    def _decisions(session: Session, clip_id: int | None = None) -> list[Decision]:
        which = () if clip_id is None else (DecisionRow.clip_id == clip_id,)
        return rows.readable(_each(session, DecisionRow, *which), rows.decision_of)[0]


def _put(session: Session, new: NewClip) -> Outcome:
    made = rows.row_of_clip(new)
    same = (ClipRow.content_sha256 == made.content_sha256, ClipRow.person == made.person)
    old = session.execute(select(ClipRow.id, ClipRow.report).where(*same)).first()
    if old is None:
        session.add(made)
        session.flush()
        return "added"
    if old.report == made.report:
        session.execute(update(ClipRow).where(ClipRow.id == old.id).values(video=made.video))  # it may have moved
        return "same"
    for table in (DecisionRow, NoteRow):
        if session.scalars(select(table.id).where(table.clip_id == old.id).limit(1)).first() is not None:
            return "kept"
    parts = ("video", "report", "attention", "checks", "movement", "reps")
    session.execute(update(ClipRow).where(ClipRow.id == old.id).values({part: getattr(made, part) for part in parts}))
    return "replaced"


def _in_force(decisions: Sequence[Decision]) -> dict[tuple[int, str, int | None, str], Decision]:
    """Of each value the last decision."""
    return {(one.clip_id, one.subject, one.rep, one.check): one for one in decisions}


def _each(session: Session, table: type[R], *which: ColumnElement[bool]) -> list[R | None]:
    """The rows of a table in order; where the database gives some only, one after the other, None for the others."""
    wanted = select(table).where(*which).order_by(table.id)
    try:
        return list(session.scalars(wanted).all())
    except (DBAPIError, ValueError, TypeError):
        session.rollback()
    found: list[R | None] = []
    for number in session.scalars(select(table.id).where(*which).order_by(table.id)).all():
        try:
            found.append(session.get(table, number))
        except (DBAPIError, ValueError, TypeError):
            session.rollback()
            found.append(None)
    return found
