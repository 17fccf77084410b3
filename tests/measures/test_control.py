"""Steadiness is the person's, not the camera's."""

import pytest
from figures import Shot, analyzed, findings, posed
from figures.motions import PARALLEL
from figures.reading import read
from figures.spliced import panning


@pytest.mark.parametrize("share_per_s", [0.02, 0.05, -0.05])
def test_a_camera_that_turns_makes_nobody_unsteady(share_per_s):
    shot = Shot(motion=posed(PARALLEL, PARALLEL))
    still = [one.verdict for one in findings(analyzed(shot), "steadiness")]
    assert "good" in still
    turned = findings(read(panning(shot.film.track, share_per_s)), "steadiness")
    assert [one.verdict for one in turned] == still
