"""Progress: nothing is kept before somebody agrees, and nobody sees it who has not the code."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import altair as alt
import pytest
from check_stage import APP, JPEG, changed, choose_sample, rep, report, words
from streamlit.testing.v1 import AppTest

from formcheck.dates import day_words
from formcheck.schema import Peak
from formcheck.storage.diary_code import MOST_WRONG, new_code
from formcheck.storage.small_files import FOLDER
from formcheck.storage.store import FILE_NAME, Store
from formcheck.ui.progress import trends
from formcheck.ui.progress.open_diary import wrong_codes
from formcheck.wording.summary import headline

BAND = Peak(
    knee_flexion_deg=4.0,
    hip_flexion_deg=4.0,
    trunk_inclination_deg=4.0,
    tibia_inclination_deg=4.0,
    thigh_to_horizontal_deg=4.0,
)


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    """Where the diary of this test lies."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "data"))
    wrong_codes.clear()
    return tmp_path / "data" / FILE_NAME


def bent(knee_deg, name="clip.mp4"):
    """A report of two squats whose knees bent that far."""
    made = rep(1)
    deep = changed(made, peak=changed(made.peak, knee_flexion_deg=knee_deg), peak_band=BAND)
    return report(name, reps=(deep, changed(deep, index=2)))


def diary(at):
    at = at.switch_page("formcheck/ui/progress/page.py").run()
    assert not at.exception, at.exception
    return at


def begun(at):
    """A diary of one's own, its code written down."""
    at = diary(at)
    at.checkbox(key="diary-consent").check().run()
    at.button(key="diary-begin").click().run()
    code = at.get("code")[0].value
    at.button(key="diary-written").click().run()
    assert not at.exception, at.exception
    return code


def open_by(at, code):
    at = diary(at)
    at.text_input(key="diary-typed").set_value(code).run()
    assert not at.exception, at.exception
    return at


def visitor():
    return AppTest.from_file(str(APP), default_timeout=20).run()


def test_nothing_is_kept_before_consent_and_it_says_what_would_be(page, kept):
    choose_sample(page)
    at = diary(page)
    text = words(at)
    for said in (
        "the numbers and photos of each result",
        "on this computer",
        "Nothing is sent anywhere.",
        "You can delete one result or all of them at any time.",
    ):
        assert said in text, said
    assert at.button(key="diary-begin").disabled
    assert not kept.exists()


def test_the_code_is_shown_once(page):
    at = diary(page)
    at.checkbox(key="diary-consent").check().run()
    at.button(key="diary-begin").click().run()
    code = at.get("code")[0].value
    assert len(code) == 14
    assert "We show it only once." in words(at)
    at.button(key="diary-written").click().run()
    assert not at.get("code")
    assert code not in words(diary(at))


def test_the_last_result_is_kept_once_with_its_best_picture(page):
    code = begun(choose_sample(page))
    page.button(key="diary-keep").click().run()
    assert not page.exception
    assert "is in your diary" in words(page)
    assert "diary-keep" not in [button.key for button in page.button]
    sessions = Store().sessions(code)
    assert [one.report.clip.name for one in sessions] == ["hands_on_knees_side.mp4"]
    assert sessions[0].still == JPEG
    assert day_words(datetime.now().date(), year=True) in words(page)


def test_who_opens_a_diary_for_a_plan_is_led_back_to_it(page):
    begun(choose_sample(page))
    assert "Your plan is not in your diary yet." in words(page)


def test_a_new_diary_opens_by_its_code_at_once(page):
    code = begun(page)
    page.button(key="diary-close").click().run()
    at = open_by(page, code)
    assert not at.warning
    assert at.button(key="diary-close")
    assert at.get("popover") or at.button(key="diary-forget-all"), "and it can be deleted"


def test_a_result_is_kept_where_it_is_shown(page):
    at = choose_sample(page)
    assert "Keep this result, and see later what has changed." in words(at)
    code = begun(at)
    at = at.switch_page("formcheck/ui/check/page.py").run()
    at.button(key="diary-keep").click().run()
    assert not at.exception, at.exception
    assert "This result is in your diary." in words(at)
    with closing(Store()) as store:
        assert len(store.sessions(code)) == 1


def test_a_kept_result_opens_again_whole_in_another_visit(page):
    shown = choose_sample(page)
    wanted = [one.value for one in shown.subheader]
    code = begun(page)
    page.button(key="diary-keep").click().run()
    at = open_by(visitor(), code)
    at.button(key="diary-see-1").click().run()
    assert not at.exception, at.exception
    text = words(at)
    assert headline(report()).statement.main in text
    assert set(wanted) <= {one.value for one in at.subheader}, "every repetition and everything to work on"
    assert len(at.get("vega_lite_chart") or at.get("arrow_vega_lite_chart")) == 1
    assert len(at.image) >= 2
    assert "Report to print" in text
    at.button(key="diary-back").click().run()
    assert at.button(key="diary-see-1")


def test_what_an_older_version_kept_opens_as_far_as_it_goes(page):
    filled("abcd-efgh-jkmn", 90.0)
    at = open_by(page, "abcdefghjkmn")
    at.button(key="diary-see-1").click().run()
    assert not at.exception, at.exception
    assert "kept by an older version" in words(at)


def test_deleting_a_result_deletes_the_whole_of_it(page, kept):
    code = begun(choose_sample(page))
    page.button(key="diary-keep").click().run()
    page.button(key="diary-forget-1").click().run()
    with closing(sqlite3.connect(kept)) as raw:
        assert raw.execute("select count(*) from wholes").fetchone() == (0,)
    with closing(Store()) as store:
        assert store.holds(code), "the diary itself is still there"
        store.forget(code)
        assert not store.holds(code)


