import numpy as np
import pytest

from formcheck.live.silhouette import outline, outline_height_px

SIZES = [(640, 480), (480, 640), (1280, 720), (360, 780)]


@pytest.mark.parametrize("size_wh", SIZES)
def test_it_fits_into_the_picture_with_its_true_proportions(size_wh):
    body, arm = (points * size_wh for points in outline(size_wh))
    tall, wide = np.ptp(body[:, 1]), np.ptp(body[:, 0])
    assert tall == pytest.approx(outline_height_px(size_wh), rel=0.01)
    assert 0.15 < wide / tall < 0.25
    for points in (body, arm):
        assert (points >= 0).all()
        assert (points <= size_wh).all()


@pytest.mark.parametrize("size_wh", SIZES)
def test_it_stands_in_the_middle_and_looks_either_way(size_wh):
    right, left = (outline(size_wh, facing)[0] for facing in (1, -1))
    np.testing.assert_allclose(right[:, 0] - 0.5, 0.5 - left[:, 0], atol=1e-12)
    np.testing.assert_allclose(right[:, 1], left[:, 1])
    toe = right[right[:, 1].argsort()[-12:], 0].max()
    assert toe > 0.5
    assert abs(right[:, 0].mean() - 0.5) < 0.03


def test_it_is_closed_and_smooth():
    body, arm = outline((480, 640))
    np.testing.assert_allclose(body[0], body[-1])
    assert not np.allclose(arm[0], arm[-1])
    px = body * (480, 640)
    assert np.linalg.norm(np.diff(px, axis=0), axis=1).max() < 0.03 * outline_height_px((480, 640))
