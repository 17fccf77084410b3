"""A back that something hides is not judged: a rendered squat with things drawn over its pictures."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from figures import Shot, analyzed, posed
from figures.motions import HINGE

from formcheck.judging.analyze import analyze
from formcheck.judging.context import JudgingContext, ModelUsed
from formcheck.judging.quality import SourceFacts
from formcheck.media.bundles import angle_correction, back_model
from formcheck.media.pose import MediaPipePose
from formcheck.media.video import FileSource
from formcheck.motion.lower_back import CLOTH_DEG, HOLLOW, cloth_deg
from formcheck.motion.outline import StandingOutline, hollow
from formcheck.motion.track import SILHOUETTE_AT, Track
from formcheck.schema import Clip
from formcheck.settings import AnalysisOptions

CLIP = Path(__file__).parents[1] / "clips" / "squat_hands_near_the_knees_olga.mp4"
FACTS = SourceFacts(Clip(name="", duration_s=0, fps=0, width=0, height=0, rotation_deg=0, codec="", frames_analysed=0))


def post(picture, hip_px):
    """A dark post where the hips go back to."""
    cv2.rectangle(picture, (int(hip_px[0]), 0), (int(hip_px[0]) + 40, picture.shape[0]), (34, 34, 38), -1)


def bag(picture, hip_px, shoulder_px, facing):
    """A red bag on the back, which moves with it."""
    axis = shoulder_px - hip_px
    back = np.array([axis[1], -axis[0]]) * facing
    corners = [hip_px + 0.2 * axis, hip_px + 0.2 * axis + 0.5 * back, shoulder_px + 0.5 * back, shoulder_px]
    cv2.fillPoly(picture, [np.round(corners).astype(np.int32)], (170, 40, 40))


@pytest.fixture(scope="module")
def filmed():
    """Pictures, their times, and where the pose model sees the person."""
    with FileSource(CLIP, AnalysisOptions().video) as source:
        frames = [(frame.image.copy(), frame.t_s) for frame in source]
    return frames, watched(frames)


def watched(frames):
    with MediaPipePose("full") as model:
        poses = [model(image, t_s) for image, t_s in frames]
    height, width = frames[0][0].shape[:2]
    return Track.from_poses(poses, (width, height))


def rounding(track):
    context = JudgingContext(
        AnalysisOptions(), ModelUsed("full", ""), correction=angle_correction(), back_model=back_model()
    )
    answer = analyze(track, FACTS, context)
    return answer, [f for f in answer.report.findings if f.check == "lower_back_rounding"]


def test_a_free_back_is_judged(filmed):
    answer, found = rounding(filmed[1])
    assert [finding.verdict for finding in found] == ["good"]
    assert answer.back.covered.mean() < 0.05


@pytest.mark.parametrize("thing", [post, bag])
def test_a_covered_back_is_not(filmed, thing):
    frames, track = filmed
    hip, shoulder = track.mid_px("hip"), track.mid_px("shoulder")
    facing = 1 if track.image_px[0, 31, 0] > track.image_px[0, 29, 0] else -1
    over = []
    for k, (image, t_s) in enumerate(frames):
        picture = image.copy()
        if thing is post:
            post(picture, hip[np.argmin(facing * hip[:, 0])] - [20, 0])
        else:
            bag(picture, hip[k], shoulder[k], facing)
        over.append((picture, t_s))
    answer, found = rounding(watched(over))
    assert [(finding.verdict, finding.abstain.code) for finding in found] == [("not_assessed", "back_hidden")]
    assert answer.back.covered.max() > 0.25


def test_a_hollow_is_measured_below_the_line_from_buttock_to_blades():
    along = np.interp(SILHOUETTE_AT, [0.0, 0.3, 0.7], [0.12, 0.08, 0.12])
    assert hollow(along) == pytest.approx(0.04, abs=0.003)
    assert hollow(np.full_like(along, 0.1)) == pytest.approx(0.0, abs=1e-9)
    along[::2] = np.nan
    assert np.isnan(hollow(along))


def test_cloth_that_spans_the_hollow_widens_the_interval():
    straight, hollowed = np.full(25, 0.1), np.interp(SILHOUETTE_AT, [0.0, 0.3, 0.7], [0.13, 0.08, 0.13])
    assert cloth_deg(StandingOutline(straight, "upright")) == pytest.approx(HOLLOW * CLOTH_DEG)
    assert cloth_deg(StandingOutline(hollowed, "upright")) == 0.0
    assert cloth_deg(StandingOutline(straight, "calibration")) == 0.0
    assert cloth_deg(StandingOutline(np.full(25, np.nan), "none")) == 0.0
    assert cloth_deg(analyzed(Shot(motion=posed(HINGE))).back.reference) == 0.0