def test_only_the_code_opens_it(page):
    code = begun(choose_sample(page))
    page.button(key="diary-keep").click().run()
    other = open_by(visitor(), "abcd-efgh-jkmn")
    assert "We found no diary with this code." in "".join(one.value for one in other.warning)
    assert "hands" not in words(other)
    again = open_by(visitor(), code.upper().replace("-", " "))
    assert "hands" in words(again)
    stranger = visitor()
    begun(stranger)
    assert "hands" not in words(stranger)


def test_codes_cannot_be_tried_without_end(page):
    filled("abcd-efgh-jkmn", 90.0)
    for _ in range(MOST_WRONG):
        at = open_by(visitor(), new_code())
        assert "We found no diary with this code." in at.warning[0].value
    at = open_by(visitor(), "abcd-efgh-jkmn")
    assert "Too many wrong codes. Please wait" in at.error[0].value
    assert "month1" not in words(at)


def test_a_damaged_entry_is_named_beside_the_others(page, kept):
    filled("abcd-efgh-jkmn", 90.0, 100.0)
    with closing(sqlite3.connect(kept)) as raw, raw:
        raw.execute("update sessions set report = 'x' where id = 1")
    at = open_by(page, "abcd-efgh-jkmn")
    assert "1 entry of your diary is damaged" in at.warning[0].value
    assert "month2" in words(at)
    assert not at.error


def test_a_damaged_file_is_named_beside_what_it_still_gives(page, kept):
    filled("abcd-efgh-jkmn", 90.0, 100.0)
    with closing(sqlite3.connect(kept)) as raw, raw:
        raw.execute("pragma writable_schema = 1")
        raw.execute("update sqlite_master set sql = replace(sql, 'made_at', 'gone_at') where name = 'visits'")
        raw.execute("delete from sqlite_master where type = 'index' and tbl_name = 'visits'")
    at = open_by(page, "abcd-efgh-jkmn")
    assert "is damaged" in at.error[0].value


def test_a_later_result_can_be_added(page):
    code = begun(page)
    assert "Check a video first, then come back" in words(page)
    page.switch_page("formcheck/ui/check/page.py").run()
    choose_sample(page)
    diary(page).button(key="diary-keep").click().run()
    assert len(Store().sessions(code)) == 1


def filled(code, *knees, still=JPEG):
    made = Store()
    for month, knee in enumerate(knees, start=1):
        made.add(code, bent(knee, f"month{month}.mp4"), still, datetime(2026, month, 2, 12, tzinfo=UTC))
    made.close()


def test_a_change_beyond_the_error_is_named_and_drawn(page):
    filled("abcd-efgh-jkmn", 90.0, 96.0, 120.0)
    at = open_by(page, "abcdefghjkmn")
    text = words(at)
    assert "Knee bend at the lowest point" in [one.value for one in at.subheader]
    assert "You went deeper than the first time (30° more)." in text
    assert "Better" in text
    pictured = [one.alt for picture in at.image for one in picture.proto.imgs]
    assert pictured == [f"Your best repetition on 2 {month} 2026" for month in ("January", "March")]


def test_a_change_within_the_error_is_none(page):
    filled("abcd-efgh-jkmn", 90.0, 94.0)
    text = words(open_by(page, "abcd-efgh-jkmn"))
    assert "The difference is +4°, and the camera can be off by 6°." in text
    assert text.count("No clear change") == text.count("trending_flat") > 0, "its badge says it, once"
    assert "Better" not in text


def test_one_session_makes_no_trend(page):
    filled("abcd-efgh-jkmn", 90.0)
    at = open_by(page, "abcd-efgh-jkmn")
    assert "Save two results of the same movement to see what changes." in words(at)
    assert "Before and after" not in [head.value for head in at.header]


def test_bars_are_as_long_as_the_error():
    filled("abcd-efgh-jkmn", 90.0, 120.0)
    one = trends.followed(Store().sessions("abcd-efgh-jkmn"))[0]
    drawn = trends.chart(one)
    assert isinstance(drawn, alt.LayerChart)
    rows = next(iter(drawn.to_dict()["datasets"].values()))
    assert [(row["low"], row["high"], row["label"]) for row in rows] == [(86.0, 94.0, "90°"), (116.0, 124.0, "120°")]


def test_one_session_or_all_can_be_deleted(page, kept):
    code = "abcd-efgh-jkmn"
    filled(code, 90.0, 100.0)
    at = open_by(page, code)
    first = Store().sessions(code)[0]
    at.button(key=f"diary-forget-{first.id}").click().run()
    assert not at.exception
    assert [one.report.clip.name for one in Store().sessions(code)] == ["month2.mp4"]
    at.button(key="diary-forget-all").click().run()
    assert Store().sessions(code) == ()
    assert at.checkbox(key="diary-consent"), "back at the beginning"
    assert b"month2" not in kept.read_bytes()


def test_it_can_be_closed_for_the_next_person_at_this_machine(page):
    filled("abcd-efgh-jkmn", 90.0)
    at = open_by(page, "abcd-efgh-jkmn")
    at.button(key="diary-close").click().run()
    assert "month1" not in words(at)


def test_a_broken_file_is_one_sentence(page, kept):
    kept.parent.mkdir()
    kept.write_text("no database, but long enough to look at " * 50)
    at = open_by(page, "abcd-efgh-jkmn")
    assert "Please copy the file to a safe place" in at.error[0].value
