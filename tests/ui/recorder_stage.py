"""A recorder's surroundings: pictures, times, and a model and an outline that say what a test wants."""

import numpy as np

from formcheck.live.framing import Framing
from formcheck.live.onscreen import painted
from formcheck.motion import landmarks as lm
from formcheck.motion.track import Pose
from formcheck.ui.check.recorder import COUNTDOWN_S


class FakeModel:
    """Finds a body whose nose is where time is."""

    def __init__(self):
        self.closed = False

    def __call__(self, image, t_s):
        unseen = Pose.unseen(t_s)
        image_px = np.full((lm.COUNT, 2), t_s)
        return Pose(t_s, image_px, np.zeros((lm.COUNT, 3)), np.ones(lm.COUNT), unseen.silhouette)

    def close(self):
        self.closed = True


class FakeFramer:
    """Says what the test wants."""

    framing = Framing("step_back", "Step back.")

    def look(self, pose, size_wh):
        return self.framing


def picture(number=0, size_wh=(160, 120)):
    """Left half dark, right half as bright as its number: what is mirrored is seen."""
    image = np.zeros((size_wh[1], size_wh[0], 3), np.uint8)
    image[:, size_wh[0] // 2 :] = 100 + number * 10
    return image


def run(recorder, times, **how):
    return [shown(recorder, picture(i % 10, **how), t_s) for i, t_s in enumerate(times)]


def shown(recorder, image, t_s):
    """What a visitor sees."""
    return painted(image, recorder(image, t_s), mirrored=True)


def begin(recorder, framer, at_s=0.0):
    """Press the button, stand in the outline, wait for the countdown; the next picture is recorded."""
    recorder(picture(), at_s)
    recorder.begin()
    framer.framing = Framing("ready", "Ready. Start when you like.", 2.0)
    recorder(picture(), at_s + 0.1)
    assert recorder.snapshot().state == "countdown"
    return at_s + 0.1 + COUNTDOWN_S + 0.001


UNEVEN = (0.0, 0.033, 0.1, 0.4, 0.433, 0.9, 1.2, 1.233)  # a camera that drops frames
