"""Brightness is that of what was filmed, not of the bars beside it."""

import numpy as np
import pytest

from formcheck.judging.quality import DARK
from formcheck.media.brightness import brightness


def picture(level, size_hw=(240, 320)):
    noise = np.random.default_rng(3).integers(-4, 5, (*size_hw, 3))
    return np.clip(noise + level, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("bars", [(0, 120), (60, 0), (60, 120)], ids=["sides", "top and bottom", "all round"])
def test_black_bars_do_not_count(bars):
    lit = picture(130)
    down, across = bars
    filled = np.pad(lit, ((down, down), (across, across), (0, 0)), constant_values=16)
    assert brightness(filled) == pytest.approx(brightness(lit), abs=0.03)


def test_a_dark_clip_stays_dark_whatever_lamp_is_in_it():
    assert brightness(picture(20)) < DARK
    assert brightness(np.zeros((240, 320, 3), np.uint8)) < DARK
    room = picture(12)
    room[100:140, 150:180] = 250
    assert brightness(room) < DARK
