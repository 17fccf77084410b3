"""Clips into the queue, made ready to play, and everything of a member out again."""

import io
import json
import sys
import zipfile
from datetime import date
from types import ModuleType, SimpleNamespace

import pytest
from review_stage import FINE, made, write_batch
from test_sound import tone, wav

import formcheck.clip
from formcheck.clip.annotating import ClipStills
from formcheck.errors import BadChoice
from formcheck.media.sound import HZ, samples
from formcheck.review.adding import About, add_batch, add_film
from formcheck.review.decided import Decided, to_decide
from formcheck.review.kept import folder, kept_ready
from formcheck.review.members import export_member, forget_member
from formcheck.review.opening import film_of, ready
from formcheck.review.values import measured, standing_value
from formcheck.review.voices import keep_note
from formcheck.settings import AnalysisOptions
from formcheck.storage.review.address import STORE
from formcheck.storage.review.records import Decision
from formcheck.storage.review.store import ReviewStore
from formcheck.storage.small_files import FOLDER

NIGHT = date(2026, 11, 3)


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path / "data"))
    monkeypatch.delenv(STORE, raising=False)
    kept = ReviewStore()
    yield kept
    kept.close()


@pytest.fixture
def pipeline(monkeypatch):
    """Measures nothing; counts how often it was asked. A clip "odd" does not play by itself."""
    asked = []

    def analyze(path, options, tell):
        asked.append(options)
        return SimpleNamespace(path=path, report=made(path.stem))

    def copy(analysis, out):
        out.write_bytes(b"a light copy")
        return {"name": "copy"}

    module = ModuleType("formcheck.clip.pipeline")
    module.analyze_clip = analyze
    module.playing = lambda analysis: None if "odd" in analysis.path.read_text() else {"name": analysis.path.name}
    module.playing_copy = copy
    module.rep_stills = lambda analysis: ClipStills({1: b"bottom"}, {"depth": b"moment"})
    monkeypatch.setitem(sys.modules, "formcheck.clip.pipeline", module)
    monkeypatch.setattr(formcheck.clip, "pipeline", module, raising=False)
    return asked


def no_progress(_progress):
    return None


def test_a_batch_comes_into_the_queue_once(store, tmp_path):
    results = write_batch(tmp_path / "results", {"good": made("good", *FINE), "bad": made("bad")})
    (results / "reports" / "good.report.json").unlink()
    added = add_batch(store, results, About(class_name="Tuesday", filmed_on=NIGHT))
    assert (dict(added.outcomes), added.left_out) == ({"added": 1}, 1)
    (clip,) = store.queue().clips
    assert (clip.name, clip.class_name, clip.filmed_on, clip.attention) == ("bad.mp4", "Tuesday", NIGHT, "fault")
    assert clip.checks == ("depth", "hips_first")
    assert dict(add_batch(store, results, About()).outcomes) == {"same": 1}


def test_what_is_no_batch_is_said(store, tmp_path):
    with pytest.raises(BadChoice, match="no results of formcheck batch"):
        add_batch(store, tmp_path, About())
    assert list(tmp_path.glob("records")) == []


def opened(store, tmp_path, name="bad"):
    add_batch(store, write_batch(tmp_path / "results", {name: made(name)}), About(member="Ann"))
    clip = store.queue().clips[-1]
    return clip, store.report(clip.id)


def test_a_clip_is_measured_once_and_opens_at_once_from_then_on(store, tmp_path, pipeline):
    clip, report = opened(store, tmp_path)
    first = ready(clip, report, "en", no_progress)
    assert ready(clip, report, "en", no_progress) == first
    assert len(pipeline) == 1
    assert (first.playing, first.film, first.bottoms, first.same) == ({"name": "bad.mp4"}, "", {1: b"bottom"}, True)
    assert film_of(clip, first).read_bytes() == b"bad"
    assert kept_ready(clip.content_sha256, None, "zh") is None  # its words are of a language
    assert pipeline[0].model == report.provenance.model


def test_a_film_that_does_not_play_is_copied(store, tmp_path, pipeline):
    clip, report = opened(store, tmp_path, "odd")
    first = ready(clip, report, "en", no_progress)
    assert film_of(clip, first).read_bytes() == b"a light copy"
    film_of(clip, first).unlink()
    assert kept_ready(clip.content_sha256, None, "en") is None  # without its film nothing is ready


def test_another_video_at_its_place_is_not_taken_for_it(store, tmp_path, pipeline):
    clip, report = opened(store, tmp_path)
    (tmp_path / "results" / "films" / "bad.mp4").write_bytes(b"somebody else")
    with pytest.raises(BadChoice, match="another video"):
        ready(clip, report, "en", no_progress)


