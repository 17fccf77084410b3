"""Landmarks as files: what is written can be read back as it was measured."""

import csv
import json
from io import StringIO

import numpy as np
import pytest

from formcheck.motion import landmarks as lm
from formcheck.motion.track import Pose, Track
from formcheck.reports.poses import PARTS, poses_csv, poses_json


@pytest.fixture
def track():
    rng = np.random.default_rng(5)
    unseen = Pose.unseen(0.5)
    seen = Pose(
        1.0 / 3.0,
        rng.uniform(-20, 640, (lm.COUNT, 2)),
        rng.normal(size=(lm.COUNT, 3)),
        rng.uniform(size=lm.COUNT),
        unseen.silhouette,
    )
    return Track.from_poses([seen, unseen], (640, 480))


def test_a_table_row_per_picture_with_empty_cells_where_nobody_was_seen(track):
    rows = list(csv.DictReader(StringIO(poses_csv(track))))
    assert len(rows) == 2
    assert list(rows[0])[:3] == ["t_s", "nose_x_px", "nose_y_px"]
    assert len(rows[0]) == 1 + lm.COUNT * len(PARTS)
    assert float(rows[0]["t_s"]) == pytest.approx(1 / 3, abs=1e-4)
    at = lm.INDEX["left_knee"]
    assert float(rows[0]["left_knee_y_px"]) == pytest.approx(track.image_px[0, at, 1], abs=0.006)
    assert float(rows[0]["left_knee_z_m"]) == pytest.approx(track.world_m[0, at, 2], abs=6e-5)
    assert float(rows[0]["left_knee_visibility"]) == pytest.approx(track.visibility[0, at], abs=6e-4)
    assert set(rows[1].values()) == {"0.5000", ""}


def test_json_holds_the_same_numbers_under_the_same_names(track):
    read = json.loads(poses_json(track))
    assert read["names"] == list(lm.NAMES)
    assert read["size_wh"] == [640, 480]
    assert [frame["t_s"] for frame in read["frames"]] == [0.3333, 0.5]
    marks = np.array(read["frames"][0]["landmarks"])
    assert marks.shape == (lm.COUNT, len(PARTS))
    np.testing.assert_allclose(marks[:, :2], track.image_px[0], atol=0.006)
    assert read["frames"][1]["landmarks"][0] == [None] * len(PARTS)
