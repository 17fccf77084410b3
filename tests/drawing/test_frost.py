"""Hiding a part of a picture: nothing of it is left, and nothing else is touched."""

import numpy as np
import pytest

from formcheck.drawing.frost import FADE, frosted

SIZE = (120, 160)


@pytest.fixture
def noise():
    return np.random.default_rng(3).integers(0, 256, (*SIZE, 3), dtype=np.uint8)


def line(*numbers):
    return np.array([numbers], dtype=np.float64)


def off(numbers):
    x, y = np.arange(SIZE[1]) + 0.5, np.arange(SIZE[0])[:, None] + 0.5
    return np.hypot(x - numbers[0], y - numbers[1])


def roughness(image, where):
    """Variance of the Laplacian there."""
    grey = image.astype(float).mean(axis=2)
    laplacian = 4 * grey[1:-1, 1:-1] - grey[:-2, 1:-1] - grey[2:, 1:-1] - grey[1:-1, :-2] - grey[1:-1, 2:]
    return float(laplacian[where[1:-1, 1:-1]].var())


def test_inside_only_slow_changes_are_left_and_outside_all_is_as_it_was(noise):
    out = frosted(noise, [line(80, 60, 80, 60, 30)])
    assert roughness(noise, off((80, 60)) < 29) > 10_000
    assert roughness(out, off((80, 60)) < 29) < 10
    far = off((80, 60)) > 30 * (1 + FADE) + 1
    assert (out[far] == noise[far]).all()


def test_two_pictures_that_differ_in_detail_alone_cannot_be_told_apart():
    smooth = np.full((*SIZE, 3), 128, np.uint8)
    checked = smooth.copy()
    checked[(np.indices(SIZE).sum(axis=0) % 2) == 0] += 20
    checked[(np.indices(SIZE).sum(axis=0) % 2) == 1] -= 20
    hidden = [line(80, 60, 80, 60, 30)]
    apart = frosted(smooth, hidden).astype(int) - frosted(checked, hidden)
    assert np.abs(apart[off((80, 60)) < 30]).max() <= 2


def test_everything_between_both_ends_of_a_line_is_hidden(noise):
    out = frosted(noise, [line(40, 40, 110, 80, 15)])
    for share in np.linspace(0, 1, 9):
        assert roughness(out, off((40 + 70 * share, 40 + 40 * share)) < 14) < 50


@pytest.mark.parametrize("numbers", [(-5, 60, -5, 60, 30), (158, 118, 170, 130, 20), (-90, -90, -80, -80, 9)])
def test_what_lies_at_an_edge_or_beyond_it_is_cut_there(noise, numbers):
    out = frosted(noise, [line(*numbers)])
    assert out.shape == noise.shape
    inside = off(numbers) < numbers[4] - 2
    assert not inside.any() or roughness(out, inside) < 50


def test_nothing_to_hide_is_the_same_picture_and_the_given_one_is_never_changed(noise):
    before = noise.copy()
    assert frosted(noise, []) is noise
    assert frosted(noise, [np.zeros((0, 5)), line(*[np.nan] * 5)]) is noise
    frosted(noise, [line(80, 60, 80, 60, 30)])
    assert (noise == before).all()
