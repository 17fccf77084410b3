from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from make_video import steady, textured, write_clip
from video_checks import H264_STILL_TS, UNEVEN_S, times_s

from formcheck.media.timing import Clock, Downsampler
from formcheck.media.video import FileSource
from formcheck.settings import VideoSettings


@pytest.mark.parametrize("container", ["mp4", "mov", "mkv"])
@pytest.mark.parametrize("options", [{"bf": "0"}, {"bf": "3"}], ids=["", "reordered"])
def test_variable_frame_rate_keeps_its_stamps(tmp_path: Path, container: str, options: dict[str, str]) -> None:
    path = write_clip(tmp_path / f"clip.{container}", UNEVEN_S, options=options)
    expected = [t_s - UNEVEN_S[0] for t_s in UNEVEN_S]
    assert times_s(FileSource(path)) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize(
    ("fps", "every"),
    [(15, 1), (24, 1), (29.97, 1), (30, 1), (34, 1), (59.94, 2), (60, 2), (90, 3), (119.88, 4), (120, 4), (240, 8)],
)
@pytest.mark.parametrize("container", ["mp4", "mkv"])
def test_fast_clips_are_downsampled_evenly(tmp_path: Path, container: str, fps: float, every: int) -> None:
    stored_s = steady(fps, int(2 * fps))
    rate = Fraction(str(fps)).limit_denominator(1001)
    path = write_clip(tmp_path / f"clip.{container}", stored_s, size_wh=(64, 64), rate=rate)
    assert times_s(FileSource(path)) == pytest.approx(stored_s[::every], abs=1e-3)


@pytest.mark.parametrize("fps", [40.0, 48.0, 50.0, 75.0, 100.0, 144.0])
def test_odd_rates_are_downsampled_to_about_thirty(fps: float) -> None:
    downsampler = Downsampler(VideoSettings(), fps)
    kept_s = [t_s for t_s in steady(fps, int(20 * fps)) if downsampler.keeps(t_s)]
    assert 26.0 <= len(kept_s) / 20.0 <= 33.5
    assert max(later - earlier for earlier, later in pairwise(kept_s)) < 0.067


def test_slow_motion_inside_a_clip_is_downsampled_there_only(tmp_path: Path) -> None:
    before, slow, after = steady(30, 45), [1.5 + t_s for t_s in steady(240, 240)], [2.5 + t_s for t_s in steady(30, 45)]
    path = write_clip(tmp_path / "clip.mp4", [*before, *slow, *after], size_wh=(64, 64))
    kept_s = np.array(times_s(FileSource(path)))
    assert np.count_nonzero(kept_s < 1.49) == 45
    assert 28 <= np.count_nonzero((kept_s >= 1.7) & (kept_s < 2.49)) * 1.0 / 0.79 <= 35
    assert np.count_nonzero(kept_s >= 2.75) == len([t_s for t_s in after if t_s >= 2.75])
    assert np.diff(kept_s).max() < 0.067


def test_jitter_and_an_early_picture_do_not_downsample_a_slow_clip() -> None:
    rng = np.random.default_rng(3)
    stamps = np.sort(np.arange(300) / 30.0 + rng.uniform(-0.012, 0.012, 300))
    stamps[1] = stamps[0] + 0.011
    downsampler = Downsampler(VideoSettings(), 30.0)
    assert all(downsampler.keeps(float(t_s)) for t_s in stamps)


def test_a_wrong_stated_rate_is_found_out() -> None:
    unstated = Downsampler(VideoSettings(), 30.0)
    kept_s = [t_s for t_s in steady(60, 120) if unstated.keeps(t_s)]
    assert kept_s[8:] == pytest.approx([kept_s[8] + t_s for t_s in steady(30, len(kept_s) - 8)])
    overstated = Downsampler(VideoSettings(), 240.0)
    assert all(overstated.keeps(t_s) for t_s in steady(25, 50))


def test_a_clock_is_not_taken_for_a_rate(tmp_path: Path) -> None:
    """Browsers and some phones state 1000 pictures a second and mean milliseconds."""
    path = write_clip(tmp_path / "clip.webm", [0.0, 0.021, 0.05, 0.071, 0.12], "vp9", rate=1000)
    source = FileSource(path)
    assert source.info.fps == 30.0
    assert times_s(source) == pytest.approx([0.0, 0.021, 0.05, 0.071, 0.12], abs=1e-3)


def test_downsampling_follows_the_settings(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", steady(60, 60), size_wh=(64, 64), rate=60)
    assert len(times_s(FileSource(path, VideoSettings(downsample_above_fps=70.0)))) == 60
    assert len(times_s(FileSource(path, VideoSettings(downsample_above_fps=20.0, downsample_to_fps=15.0)))) == 15


def test_stamps_missing_from_the_file_are_made_up(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.h264", steady(25, 20), muxer="h264", rate=25)
    assert times_s(FileSource(path)) == pytest.approx(steady(25, 20), abs=1e-6)


def test_avi_with_reordered_pictures_loses_none(tmp_path: Path) -> None:
    """AVI stores no presentation times; what FFmpeg would make up for B-frames goes back and forth."""
    path = write_clip(tmp_path / "clip.avi", steady(30, 40), images=textured(40), options={"bf": "3", "b-adapt": "0"})
    assert times_s(FileSource(path)) == pytest.approx(steady(30, 40), abs=1e-6)


def test_a_clock_that_starts_again_goes_on_rising(tmp_path: Path) -> None:
    once = write_clip(tmp_path / "once.ts", steady(30, 60), muxer="mpegts", options=H264_STILL_TS)
    twice = tmp_path / "twice.ts"
    twice.write_bytes(2 * once.read_bytes())
    t_s = np.array(times_s(FileSource(twice)))
    assert len(t_s) >= 118
    assert np.diff(t_s).min() > 0.0
    assert np.diff(t_s).max() < 0.11
    assert t_s[-1] == pytest.approx(119 / 30, abs=0.08)


def test_a_clock_that_leaps_on_is_a_changed_clock() -> None:
    clock = Clock(1 / 30)
    stamps = [0.0, 1 / 30, 2 / 30, 360_000.0, 360_000.0 + 1 / 30, 360_002.0]
    assert [clock.tick(stamp) for stamp in stamps] == pytest.approx([0, 1 / 30, 2 / 30, 3 / 30, 4 / 30, 2.1], abs=1e-6)


def test_thousands_of_pictures_at_one_instant_are_thinned_at_once() -> None:
    downsampler = Downsampler(VideoSettings(), 1e6)
    stamps = np.arange(200_000) * 1e-6
    assert sum(downsampler.keeps(float(t_s)) for t_s in stamps) == 7
