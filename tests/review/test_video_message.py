"""What goes into a member's video: each note with the finding it speaks of, and nothing a trainer disagrees with."""

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from made_reports import finding
from review_stage import made, write_batch

import formcheck.clip
from formcheck.clip.message_parts import Letter, Moment, Style
from formcheck.errors import BadChoice
from formcheck.i18n import gettext
from formcheck.leftovers import FOLDER_PREFIX
from formcheck.review.adding import About, add_batch
from formcheck.review.decided import Decided
from formcheck.review.video_message import MOST_MOMENTS, make_video, moments_of, spoken_of
from formcheck.settings import AnalysisOptions
from formcheck.storage.review.address import STORE
from formcheck.storage.review.records import ClipNote, Decision
from formcheck.storage.review.store import ReviewStore
from formcheck.storage.small_files import FOLDER

DEPTH = finding("depth", "fault", rep=1, t_s=2.0)
HIPS = finding("hips_first", "watch", rep=2, t_s=5.4)
HEELS = finding("heels", "good", rep=1, t_s=2.0)
FINDINGS = (HEELS, DEPTH, HIPS)
NOBODY = Decided([])
LINE = {"tool": "line", "points": [[0.1, 0.2], [0.3, 0.4]]}
LETTER = Letter(title="For Ann", facts=(), sender=(), words="", trainer="Kim", end="")


def note(t_s, words="", number=1, **more):
    return ClipNote(t_s=t_s, words=words, who="Kim", id=number, **more)


def said(one, answer, **corrected):
    return Decision(
        subject="finding", rep=one.rep, check=one.check, answer=answer, corrected=corrected, who="Kim", made_at="2026"
    )


def test_a_note_speaks_of_the_nearest_finding_the_worst_of_several():
    assert spoken_of(note(2.1), FINDINGS, NOBODY) == DEPTH
    assert spoken_of(note(5.0), FINDINGS, NOBODY) == HIPS
    assert spoken_of(note(3.7), FINDINGS, NOBODY) is None
    disagreed = Decided([said(DEPTH, "disagree")])
    assert spoken_of(note(2.1), FINDINGS, disagreed) == HEELS


def test_each_note_and_each_finding_nobody_wrote_of_is_a_moment():
    moments = moments_of([note(2.1, "Deeper", drawn=(LINE,))], [DEPTH, HIPS], FINDINGS, NOBODY, {1: b"voice"})
    first, second = moments
    assert (first.t_s, first.heading, first.verdict, first.words) == (2.1, "Rep 1 · Depth", "fault", "Deeper")
    assert (first.drawn, first.voice) == ((LINE,), b"voice")
    assert (second.t_s, second.verdict, second.drawn, second.voice) == (5.4, "watch", (), None)
    assert second.words


def test_what_was_put_right_has_the_trainer_s_verdict_and_no_measured_words():
    decided = Decided([said(DEPTH, "correct", verdict="good"), said(HIPS, "disagree")])
    (only,) = moments_of([], [DEPTH, HIPS], FINDINGS, decided, {})
    assert (only.heading, only.verdict, only.words) == ("Rep 1 · Depth", "good", "")


def test_a_note_away_from_all_findings_stands_by_itself_and_there_is_a_bound():
    (alone,) = moments_of([note(9.0, "Nice")], [], FINDINGS, NOBODY, {})
    assert (alone.heading, alone.verdict, alone.words) == ("", None, "Nice")
    many = moments_of([note(float(i), "x", i) for i in range(20)], [], FINDINGS, NOBODY, {})
    assert len(many) == MOST_MOMENTS


@pytest.fixture
def clip(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path / "data"))
    monkeypatch.delenv(STORE, raising=False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    store = ReviewStore()
    add_batch(store, write_batch(tmp_path / "results", {"bad": made("bad")}), About())
    yield store.queue().clips[0], store.report(1)
    store.close()


@dataclass(frozen=True)
class Analyzed:
    path: Path
    options: AnalysisOptions


@pytest.fixture
def film(monkeypatch):
    """Writes a file instead of a film; what was asked of it."""
    asked = []

    def write(analysis, letter, moments, path, style, tell):
        asked.append((analysis, letter, moments, style, gettext("Rep {number}", number=1), analysis.path.read_bytes()))
        path.write_bytes(b"a film")
        tell("done")

    pipeline, film = ModuleType("formcheck.clip.pipeline"), ModuleType("formcheck.clip.message_film")
    pipeline.analyze_clip = lambda path, options, tell: Analyzed(path, options)
    film.write_message = write
    for module in (pipeline, film):
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setattr(formcheck.clip, module.__name__.rpartition(".")[2], module, raising=False)
    return asked


def test_the_video_is_made_of_the_clip_that_was_judged_and_nothing_stays(clip, film, tmp_path):
    moment, style = Moment(t_s=2.0), Style(faces="blur")
    assert make_video(*clip, LETTER, [moment], style, "zh", lambda _: None, {}) == b"a film"
    ((analysis, letter, moments, used, words, content),) = film
    assert (content, analysis.options.language) == (b"bad", "zh")
    assert (letter, moments, used) == (LETTER, [moment], style)
    assert words != "Rep 1"  # the film's own language
    assert not list(tmp_path.glob(f"{FOLDER_PREFIX}*"))


def test_other_words_cost_no_second_measuring_and_another_language_does(clip, film):
    measured = {}
    for faces, language in (("blur", "en"), ("bystanders", "en"), ("bystanders", "zh")):
        make_video(*clip, LETTER, [], Style(faces=faces), language, lambda _: None, measured)
    first, second, third = (one[0].options for one in film)
    assert first is second
    assert (third.language, len(measured)) == ("zh", 1)


def test_another_video_and_a_stopped_one_leave_nothing(clip, film, tmp_path):
    def stop(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_video(*clip, LETTER, [], Style(), "en", stop, {})
    assert not list(tmp_path.glob(f"{FOLDER_PREFIX}*"))
    video = tmp_path / "results" / "films" / "bad.mp4"
    video.write_bytes(b"somebody else")
    assert hashlib.sha256(video.read_bytes()).hexdigest() != clip[0].content_sha256
    with pytest.raises(BadChoice, match="another video"):
        make_video(*clip, LETTER, [], Style(), "en", lambda _: None, {})
