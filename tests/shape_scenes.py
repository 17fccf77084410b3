"""A made-up picture with something in every layer."""

from dataclasses import replace

import numpy as np

from formcheck.drawing.scene import BackLine, Banner, Scene
from formcheck.motion import landmarks as lm

SIZE_WH = (540, 960)
NEAR = {"shoulder": (240, 340), "elbow": (190, 370), "wrist": (220, 540), "index": (215, 560), "hip": (300, 530)}
NEAR |= {"knee": (215, 580), "ankle": (255, 760), "heel": (270, 785), "foot_index": (205, 790)}


def person():
    """Squatting, facing left, hands on the knees; the far side a little behind."""
    points = np.full((lm.COUNT, 2), np.nan)
    for part, (x, y) in NEAR.items():
        points[lm.at(part, "left")] = (x, y)
        points[lm.at(part, "right")] = (x + 30, y - 5)
    return points


def scene(**changes):
    back = BackLine(
        np.array([(290.0, 500.0 - 25 * k) for k in range(6)]),
        np.array([(330.0, 500.0 - 25 * k) for k in range(6)]),
        (240, 176, 0),
        "back 21° ±6",
        np.array([350.0, 440.0]),
        label_left=False,
    )
    base = Scene(
        landmarks_px=person(),
        visibility=np.where(np.isfinite(person()[:, 0]), 0.99, 0.0),
        near="left",
        angles={"knee": 112.0, "hip": 95.0, "trunk": 30.0, "tibia": 25.0},
        rep_done=1,
        rep_current=2,
        phase="descent",
        movement="Squat",
        banners=(Banner("fault", "Depth: 21°"), Banner("watch", "Work done by your lower back")),
        back=back,
        hands=(("left", "knee"),),
    )
    return replace(base, **changes)
