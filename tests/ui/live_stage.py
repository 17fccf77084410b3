"""Stand-ins for the Live page: a session that shows what a test says, a stream without a browser, made-up reports."""

from types import SimpleNamespace
from typing import ClassVar

import made_reports
import numpy as np

from formcheck.advice.screening import QUESTIONS
from formcheck.drawing.stills import jpeg
from formcheck.judging.policy import core_checks
from formcheck.live.analyzer import LiveSnapshot
from formcheck.live.framing import Framing
from formcheck.movements import movements
from formcheck.schema import Tempo
from formcheck.ui.before.readiness import Readiness
from formcheck.ui.components import camera

#: The answers of somebody who may use the camera.
READY = Readiness(answers={question.id: False for question in QUESTIONS})


def rep(index, depth="below_parallel", **changed):
    times = {"start_s": index, "bottom_s": index + 0.4, "end_s": index + 0.8}
    tempo = Tempo(descent_s=1, bottom_s=None, ascent_s=1)
    return made_reports.rep(index, depth=depth, tempo=tempo, **times, **changed)


def finding(verdict, number, check="heels"):
    return made_reports.finding(check, verdict, number, t_s=None)


def clean(number):
    """A repetition in which every core check was judged and is good."""
    return tuple(finding("good", number, check) for check in core_checks(movements()["squat"]))


def report(reps=(), findings=()):
    clip = made_reports.clip(name="Live", width=640, height=480, codec="live")
    return made_reports.report(tuple(reps), tuple(findings), clip=clip)


LOOKING = LiveSnapshot(
    t_s=1.0,
    framing=Framing("step_back", "Step back until we see your head and feet."),
    counting=False,
    movement="none",
    phase=None,
    reps=(),
    findings=(),
    depth=None,
    angles={},
    cue=None,
    fps=28.0,
    problem=None,
)


def counting(**changes):
    return LiveSnapshot(**{**{name: getattr(LOOKING, name) for name in LOOKING.__slots__}, "counting": True, **changes})


class FakeSession:
    """Stands in for LiveSession: shows what the test says, remembers how it was made and used."""

    made: ClassVar[list] = []
    now = LOOKING

    def __init__(self, options, *, calibration=None):
        self.options, self.calibration, self.calls = options, calibration, []
        FakeSession.made.append(self)

    def look(self, image, t_s):
        self.calls.append("picture")
        return []

    def snapshot(self):
        return FakeSession.now

    def report(self):
        return report(self.now.reps, self.now.findings) if self.calls else None

    def stills(self):
        return {rep.index: np.zeros((48, 64, 3), np.uint8) for rep in self.now.reps}

    def restart(self):
        self.calls.append("restart")

    def close(self):
        self.calls.append("close")


class Stream(SimpleNamespace):
    """The browser's camera: its state, and what it was asked for; ``picture`` is what it sends."""

    def __init__(self):
        super().__init__(playing=False, signalling=False, browser=None, asked={}, used=None)

    def __call__(self, **asked):
        self.asked = asked
        state = "playing" if self.playing else "connecting" if self.signalling else "idle"
        return {"state": state, "trouble": self.browser}

    @property
    def feed(self):
        if path := self.asked["data"]["path"]:
            self.used = camera._feeds[path.rpartition("/")[2]]
        return self.used

    def picture(self):
        self.feed.take()
        return self.feed.answer(camera.TIME.pack(0.0) + jpeg(np.zeros((48, 64, 3), np.uint8)))
