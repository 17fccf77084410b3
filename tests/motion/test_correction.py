"""The networks in numpy: what goes in, what comes out, and when they abstain."""

from dataclasses import replace

import numpy as np
import pytest
from figures import DEEP, Shot, mirrored, posed, seen
from hypothesis import given
from hypothesis import strategies as st

from formcheck.motion import corrected
from formcheck.motion.angles import CSV_ANGLES, joint_angles
from formcheck.motion.corrected import corrected_angles
from formcheck.motion.correction import HIPS, OUTPUTS, Correction, LegEstimate, estimate, from_arrays, run
from formcheck.motion.features import features
from formcheck.motion.networks import InDistribution, Layer, Network
from formcheck.motion.standing import heights, standing
from formcheck.motion.view import camera_view

SHOT = Shot(motion=posed(replace(DEEP, trunk_deg=50)), body_yaw_deg=25)
WIDTH = features(seen(SHOT.film.track)).shape[1]
KNEE, TRUNK = OUTPUTS.index("right_knee_flexion_deg"), OUTPUTS.index("trunk_inclination_deg")


def made_up(seed: int = 0, *, values: float = 0.02, standing_deg: float = 0.0, max_distance: float = 1e9) -> Correction:
    """Two small random networks over the real inputs; small weights make small angles around ``standing_deg``."""
    rng = np.random.default_rng(seed)
    count, out = 5, 2 * len(OUTPUTS) + len(HIPS)

    def layer(rows: int, columns: int) -> Layer:
        return Layer(rng.normal(0, values, (rows, columns)).astype(np.float32), np.zeros(columns, np.float32))

    def network() -> Network:
        last = layer(count, out)
        last.bias[: len(OUTPUTS)] = standing_deg / 10.0
        return Network((layer(WIDTH, count),), last, rng.normal(0, values, (WIDTH, out)).astype(np.float32))

    axes = np.linalg.qr(rng.normal(size=(WIDTH, 3)))[0].astype(np.float32)
    return Correction(
        mean=np.zeros(WIDTH, np.float32),
        spread=np.ones(WIDTH, np.float32),
        networks=(network(), network()),
        interval_scale=np.full(len(OUTPUTS) + len(HIPS), 2.0, np.float32),
        interval_calibration=np.ones((2, len(OUTPUTS) + len(HIPS)), np.float32),
        in_distribution=InDistribution(axes, np.ones(4, np.float32), max_distance),
    )


def stored(correction: Correction) -> dict[str, np.ndarray]:
    arrays = {"mean": correction.mean, "spread": correction.spread}
    arrays |= {"widen": correction.interval_scale, "ease": correction.interval_calibration}
    check = correction.in_distribution
    arrays |= {"axes": check.axes, "usual": check.usual, "strange": np.array(check.max_distance)}
    arrays |= {"networks": np.array(2), "outputs": np.array(OUTPUTS)}
    for k, network in enumerate(correction.networks):
        for i, layer in enumerate([*network.hidden, network.last]):
            arrays |= {f"n{k}_matrix{i}": layer.matrix, f"n{k}_bias{i}": layer.bias}
        arrays[f"n{k}_straight"] = network.skip
    return arrays


def test_the_planar_chain_holds_for_every_frame():
    leg = estimate(seen(SHOT.film.track), made_up()).right
    chain = leg.value["knee_flexion_deg"] + leg.value["trunk_inclination_deg"] - leg.value["tibia_inclination_deg"]
    np.testing.assert_allclose(leg.value["hip_flexion_deg"], chain, atol=1e-9)


def test_networks_are_averaged_and_their_variance_adds_to_the_scale():
    correction = made_up()
    inputs = features(seen(SHOT.film.track))
    alone = [run(replace(correction, networks=(network,)), inputs) for network in correction.networks]
    values, scales = run(correction, inputs)
    np.testing.assert_allclose(values, (alone[0][0] + alone[1][0]) / 2, atol=1e-9)
    apart = np.abs(alone[0][0][:, KNEE] - alone[1][0][:, KNEE]) / 2
    own = np.sqrt((alone[0][1][:, KNEE] ** 2 + alone[1][1][:, KNEE] ** 2) / 2)
    np.testing.assert_allclose(scales[:, KNEE], np.hypot(own, apart), atol=1e-6)


def test_a_mirror_swaps_the_legs():
    one = estimate(seen(SHOT.film.track), made_up())
    other = estimate(seen(mirrored(SHOT.film.track)), made_up())
    for name in (*CSV_ANGLES,):
        np.testing.assert_allclose(one.left.value[name], other.right.value[name], atol=1e-3)
        np.testing.assert_allclose(one.left.band[name], other.right.band[name], atol=1e-3)
    np.testing.assert_allclose(np.cos(np.radians(one.body_yaw_deg + other.body_yaw_deg)), -1, atol=1e-4)


def test_stored_arrays_give_the_same_and_others_are_refused():
    correction = made_up()
    again = from_arrays(stored(correction))
    inputs = features(seen(SHOT.film.track))
    np.testing.assert_array_equal(run(again, inputs)[0], run(correction, inputs)[0])
    with pytest.raises(ValueError, match="other angles"):
        from_arrays(stored(correction) | {"outputs": np.array(OUTPUTS[::-1])})
    with pytest.raises(KeyError):
        from_arrays({name: array for name, array in stored(correction).items() if name != "widen"})


