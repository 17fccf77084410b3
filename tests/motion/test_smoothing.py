import tracemalloc

import numpy as np
import pytest
from figures import Shot, floor_squat
from figures.camera import Hidden
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.motion import landmarks as lm
from formcheck.motion.smoothing import (
    CUTOFF_HZ,
    MAX_GAP_S,
    MIN_VISIBILITY,
    fill_gaps,
    low_pass,
    running_median,
    runs,
    smooth,
)

PROPERTY = settings(max_examples=40, deadline=None, derandomize=True)


def stamps(fps, seconds=6.0, stray=0.0):
    even = np.arange(0, seconds, 1 / fps)
    return even + np.random.default_rng(3).uniform(-0.5, 0.5, len(even)) * stray / fps


def response(hz, fps, stray=0.0):
    """Gain and lag in seconds of a sine after the filter, away from the ends."""
    t_s = stamps(fps, stray=stray)
    out = low_pass(np.sin(2 * np.pi * hz * t_s), t_s)
    inside = (t_s > 1) & (t_s < t_s[-1] - 1)
    waves = np.stack([np.sin(2 * np.pi * hz * t_s), np.cos(2 * np.pi * hz * t_s)], axis=1)
    (sine, cosine), *_ = np.linalg.lstsq(waves[inside], out[inside], rcond=None)
    return np.hypot(sine, cosine), -np.arctan2(cosine, sine) / (2 * np.pi * hz)


@pytest.mark.parametrize("fps", [24, 30, 60])
@pytest.mark.parametrize("stray", [0.0, 0.5])
@pytest.mark.parametrize("hz", [0.3, 1.0, 2.0])
def test_movement_passes_whole_and_without_lag(hz, fps, stray):
    gain, lag_s = response(hz, fps, stray)
    assert gain == pytest.approx(1.0, abs=0.05)
    assert lag_s == pytest.approx(0.0, abs=1e-3)


@pytest.mark.parametrize("fps", [30, 60])
def test_the_cut_off_lies_at_six_hertz(fps):
    assert CUTOFF_HZ == 6.0
    assert 0.45 <= response(6.0, fps)[0] <= 0.75
    assert response(12.0, fps)[0] < 0.1
    assert response(3.0, fps)[0] > 0.9


@pytest.mark.parametrize("fps", [5, 10, 12])
def test_slow_clips_are_left_alone(fps):
    t_s = stamps(fps)
    noise = np.random.default_rng(0).normal(size=len(t_s))
    np.testing.assert_array_equal(low_pass(noise, t_s), noise)


@PROPERTY
@given(st.floats(-100, 100), st.floats(-1000, 1000), st.integers(2, 90))
def test_straight_lines_pass_nearly_unchanged(slope, start, count):
    t_s = stamps(30)[:count]
    line = start + slope * t_s
    np.testing.assert_allclose(low_pass(line, t_s), line, atol=1e-4 * (1 + abs(slope)))


@PROPERTY
@given(st.lists(st.booleans(), min_size=2, max_size=80))
def test_unknown_stays_unknown_and_known_stays_known(known):
    t_s = np.arange(len(known)) / 30
    values = np.where(known, np.sin(t_s), np.nan)
    np.testing.assert_array_equal(np.isfinite(low_pass(values, t_s)), known)
    filled = fill_gaps(values, t_s)
    np.testing.assert_array_equal(filled[known], values[known])


@PROPERTY
@given(st.integers(1, 30), st.sampled_from([5, 10, 30, 60]))
def test_gaps_are_bridged_up_to_a_quarter_second_and_never_beyond(missing, fps):
    t_s = np.arange(missing + 20) / fps
    values = 3 * t_s
    values[10 : 10 + missing] = np.nan
    out = fill_gaps(values, t_s)
    if (missing + 1) / fps <= MAX_GAP_S + 1e-6:
        np.testing.assert_allclose(out, 3 * t_s)
    else:
        np.testing.assert_array_equal(out, values)
    assert MAX_GAP_S == 0.25


def test_nothing_is_made_up_before_the_first_or_after_the_last_value():
    t_s = np.arange(6) / 30
    values = np.array([np.nan, 1.0, np.nan, 3.0, np.nan, np.nan])
    np.testing.assert_allclose(fill_gaps(values, t_s), [np.nan, 1, 2, 3, np.nan, np.nan])


def test_gaps_are_measured_in_time_not_frames():
    t_s = np.array([0.0, 0.1, 0.2, 0.9, 1.0])
    values = np.array([0.0, np.nan, 2.0, np.nan, 4.0])
    np.testing.assert_allclose(fill_gaps(values, t_s), [0, 1, 2, np.nan, 4])


def test_a_hidden_joint_is_unknown_however_sure_its_place():
    hidden = Hidden(("left_knee",), visibility=MIN_VISIBILITY - 0.01, first_s=1.0, last_s=2.0)
    shot = Shot(motion=floor_squat(1), hidden=(hidden,))
    out = smooth(shot.film.track)
    during = (out.t_s >= 1.0) & (out.t_s <= 2.0)
    knee = out.image_px[:, lm.at("knee", "left")]
    assert np.isnan(knee[during]).all()
    assert np.isfinite(knee[~during]).all()
    assert np.isfinite(out.world_m[during][:, lm.at("knee", "left")]).all()  # facing needs the far side's guess
    assert np.isfinite(out.image_px[:, lm.at("knee", "right")]).all()


def test_a_short_loss_of_the_person_is_bridged_and_a_long_one_is_not():
    shot = Shot(motion=floor_squat(1), lost_s=((1.0, 1.15), (3.0, 3.5)))
    out = smooth(shot.film.track)
    short, long = (out.t_s > 0.9) & (out.t_s < 1.2), (out.t_s >= 3.0) & (out.t_s <= 3.5)
    assert np.isfinite(out.image_px[short]).all()
    assert np.isnan(out.image_px[long]).all()


def test_jitter_is_halved():
    still, noisy = (Shot(motion=floor_squat(1), noise_m=n).film.track for n in (0.0, 0.01))
    before = np.std(noisy.image_px - still.image_px)
    after = np.std(smooth(noisy).image_px - smooth(still).image_px)
    assert after < 0.75 * before


def test_runs():
    assert runs(np.array([True, True, False, True])) == [(0, 2), (3, 4)]
    assert runs(np.zeros(3, bool)) == []


def test_what_lies_apart_in_time_is_filtered_apart():
    t_s = np.arange(90) / 30
    wave = np.sin(2 * np.pi * 2.0 * t_s)
    apart = np.concatenate([t_s, t_s + 360_000.0])
    np.testing.assert_allclose(low_pass(np.tile(wave, 2), apart), np.tile(low_pass(wave, t_s), 2), atol=1e-6)


@pytest.mark.parametrize("step_s", [1e-6, 1e-9])
def test_stamps_of_no_camera_need_no_more_memory(step_s):
    t_s = np.cumsum(np.where(np.arange(400) % 20 == 0, 0.2, step_s))
    tracemalloc.start()
    low_pass(np.ones((400, 100)), t_s)
    running_median(np.ones(400), t_s, 3.0)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 50e6
