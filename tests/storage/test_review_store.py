"""The trainers' store: what is put in comes back, whoever writes at the same time, whatever is damaged."""

import threading
from datetime import date
from pathlib import Path

import made_reports
import pytest
from made_reports import finding, rep
from sqlalchemy import create_engine, inspect, text

from formcheck.errors import StoreError
from formcheck.storage.review.database import Database
from formcheck.storage.review.records import Decision, LimitChange, NewClip, Voice
from formcheck.storage.review.store import MOST_VOICE_BYTES, ReviewStore

FINDINGS = (finding("depth", "good", rep=1), finding("hips_first", "fault", rep=1, t_s=2.5))
REPORT = made_reports.report(reps=(rep(1),), findings=FINDINGS)


def new(name="squat.mp4", content="a", **changed):
    plain = {
        "name": name,
        "content_sha256": content * 64,
        "report": REPORT,
        "video": f"clips/{name}",
        "attention": "fault",
        "checks": ("hips_first",),
        "member": "Ann",
        "class_name": "Tuesday",
        "filmed_on": date(2026, 11, 3),
    }
    return NewClip(**(plain | changed))


def put(review, **how):
    """The number of a clip put in."""
    assert review.put(new(**how)) == "added"
    return review.queue().clips[-1].id


def disagreed(clip_id, who="Kim", answer="disagree", **changed):
    return Decision(
        **(
            {"clip_id": clip_id, "subject": "finding", "rep": 1, "check": "hips_first", "answer": answer, "who": who}
            | changed
        )
    )


CHANGE = LimitChange(
    movement="squat", check="hips_first", unit="deg", bad="above", good_before=8.0, fault_before=20.0, good=12.0,
    fault=24.0, reason="Long thighs", who="Kim", evidence={"decisions": 12},
)  # fmt: skip

SPOKEN = Voice(b"slower here, please", 1.5)


def filled(review):
    """A store with something in every table; the number of its first clip."""
    first = put(review)
    put(review, name="other.mp4", content="b", member="Bo")
    review.decide(
        [disagreed(first), disagreed(first, subject="depth", check="", answer="correct", corrected={"depth": "floor"})]
    )
    review.note(first, 2.5, "Slower here", "Kim", [{"tool": "line", "points": [[0.1, 0.2], [0.3, 0.4]]}], SPOKEN)
    review.change_limit(CHANGE)
    return first


def test_what_is_put_in_comes_back(review):
    first = filled(review)
    one, other = review.queue().clips
    assert (one.id, one.member, one.class_name, one.filmed_on) == (first, "Ann", "Tuesday", date(2026, 11, 3))
    assert (one.state, one.corrected, one.notes) == ("in_review", 1, 1)
    assert (other.state, other.corrected, other.notes) == ("new", 0, 0)
    assert review.report(first) == REPORT
    assert [(d.answer, d.corrected) for d in review.decisions(first)] == [
        ("disagree", {}),
        ("correct", {"depth": "floor"}),
    ]
    (note,) = review.notes(first)
    assert (note.t_s, note.words, note.drawn[0]["tool"], note.voice_s) == (2.5, "Slower here", "line", 1.5)
    assert review.voice(note.id) == SPOKEN.content
    (change,) = review.limit_changes()
    assert (change.good, change.reason, change.who, change.evidence) == (12.0, "Long thighs", "Kim", {"decisions": 12})


def test_a_report_that_was_spoken_of_stays(review):
    first = put(review)
    later = made_reports.report(reps=(rep(1), rep(2)), findings=FINDINGS)
    assert review.put(new()) == "same"
    assert review.put(new(report=later, member="Nobody")) == "replaced"
    assert review.report(first) == later
    assert review.queue().clips[0].member == "Ann"  # what a trainer entered is theirs
    review.decide([disagreed(first)])
    assert review.put(new()) == "kept"
    assert review.report(first) == later
    assert review.put(new(person=2)) == "added"  # somebody else in the same clip


def test_what_is_taken_back_no_longer_counts(review):
    first = put(review)
    fixed = {"subject": "depth", "check": "", "corrected": {"depth": "floor"}}
    review.decide([disagreed(first, answer="correct", **fixed)])
    review.decide([disagreed(first, answer="withdrawn", subject="depth", check="")])
    assert review.queue().clips[0].corrected == 0
    assert len(review.decisions(first)) == 2  # and yet it is kept that it was said


