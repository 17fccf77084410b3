"""Stand-ins for the Live page: a session that shows what a test says, a stream without a browser, made-up reports."""

from types import SimpleNamespace
from typing import ClassVar

import numpy as np

from formcheck.coaching import report as r
from formcheck.coaching.framing import Framing
from formcheck.coaching.live import LiveSnapshot
from formcheck.coaching.screening import QUESTIONS
from formcheck.ui.readiness import Readiness

#: The answers of somebody who may use the camera.
READY = Readiness(answers={question.id: False for question in QUESTIONS})


def rep(index, depth="below_parallel"):
    nothing = dict.fromkeys(r.Peak.__struct_fields__)
    return r.Rep(
        index=index,
        movement="squat",
        start_s=index,
        bottom_s=index + 0.4,
        end_s=index + 0.8,
        partial=False,
        depth=depth,
        peak=r.Peak(**nothing),
        tempo=r.Tempo(descent_s=1, bottom_s=None, ascent_s=1),
    )


def finding(verdict, number):
    return r.Finding(
        check=f"check{verdict}",
        title="A check",
        rep=number,
        verdict=verdict,
        value=None,
        unit="deg",
        limit=None,
        t_s=None,
        confidence=1,
        reason="So.",
    )


def report(reps=(), findings=()):
    words = r.Summary(
        headline="Two squats, one with hands.",
        went_well=("Your heels stayed down.",),
        work_on=("Rise without your hands. (In 1 of 2 repetitions.)",),
        not_assessed={},
        reps_complete=len(reps),
        reps_partial=0,
    )
    return r.Report(
        schema_version=r.SCHEMA_VERSION,
        clip=r.Clip(
            name="Live", duration_s=8, fps=30, width=640, height=480, rotation_deg=0, codec="live", frames_analysed=9
        ),
        movement="squat",
        view=r.View(kind="left", yaw_deg=0, roll_deg=None, near_side="left"),
        quality=r.Quality(level="good", detected_share=1, people=(), person=None, notes=()),
        baseline=r.Baseline(found=True),
        reps=reps,
        findings=findings,
        summary=words,
        provenance=r.Provenance(
            formcheck_version="0", model="lite", model_sha256="0", libraries={}, settings={}, limits={}
        ),
    )


LOOKING = LiveSnapshot(
    t_s=1.0,
    framing=Framing("step_back", "Step back: head and feet in view."),
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

    def __call__(self, image, t_s):
        self.calls.append("picture")
        return image

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


class Picture:
    """A frame as the feed needs it."""

    pts, time_base, time, width, height = 0, None, 0.0, 64, 48

    def to_ndarray(self, **_):
        return np.zeros((48, 64, 3), np.uint8)

    @classmethod
    def from_ndarray(cls, *_):
        return cls()


class Stream(SimpleNamespace):
    """The streaming component: its state, and what it was asked for; ``picture`` is what its camera sends."""

    def __init__(self):
        super().__init__(playing=False, signalling=False, asked={})

    def __call__(self, **asked):
        self.asked = asked
        return SimpleNamespace(state=self)

    def picture(self):
        return self.asked["video_frame_callback"](Picture())
