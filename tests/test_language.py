"""Saying things in the language of whoever reads them: fallback, plurals, and one reader's language staying theirs."""

import asyncio
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import pytest
from figures import DEEP, HINGE, PARALLEL, SHALLOW, STOOP, Shot, floor_squat, hinge, posed, read
from figures.motions import push_ups, walking

from formcheck.errors import VideoNotFound
from formcheck.i18n import get_locale, gettext, gettext_noop, listed, ngettext, sentences, set_locale, use_locale
from formcheck.media.files import check_clip
from formcheck.movements.squat import HEELS as HEELS_ROW
from formcheck.wording.findings import AMOUNTS, amount, title, words
from formcheck.wording.notes import abstain_words, quality_words
from formcheck.wording.summary import headline, statement_of, went_well, work_on

HEELS = HEELS_ROW.good
HAN = re.compile(r"[\u4e00-\u9fff]")
#: What stays in Latin letters within Chinese sentences of a report.
LATIN = {"FormCheck"}


def test_english_is_its_own_key():
    assert gettext(HEELS) == gettext_noop(HEELS) == HEELS
    assert gettext("Rep {number}", number=3) == "Rep 3"


def test_chinese_is_said_in_its_context():
    with use_locale("zh"):
        assert HAN.search(gettext(HEELS))
        assert gettext("{value} s", value="0.4") == "0.4 秒"
    assert gettext(HEELS) == HEELS


def test_what_has_no_translation_is_said_in_english():
    with use_locale("zh"):
        assert gettext("Nobody translated {what}.", what="this") == "Nobody translated this."
        assert ngettext("{count} lone duck", "{count} lone ducks", 2) == "2 lone ducks"


def test_the_empty_sentence_stays_empty():
    with use_locale("zh"):
        assert gettext("") == ""  # gettext's own answer is the catalogue's header


@pytest.mark.parametrize(("count", "words"), [(1, "1 squat"), (2, "2 squats"), (0, "0 squats")])
def test_counts_have_their_plural(count, words):
    assert ngettext("{count} squat", "{count} squats", count) == words
    with use_locale("zh"):
        assert ngettext("{count} squat", "{count} squats", count) == f"{count} 次深蹲"


def test_sentences_and_lists_are_joined_as_the_language_does():
    assert sentences(["One.", "", "Two."]) == "One. Two."
    assert listed(["one", "two", "three"]) == "one, two, three"
    assert sentences([]) == listed([]) == ""
    with use_locale("zh"):
        assert sentences(["一。", "二。"]) == "一。二。"
        assert listed(["一", "二", "三"]) == "一、二、三"


def test_a_language_ends_with_its_block_even_after_an_error():
    with pytest.raises(ZeroDivisionError), use_locale("zh"):
        1 / 0  # noqa: B018
    assert get_locale() == "en"


def test_threads_do_not_hear_each_other():
    both_set = threading.Barrier(2, timeout=10)

    def visit(language):
        set_locale(language)
        both_set.wait()
        return gettext(HEELS)

    with ThreadPoolExecutor(2) as pool:
        english, chinese = pool.map(visit, ("en", "zh"))
    assert english == HEELS
    assert HAN.search(chinese)
    assert get_locale() == "en"


def test_a_thread_speaks_its_makers_language_when_given_the_context():
    with use_locale("zh"), ThreadPoolExecutor(1) as pool:
        assert pool.submit(copy_context().run, get_locale).result() == "zh"
        assert pool.submit(get_locale).result() == "en"


def test_tasks_do_not_hear_each_other():
    async def visit(language, turn, other):
        set_locale(language)
        turn.set()
        await other.wait()
        return get_locale()

    async def both():
        first, second = asyncio.Event(), asyncio.Event()
        return await asyncio.gather(visit("zh", first, second), visit("en", second, first))

    assert asyncio.run(both()) == ["zh", "en"]


def test_errors_are_said_in_the_readers_language(tmp_path):
    with use_locale("zh"), pytest.raises(VideoNotFound, match="不存在"):
        check_clip(tmp_path / "gone.mp4")


@pytest.mark.parametrize("unit", AMOUNTS)
def test_amounts_have_units_in_both_languages(unit):
    own = {
        "deg": "12.5°",
        "ratio": "12.5",
        "repetitions": "12.5",
        "%": "12.5%",
        "spectrum": "12.5 (-1.4 is smoothest)",
        "step": "step 12.5 of 3",
    }
    assert amount(12.5, unit) == own.get(unit, f"12.5 {unit}")
    assert "12" in amount(12.5, unit, 0)
    with use_locale("zh"):
        assert not re.search("[a-z]", amount(12.5, unit))


def test_an_unknown_unit_is_kept():
    assert amount(2.0, "metres") == "2 metres"


SHOTS = {
    "squats": Shot(motion=floor_squat(3)),
    "shallow, from the front": Shot(motion=posed(SHALLOW, SHALLOW), body_yaw_deg=90.0),
    "half turned": Shot(motion=posed(PARALLEL), body_yaw_deg=45.0),
    "from behind": Shot(motion=floor_squat(2), body_yaw_deg=-90.0),
    "stoops": Shot(motion=posed(STOOP, STOOP)),
    "squats and a hinge": Shot(motion=floor_squat(2).then(hinge(1))),
    "hinges at the edge": Shot(motion=posed(HINGE), fill=0.2),
    "push-ups": Shot(motion=push_ups(2)),
    "walking": Shot(motion=walking()),
    "half a squat": Shot(motion=posed(DEEP).cut(0.0, 2.2)),
}


@pytest.mark.parametrize("shot", SHOTS.values(), ids=SHOTS.keys())
def test_a_chinese_report_has_no_english_left(shot):
    report = read(shot.film.track, brightness=0.05).report
    summary = report.summary
    with use_locale("zh"):
        texts = [headline(report).text, *map(quality_words, report.quality.notes)]
        texts += map(abstain_words, summary.not_assessed.values())
        for one in (*went_well(summary), *work_on(summary)):
            texts.append(statement_of(one, report.findings).text)
        texts += [text for finding in report.findings for text in (title(finding), words(finding)) if text]
    assert [text for text in texts if set(re.findall("[A-Za-z]+", text)) - LATIN] == []
    assert all(HAN.search(text) for text in texts)


def test_a_report_does_not_depend_on_the_language():
    track = SHOTS["stoops"].film.track
    english = read(track).report
    with use_locale("zh"):
        assert read(track).report == english


def test_a_report_judged_once_reads_in_either_language():
    report = read(SHOTS["stoops"].film.track).report
    english = headline(report).text
    with use_locale("zh"):
        assert HAN.search(headline(report).text)
    assert headline(report).text == english
    assert not HAN.search(english)