@pytest.mark.parametrize(("body_yaw_deg", "factor"), [(0, 0.5), (180, 0.5), (90, 2.0), (45, 1.25)])
def test_intervals_are_calibrated_by_the_view(body_yaw_deg, factor):
    shown = replace(seen(SHOT.film.track), body_yaw_deg=body_yaw_deg)
    plain = estimate(shown, made_up()).left.band["knee_flexion_deg"]
    calibrated = estimate(
        shown,
        replace(
            made_up(), interval_calibration=np.outer([0.5, 2.0], np.ones(len(OUTPUTS) + len(HIPS))).astype(np.float32)
        ),
    ).left.band["knee_flexion_deg"]
    np.testing.assert_allclose(calibrated, factor * plain, rtol=1e-4)


def test_nobody_has_no_angles():
    shot = replace(SHOT, lost_s=((1.0, 1.4),))
    found = estimate(replace(seen(shot.film.track), size_px=300.0), made_up())
    lost = ~shot.film.track.seen
    assert np.isnan(found.left.value["knee_flexion_deg"][lost]).all()
    assert not found.in_distribution[lost].any()
    assert found.in_distribution[~lost].all()


def _angles(shot: Shot, correction: Correction):
    track = shot.film.track
    view = camera_view(track)
    height = heights(track, view)
    stand = standing(track, view, height)
    raw = joint_angles(track, view, height, stand)
    return raw, *corrected_angles(raw, track, view, stand, correction)


def test_known_frames_are_corrected_and_raw_angles_kept():
    raw, best, heading = _angles(SHOT, made_up(standing_deg=5.0))
    assert best.corrected_share == 1.0
    assert heading is not None
    assert np.abs(best.near_side.knee_flexion_deg - raw.near_side.knee_flexion_deg).max() > 30
    for side in ("left", "right"):
        for name in CSV_ANGLES:
            np.testing.assert_array_equal(getattr(getattr(best, side).raw, name), getattr(getattr(raw, side).raw, name))
    np.testing.assert_array_equal(best.near_side.elbow_flexion_deg, raw.near_side.elbow_flexion_deg)


def test_side_on_the_correction_stays_within_what_the_picture_allows():
    raw, best, _ = _angles(replace(SHOT, body_yaw_deg=5), made_up(standing_deg=5.0))
    for name in CSV_ANGLES:
        gap = np.abs(getattr(best.near_side, name) - getattr(raw.near_side, name))
        assert (gap <= getattr(raw.near_bands, name) + 1e-9).all(), name
        assert (getattr(best.near_bands, name) <= getattr(raw.near_bands, name)).all(), name
    assert np.abs(best.near_side.knee_flexion_deg - raw.near_side.knee_flexion_deg).max() > 10


def test_side_on_the_correction_goes_part_of_the_way_back_to_the_picture(monkeypatch):
    shot = replace(SHOT, body_yaw_deg=5)
    raw, best, _ = _angles(shot, made_up(standing_deg=5.0))
    monkeypatch.setattr(corrected, "SHOWN_SHARE", 0.0)
    _, whole, _ = _angles(shot, made_up(standing_deg=5.0))
    for name in CSV_ANGLES:
        shown, alone, mixed = (getattr(angles.near_side, name) for angles in (raw, whole, best))
        np.testing.assert_allclose(mixed, 0.85 * alone + 0.15 * shown, atol=1e-9)


@given(st.lists(st.floats(-10, 170), min_size=2, max_size=20))
def test_deep_knees_are_deepened_by_little_and_keep_their_order(knees):
    knee = np.sort(np.array(knees))
    value = dict.fromkeys(CSV_ANGLES, np.zeros(len(knee))) | {"knee_flexion_deg": knee, "hip_flexion_deg": knee}
    leg = LegEstimate(value | {"thigh_to_horizontal_deg": 90.0 - knee}, {})
    deeper = corrected._deepened(leg).value
    added = deeper["knee_flexion_deg"] - knee
    assert (np.diff(deeper["knee_flexion_deg"]) >= 0).all()
    assert (added[knee <= 125] == 0).all()
    np.testing.assert_allclose(added[knee >= 135], 3.0)
    assert ((added >= 0) & (added <= 3.0 + 1e-9)).all()
    np.testing.assert_allclose(deeper["hip_flexion_deg"], deeper["knee_flexion_deg"])
    np.testing.assert_allclose(deeper["thigh_to_horizontal_deg"], 90.0 - deeper["knee_flexion_deg"])


def test_a_standing_leg_is_as_straight_as_it_looks():
    raw, best, _ = _angles(SHOT, made_up(standing_deg=15.0))
    standing = slice(0, 20)
    shown, read = raw.near_side.knee_flexion_deg[standing], best.near_side.knee_flexion_deg[standing]
    unanchored = estimate(seen(SHOT.film.track), made_up(standing_deg=15.0)).side(best.near).value["knee_flexion_deg"]
    assert np.median(unanchored[standing]) > np.median(shown) + 8
    assert abs(np.median(read) - np.median(shown)) < 4


def test_bodies_out_of_distribution_keep_what_the_picture_shows():
    raw, best, heading = _angles(SHOT, made_up(max_distance=1e-6))
    assert best is raw
    assert heading is None


def test_who_stands_with_bent_knees_is_misread_altogether():
    raw, best, _ = _angles(SHOT, made_up(standing_deg=60.0))
    assert best is raw


def test_an_unseen_joint_gets_no_angle():
    track = SHOT.film.track
    image = track.image_px.copy()
    image[20:30, 27] = np.nan  # left ankle
    hidden = type(track)(track.t_s, image, track.world_m, track.visibility, track.silhouette, track.size_wh)
    view = camera_view(track)
    height = heights(track, view)
    stand = standing(track, view, height)
    raw = joint_angles(hidden, view, height, stand)
    best, _ = corrected_angles(raw, track, view, stand, made_up(standing_deg=5.0))
    assert np.isnan(best.left.angles.knee_flexion_deg[20:30]).all()
    assert np.isfinite(best.left.angles.knee_flexion_deg[:20]).all()
