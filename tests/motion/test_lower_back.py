"""The lower back over a clip: degrees of a drawn figure whose rounding is known, and when it abstains."""

from dataclasses import replace

import numpy as np
import pytest
from figures import Shot, analyzed, posed, seen
from figures.backs import BAND_DEG, reading_bulge, true_lumbar_deg
from figures.motions import DEEP, HINGE
from figures.reading import context, judged

from formcheck.motion.calibration import Calibration
from formcheck.motion.lumbar import back_features, back_from_arrays
from formcheck.motion.outline import NO_REFERENCE, outline

ROUNDED = replace(HINGE, bulge=0.06)


@pytest.mark.parametrize("body_yaw_deg", [0, 180])
def test_degrees_of_a_known_back(body_yaw_deg):
    shot = Shot(motion=posed(ROUNDED), body_yaw_deg=body_yaw_deg)
    answer = analyzed(shot)
    lumbar = answer.angles.back.lumbar_flexion_deg
    true = true_lumbar_deg(shot.film.moments.bulge)
    bent = int(np.argmax(true))
    assert lumbar[bent] == pytest.approx(true[bent], abs=0.15 * true[bent])
    assert np.abs(lumbar[true < 1]).max() < 3
    np.testing.assert_allclose(answer.angles.back.lumbar_band_deg, BAND_DEG, atol=0.1)


def test_a_camera_in_front_sees_no_back():
    answer = analyzed(Shot(motion=posed(ROUNDED), body_yaw_deg=90))
    assert np.isnan(answer.angles.back.lumbar_flexion_deg).all()
    assert answer.back.abstain_reason(np.ones(len(answer.track), bool)) == "view"


def test_a_hidden_outline_is_not_guessed():
    answer = analyzed(Shot(motion=posed(ROUNDED), outline=False))
    assert not answer.back.reported.any()
    assert answer.back.abstain_reason(np.ones(len(answer.track), bool)) == "hidden"
    assert answer.back.reference_kind == "none"


def test_what_is_out_of_distribution_is_not_reported():
    track = Shot(motion=posed(ROUNDED)).film.track
    model = reading_bulge(seen(track), max_distance=-1.0)
    answer = judged(track, replace(context(), back_model=model))
    assert not answer.back.reported.any()
    assert answer.back.abstain_reason(np.ones(len(track), bool)) == "out_of_distribution"
    (rounding,) = [f for f in answer.report.findings if f.check == "lower_back_rounding"]
    assert rounding.verdict == "not_assessed"
    assert rounding.abstain.code == "back_out_of_distribution"


def test_a_calibration_replaces_the_clips_own_reference_and_takes_its_error_off():
    track = Shot(motion=posed(ROUNDED)).film.track
    model = reading_bulge(seen(track))
    own = judged(track, replace(context(), back_model=model))
    behind = tuple(float(v) if np.isfinite(v) else None for v in own.back.reference.behind)
    calibration = Calibration(format=1, made_from="her.mp4", behind=behind, offset_deg=7.0)
    held = judged(track, replace(context(), back_model=model, calibration=calibration))
    assert held.report.provenance.calibration.made_from == "her.mp4"
    assert own.report.provenance.calibration is None
    assert held.back.reference_kind == "calibration"
    apart = own.angles.back.lumbar_flexion_deg - held.angles.back.lumbar_flexion_deg
    np.testing.assert_allclose(apart, 7.0, atol=1e-6)


def test_without_a_reference_nothing_is_a_change():
    track = Shot(motion=posed(DEEP)).film.track
    shown = seen(track)
    edges = outline(track.silhouette, shown.size_px, mirrored=False)
    rays = edges.behind.shape[1]
    inputs = back_features(shown, edges, NO_REFERENCE)
    start = inputs.shape[1] - 4 * rays
    np.testing.assert_array_equal(inputs[:, start + 2 * rays : start + 3 * rays], 0)
    np.testing.assert_array_equal(inputs[:, start + 3 * rays : start + 4 * rays], 1)


def test_other_models_are_refused():
    with pytest.raises(ValueError, match="something else"):
        back_from_arrays({"outputs": np.array(["knee_flexion_deg"])})
    with pytest.raises(KeyError):
        back_from_arrays({"outputs": np.array(["lumbar_flexion_deg", "thoracic_flexion_deg"])})
