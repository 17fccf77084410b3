"""TRC and MOT as OpenSim itself reads them."""

import numpy as np
import pytest
from figures import Shot, analyzed, floor_squat

from formcheck.errors import BadChoice
from formcheck.motion import landmarks as lm
from formcheck.reports.opensim import marker_metres, write_mot, write_trc

opensim = pytest.importorskip("opensim", reason="OpenSim is not there for this Python")
DRAWN = {yaw: analyzed(Shot(motion=floor_squat(1), body_yaw_deg=yaw)) for yaw in (0.0, 180.0, 90.0)}
HEIGHT_M = 1.70


@pytest.fixture(scope="module", params=[0.0, 180.0])
def read(request, tmp_path_factory):
    """The film, its markers (N, 33, 3) and its angles by name, read back by OpenSim."""
    folder = tmp_path_factory.mktemp("opensim")
    film = DRAWN[request.param]
    write_trc(film, folder / "a.trc", HEIGHT_M)
    write_mot(film, folder / "a.mot")
    trc = opensim.TimeSeriesTableVec3(str(folder / "a.trc"))
    assert trc.getColumnLabels() == lm.NAMES
    np.testing.assert_allclose(trc.getIndependentColumn(), film.track.t_s, atol=1e-4)
    markers = np.array(
        [[trc.getRowAtIndex(i).getElt(0, j).to_numpy() for j in range(33)] for i in range(len(film.track))]
    )
    mot = opensim.TimeSeriesTable(str(folder / "a.mot"))
    angles = {name: mot.getDependentColumn(name).to_numpy() for name in mot.getColumnLabels()}
    assert mot.getTableMetaDataString("inDegrees") == "yes"
    return film, markers, angles


def test_markers_stand_as_a_person_does(read):
    film, markers, _ = read
    standing = markers[film.main.scene.stand.frames].mean(axis=0)
    assert standing[lm.NOSE, 1] == pytest.approx(0.93 * HEIGHT_M, abs=0.12)
    assert standing[list(lm.pair("hip")), 1].mean() == pytest.approx(0.53 * HEIGHT_M, abs=0.1)
    assert abs(standing[list(lm.pair("heel")), 1]).max() < 0.06
    left, right = lm.pair("hip")
    assert standing[right, 2] > 0 > standing[left, 2]
    toes, heels = (standing[list(lm.pair(part)), 0].mean() for part in ("foot_index", "heel"))
    assert toes > heels + 0.1, "x is not forward"


def test_angles_of_the_markers_are_those_of_the_angle_file(read):
    film, markers, angles = read
    side = film.angles.near
    hip, knee, ankle = (markers[:, lm.at(part, side), :2] for part in ("hip", "knee", "ankle"))
    thigh, shank = knee - hip, ankle - knee
    turn = thigh[:, 0] * shank[:, 1] - thigh[:, 1] * shank[:, 0]
    flexion = np.degrees(np.arctan2(np.abs(turn), (thigh * shank).sum(axis=1)))
    np.testing.assert_allclose(flexion, angles[f"knee_angle_{side[0]}"], atol=0.5)
    trunk = markers[:, list(lm.pair("shoulder"))].mean(axis=1) - markers[:, list(lm.pair("hip"))].mean(axis=1)
    np.testing.assert_allclose(-np.degrees(np.arctan2(trunk[:, 0], trunk[:, 1])), angles["pelvis_tilt"], atol=0.5)


def test_what_is_not_seen_stays_unseen(tmp_path):
    film = analyzed(Shot(motion=floor_squat(1), lost_s=((1.0, 3.0),)))
    write_trc(film, tmp_path / "a.trc")
    markers = opensim.TimeSeriesTableVec3(str(tmp_path / "a.trc"))
    first = [np.isnan(markers.getRowAtIndex(i).getElt(0, 0).to_numpy()).all() for i in range(len(film.track))]
    assert first == np.isnan(film.track.image_px[:, 0, 0]).tolist()
    assert any(first)


def test_from_the_front_there_are_no_markers():
    with pytest.raises(BadChoice, match="from the side"):
        marker_metres(DRAWN[90.0])


def test_the_file_says_what_is_weak(tmp_path):
    write_mot(DRAWN[0.0], tmp_path / "a.mot")
    head = (tmp_path / "a.mot").read_text().split("endheader")[0]
    assert "ONE camera" in head
    assert f"turned away ({lm.other(DRAWN[0.0].angles.near)})" in head
