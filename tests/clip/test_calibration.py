"""A personal calibration: what is kept, what it takes off, and what it asks to be filmed again."""

from dataclasses import replace

import numpy as np
import pytest
from figures import Shot, read
from figures.backs import reading_bulge, true_lumbar_deg
from figures.motions import HINGE, PARALLEL, posed
from figures.reading import context, judged, seen

from formcheck.clip.calibration import FLAT_DEG, FROM_TRUNK_DEG, TO_TRUNK_DEG, calibrate
from formcheck.errors import BadChoice
from formcheck.storage.calibrations import read_calibration, write_calibration

FLAT = replace(HINGE, bulge=0.02)


def filmed(shot: Shot, *, arms_ahead: bool = True):
    """The shot with the arms ahead of the trunk in every frame, or as they hang."""
    track = shot.film.track
    if arms_ahead:
        image = track.image_px.copy()
        for part in (13, 14, 15, 16):
            image[:, part] = image[:, 11] + np.array([150.0 * shot.facing, 20.0])
        track = replace(track, image_px=image)
    return read(track)


def test_what_a_flat_back_reads_is_taken_off_later():
    shot = Shot(motion=posed(FLAT, PARALLEL))
    found = calibrate(filmed(shot))
    moments, hinge = shot.film.moments, shot.film.t_s < shot.motion.reps[0].end_s
    leaning = hinge & (moments.trunk_deg >= FROM_TRUNK_DEG) & (moments.trunk_deg <= TO_TRUNK_DEG)
    expected = np.median(true_lumbar_deg(moments.bulge[leaning])) - FLAT_DEG
    assert found.offset_deg == pytest.approx(expected, abs=1.0)
    track = Shot(motion=posed(replace(HINGE, bulge=0.06))).film.track
    model = reading_bulge(seen(track))
    held = judged(track, replace(context(), back_model=model, calibration=found))
    peak = np.nanmax(held.angles.back.lumbar_flexion_deg)
    assert peak == pytest.approx(true_lumbar_deg(np.array(0.06)) - found.offset_deg, abs=4)
    assert held.back.reference_kind == "calibration"


def test_it_comes_back_from_its_file_and_others_are_refused(tmp_path):
    found = calibrate(filmed(Shot(motion=posed(FLAT))))
    path = tmp_path / "me.calibration.json"
    write_calibration(found, path)
    assert read_calibration(path) == found
    assert "px" not in path.read_text(encoding="utf-8")
    for text, words in (
        ("{}", "not a calibration"),
        (path.read_text().replace('"format": 1', '"format": 9'), "another version"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(BadChoice, match=words):
            read_calibration(path)
    with pytest.raises(BadChoice, match="not a calibration"):
        read_calibration(tmp_path / "nothing.json")


@pytest.mark.parametrize(
    ("shot", "arms_ahead", "words"),
    [
        (Shot(motion=posed(FLAT), body_yaw_deg=70), True, "from the side"),
        (Shot(motion=posed(FLAT)), False, "arms forward"),
        (Shot(motion=posed(PARALLEL)), True, "No hinge"),
        (Shot(motion=posed(replace(HINGE, bulge=0.07))), True, "does not look flat"),
    ],
)
def test_it_says_what_to_film_again(shot: Shot, arms_ahead: bool, words: str):
    with pytest.raises(BadChoice, match=words):
        calibrate(filmed(shot, arms_ahead=arms_ahead))