def test_writers_at_once_lose_nothing(store_at, review):
    first = put(review)
    together, failed = threading.Barrier(4), []

    def write(who):
        try:
            own = ReviewStore(Database(store_at))
            together.wait()
            for i in range(10):
                own.decide([disagreed(first, who=who)])
                own.put(new(content="abcdefghij"[i]))
            own.close()
        except Exception as error:
            failed.append(error)

    writers = [threading.Thread(target=write, args=(who,)) for who in ("Kim", "Lee", "Max", "Noa")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failed == []
    said = [one.who for one in review.decisions(first)]
    assert {who: said.count(who) for who in said} == dict.fromkeys(("Kim", "Lee", "Max", "Noa"), 10)
    assert len(review.queue().clips) == 10  # each once


def test_screens_that_start_at_once_make_the_tables_once(store_at):
    together, made, failed = threading.Barrier(4), [], []

    def start():
        try:
            together.wait()
            made.append(ReviewStore(Database(store_at)))
        except Exception as error:
            failed.append(error)

    screens = [threading.Thread(target=start) for _ in range(4)]
    for screen in screens:
        screen.start()
    for screen in screens:
        screen.join()
    assert failed == []
    assert made[0].queue() == made[3].queue()
    for store in made:
        store.close()


DAMAGE = (
    "UPDATE clips SET state = 'lost' WHERE name = 'squat.mp4'",
    "UPDATE clips SET filmed_on = 'a tuesday' WHERE name = 'squat.mp4'",
)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_clip_hides_no_other(store_at, review, damage):
    filled(review)
    run(store_at, damage.replace("a tuesday", "2026-13-01"))
    queue = review.queue()
    assert [one.name for one in queue.clips] == ["other.mp4"]
    assert queue.damaged == 1
    assert review.forget_member("Ann") == 1  # and can be deleted
    assert review.queue().damaged == 0


def test_bytes_that_are_no_text_hide_no_other_clip(store_at, review):
    if store_at.get_backend_name() != "sqlite":
        pytest.skip("PostgreSQL takes no such bytes")
    filled(review)
    run(store_at, "UPDATE clips SET member = CAST(x'ff00fe' AS TEXT) WHERE name = 'squat.mp4'")
    assert [one.name for one in review.queue().clips] == ["other.mp4"]
    assert review.queue().damaged == 1


def test_a_damaged_report_and_decision_are_left_out(store_at, review):
    first = filled(review)
    run(store_at, "UPDATE clips SET report = '{}' WHERE name = 'squat.mp4'")
    run(store_at, "UPDATE decisions SET corrected = '{' WHERE subject = 'depth'")
    run(store_at, "UPDATE limit_changes SET fault = 1.0")
    with pytest.raises(StoreError, match="damaged"):
        review.report(first)
    assert [one.subject for one in review.decisions(first)] == ["finding"]
    assert review.limit_changes() == ()  # such a limit cannot be
    assert review.report(review.queue().clips[1].id) == REPORT


def test_migrations_keep_what_is_there(store_at, database, review):
    first = filled(review)
    database.migrate("0001")
    assert "drawn" not in columns(store_at, "notes")
    assert run(store_at, "SELECT words FROM notes") == [("Slower here",)]
    database.migrate()
    assert review.notes(first)[0].words == "Slower here"
    assert review.notes(first)[0].drawn == ()
    assert len(review.queue().clips) == 2
    assert len(review.decisions()) == 2
    assert len(review.limit_changes()) == 1
    with pytest.raises(StoreError, match="can't use"):  # links between tables outlived both ways
        review.note(first + 1000, 0.0, "lost", "Kim")


def test_what_was_spoken_goes_with_the_migration_and_nothing_else(store_at, database, review):
    first = filled(review)
    review.note(first, 4.0, "", "Kim", voice=SPOKEN)
    database.migrate("0002")
    assert not {"voice", "voice_s"} & columns(store_at, "notes")
    assert run(store_at, "SELECT words, drawn <> '[]' FROM notes") == [("Slower here", True)]  # nothing empty is left
    database.migrate()
    (note,) = review.notes(first)
    assert (note.words, note.drawn[0]["tool"], note.voice_s, review.voice(note.id)) == ("Slower here", "line", 0, None)
    review.note(first, 4.0, "", "Kim", voice=SPOKEN)
    assert [one.voice_s for one in review.notes(first)] == [0, 1.5]


def test_a_voice_has_a_bound_and_goes_with_its_note(store_at, review):
    first = put(review)
    with pytest.raises(StoreError, match="too large"):
        review.note(first, 1.0, "", "Kim", voice=Voice(bytes(MOST_VOICE_BYTES + 1), 60.0))
    review.note(first, 1.0, "", "Kim", voice=Voice(bytes(MOST_VOICE_BYTES), 60.0))
    (note,) = review.notes(first)
    assert len(review.voice(note.id)) == MOST_VOICE_BYTES
    review.remove_note(note.id)
    assert review.voice(note.id) is None
    assert run(store_at, "SELECT count(*) FROM notes") == [(0,)]


def test_tables_are_what_the_code_says(store_at, database):
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    from formcheck.storage.review.tables import Base

    engine = create_engine(store_at)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


def test_a_newer_store_is_left_alone(store_at, database):
    run(store_at, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer FormCheck"):
        Database(store_at)
    assert run(store_at, "SELECT version_num FROM alembic_version") == [("9999",)]


def test_a_member_is_forgotten_wholly(store_at, review):
    filled(review)
    assert review.forget_member("Ann") == 1
    assert [one.member for one in review.queue().clips] == ["Bo"]
    assert review.decisions() == ()
    assert run(store_at, "SELECT count(*) FROM notes") == [(0,)]
    if store_at.get_backend_name() == "sqlite":
        left = Path(store_at.database).read_bytes()
        assert b"Slower here" not in left
        assert SPOKEN.content not in left


def run(store_at, statement):
    """A statement past the store."""
    engine = create_engine(store_at)
    with engine.begin() as connection:
        done = connection.execute(text(statement))
        found = [tuple(row) for row in done] if done.returns_rows else []
    engine.dispose()
    return found


def columns(store_at, table):
    engine = create_engine(store_at)
    found = {column["name"] for column in inspect(engine).get_columns(table)}
    engine.dispose()
    return found