def test_a_report_that_would_be_another_one_today_is_noticed(store, tmp_path, pipeline):
    add_batch(store, write_batch(tmp_path / "results", {"bad": made("bad", *FINE)}), About())
    clip = store.queue().clips[0]
    assert not ready(clip, store.report(clip.id), "en", no_progress).same


def test_a_film_handed_in_is_kept_judged_and_ready(store, pipeline):
    outcome = add_film(store, "../My squat?.MP4", b"a film", AnalysisOptions(), About(), no_progress)
    assert outcome == "added"
    (clip,) = store.queue().clips
    assert clip.name == "_My squat_.MP4"
    assert film_of(clip, kept_ready(clip.content_sha256, None, "en")).read_bytes() == b"a film"
    assert {path.stat().st_mode & 0o777 for path in folder().iterdir()} == {0o600}


def test_of_a_film_that_cannot_be_judged_nothing_stays(store, pipeline, monkeypatch):
    def fails(path, options, tell):
        raise BadChoice("no video")

    monkeypatch.setattr(sys.modules["formcheck.clip.pipeline"], "analyze_clip", fails)
    with pytest.raises(BadChoice):
        add_film(store, "a.mp4", b"a film", AnalysisOptions(), About(), no_progress)
    assert list(folder().iterdir()) == []
    assert store.queue().clips == ()


def test_everything_of_a_member_goes_out_and_away(store, tmp_path, pipeline):
    add_film(store, "own.mp4", b"a film", AnalysisOptions(), About(member="Ann"), no_progress)
    clip, report = opened(store, tmp_path)
    ready(clip, report, "en", no_progress)
    store.decide([Decision(clip_id=clip.id, subject="finding", rep=1, check="depth", answer="agree", who="Kim")])
    assert keep_note(store, clip.id, 2.0, "Slower", "Kim", recorded=wav(tone(1.0)))
    with zipfile.ZipFile(io.BytesIO(export_member(store, "Ann"))) as out:
        kept = json.loads(out.read("member.json"))
        assert [one["clip"]["name"] for one in kept["clips"]] == ["own.mp4", "bad.mp4"]
        assert kept["clips"][1]["decisions"][0]["answer"] == "agree"
        assert kept["clips"][1]["notes"][0]["words"] == "Slower"
        (voice,) = [out.read(name) for name in out.namelist() if name.startswith("voices/")]
        assert len(samples(voice)) == pytest.approx(HZ, rel=0.1)
        assert kept["clips"][1]["notes"][0]["voice_s"] == 1.0
        films = [name for name in out.namelist() if name.startswith("films/")]
        assert [out.read(name) for name in films] == [b"a film"]
        assert sum(name.startswith("reports/") for name in out.namelist()) == 2
    assert forget_member(store, "Ann") == 2
    assert store.queue().clips == ()
    assert list(folder().iterdir()) == []
    assert (tmp_path / "results" / "films" / "bad.mp4").exists()  # the trainer's own folder is theirs


def said(subject, answer, corrected=None, check="", number=1):
    return Decision(
        subject=subject,
        rep=number,
        check=check,
        answer=answer,
        corrected=corrected or {},
        who="Kim",
        made_at="2026-11-03",
    )


def test_the_last_word_on_a_value_stands():
    report = made("bad")
    depth = report.findings[0]
    corrected = said("finding", "correct", {"verdict": "good"}, "depth")
    assert Decided([corrected]).verdict(depth) == "good"
    assert Decided([corrected]).of_finding(depth).mark == "corrected"
    agreed = Decided([corrected, said("finding", "agree", check="depth")])
    assert (agreed.verdict(depth), agreed.of_finding(depth).mark) == ("fault", "agreed")
    back = Decided([corrected, said("finding", "withdrawn", check="depth")])
    assert (back.verdict(depth), back.of_finding(depth).mark) == ("fault", "measured")


def test_a_repetition_s_values_are_measured_until_they_are_corrected():
    report = made("bad")
    rep = report.reps[0]
    decided = Decided([said("depth", "correct", {"depth": "floor"}), said("bounds", "correct", {"start_s": 0.5})])
    value, words, standing = standing_value(report, rep, "depth", decided)
    assert (value["depth"], words, standing.mark) == ("floor", "Full depth", "corrected")
    assert measured(report, rep, "depth") == {"depth": "below_parallel"}
    assert standing_value(report, rep, "bounds", decided)[1] == "0.50 s, 3.00 s, 4.00 s"
    assert standing_value(report, rep, "movement", decided)[1:] == ("Squat", Decided([]).of("movement", 1))
    assert standing_value(report, rep, "hands", decided)[1] == "Not known"


def test_a_trainer_goes_repetition_by_repetition_worst_first():
    report = made("bad")
    assert [(f.rep, f.check) for f in to_decide(report, everything=False)] == [(1, "depth"), (2, "hips_first")]
    assert [f.check for f in to_decide(report, everything=True)] == ["depth", "heels", "hips_first"]
