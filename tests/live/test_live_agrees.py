"""Rendered people through the lite model: what is counted and said live is what the same clip is told afterwards."""

from functools import cache
from pathlib import Path

import pytest
from figures.stream import CLIP, after

from formcheck.cli.bench.live import letterboxed
from formcheck.clip import pipeline
from formcheck.judging.quality import SourceFacts
from formcheck.live.session import LIVE_DEFAULTS, LiveSession
from formcheck.live.tally import LATER
from formcheck.media.pose import MediaPipePose
from formcheck.media.video import FileSource
from formcheck.motion.track import Track
from formcheck.movements.rows import HANDS_ON_KNEES

SAMPLES = Path(__file__).resolve().parents[2] / "sample_videos"
CLIPS = ("floor_squat_side", "hands_on_knees_side", "hip_hinge_side", "shallow_squat_side", "class_scene")


@cache
def seen(name):
    """Every pose of a clip, measured once, and the size of its pictures."""
    with FileSource(SAMPLES / f"{name}.mp4", LIVE_DEFAULTS.video) as source, MediaPipePose("lite") as model:
        return [model(frame.image, frame.t_s) for frame in source], source.size_wh


def judge(track):
    return pipeline.judge_track(track, SourceFacts(CLIP), LIVE_DEFAULTS)


def over_the_set(report):
    """Findings over the set: a live session measures them of all its repetitions, not of its last buffer."""
    return {(f.movement, f.check): (f.verdict, f.abstain) for f in report.findings if f.rep is None}


def said_of_the_set(report):
    """What is said of the set, but for what follows the last repetition: a stream may end before it is seen."""
    found = report.summary
    loud = [(one.check, one.verdict, one.times, one.judged) for one in found.findings if one.check not in LATER]
    well = {one.check for one in found.went_well} - LATER
    return found.outcome, found.counts, loud, well, found.unjudged_core, found.depth, found.depth_or


@pytest.mark.parametrize("name", CLIPS)
def test_live_and_clip_agree(name):
    poses, size_wh = seen(name)
    clip = judge(Track.from_poses(poses, size_wh)).report
    live = after(poses, size_wh, judge=judge).report(CLIP)
    whole = [rep for rep in clip.reps if not rep.partial]
    assert len(whole) >= 2
    assert [(r.index, r.movement, r.depth) for r in live.reps] == [(r.index, r.movement, r.depth) for r in whole]
    for mine, theirs in zip(live.reps, whole, strict=True):
        assert (mine.start_s, mine.bottom_s, mine.end_s) == pytest.approx(
            (theirs.start_s, theirs.bottom_s, theirs.end_s), abs=0.09
        )
    verdicts = [
        {(f.rep, f.check): f.verdict for f in report.findings if f.rep and f.check not in LATER}
        for report in (live, clip)
    ]
    assert verdicts[0] == verdicts[1]
    assert over_the_set(live) == over_the_set(clip)
    assert said_of_the_set(live) == said_of_the_set(clip)


def test_the_whole_session_sees_the_hands_and_says_so():
    """Pictures in, letterboxed as a camera's; the cue comes from the judging thread."""
    session = LiveSession()
    with FileSource(SAMPLES / "hands_on_knees_side.mp4", LIVE_DEFAULTS.video) as source:
        for frame in source:
            shown = session(letterboxed(frame.image), frame.t_s)
            assert shown.shape == (480, 640, 3)
    report = session.report()
    session.close()
    assert len(report.reps) == 2
    assert [f.verdict for f in report.findings if f.check == "hands_on_knees"] == ["fault", "fault"]
    snap = session.snapshot()
    assert snap.problem is None
    assert (snap.cue.text, snap.cue.rep) == (HANDS_ON_KNEES.cue, 2)
    assert set(session.stills()) == {1, 2}
