"""What a live session sees of visitors, made up for the kiosk's tests."""

import made_reports
import numpy as np

from formcheck import schema as r
from formcheck.judging.policy import core_checks
from formcheck.live.analyzer import LiveSnapshot
from formcheck.live.cues import Cue
from formcheck.live.framing import Framing
from formcheck.movements import movements
from formcheck.wording.findings import row_of

PEAK = r.Peak(
    knee_flexion_deg=112.0,
    hip_flexion_deg=101.0,
    trunk_inclination_deg=33.0,
    tibia_inclination_deg=28.0,
    thigh_to_horizontal_deg=-4.0,
)


HEELS_CUE = row_of("squat", "heels").cue


def rep(index, *, depth="parallel", **changed):
    return made_reports.rep(index, index * 3.0 + 1, depth=depth, peak=PEAK, **changed)


def finding(check, verdict, index):
    return made_reports.finding(check, verdict, index)


def clean(*indices):
    """Every core check good in these repetitions."""
    return tuple(finding(check, "good", i) for check in core_checks(movements()["squat"]) for i in indices)


def seen(hint="ready", steady_s=0.0, reps=0, t_s=0.0, problem=None, findings=(), cue=None):
    """A snapshot; ``reps``: how many, or which."""
    return LiveSnapshot(
        t_s=t_s,
        framing=Framing(hint, hint.replace("_", " "), steady_s),
        counting=True,
        movement="squat",
        phase=None,
        reps=tuple(rep(i + 1) for i in range(reps)) if isinstance(reps, int) else tuple(reps),
        findings=tuple(findings),
        depth=None,
        angles={},
        cue=cue,
        fps=25.0,
        problem=problem,
    )


class FakeSession:
    """Sees what it is told to: ``sees(t_s)`` gives the snapshot."""

    def __init__(self, sees=lambda t_s: seen("nobody")):
        self.sees, self.now_s, self.said = sees, 0.0, []
        self.from_s = 0.0

    def __call__(self, image, t_s):
        self.now_s = t_s
        return image[:, ::-1].copy()

    def snapshot(self):
        return self.sees(self.now_s - self.from_s)

    def report(self):
        return None

    def stills(self):
        return {rep.index: np.full((48, 64, 3), 40 * rep.index, np.uint8) for rep in self.snapshot().reps}

    def restart(self):
        self.said.append("restart")
        self.from_s = self.now_s

    def close(self):
        self.said.append("close")


def one_visit(t_s):
    """Nobody for 1 s, then somebody who stands still and squats three times, gone after 20 s."""
    if t_s < 1 or t_s > 20:
        return seen("nobody", t_s=t_s)
    done = sum(t_s >= at for at in (10.0, 13.0, 16.0))
    cue = Cue(HEELS_CUE, "watch", done, (10.0, 13.0, 16.0)[done - 1]) if done else None
    return seen("ready" if t_s < 7 else "stand_still", min(t_s - 1, 6) if t_s < 7 else 0, done, t_s, cue=cue)
