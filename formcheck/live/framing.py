"""Whether the camera can judge the person: whole body, side-on, the right size, in the middle, still."""

from collections import deque
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from formcheck.i18n import gettext, gettext_noop
from formcheck.live.silhouette import outline_height_px
from formcheck.motion import landmarks as lm
from formcheck.motion.features import size_px
from formcheck.motion.standing import STRAIGHT_LEG, UPRIGHT_TRUNK
from formcheck.motion.track import Floats, Pose, Track
from formcheck.motion.view import SIDE_ON_MAX_YAW_DEG, camera_view

Hint = Literal[
    "nobody", "step_back", "come_closer", "to_the_middle", "turn_sideways", "show_feet", "stand_still", "ready"
]
#: One short sentence each: read from three metres away.
WORDS: Final[dict[Hint, str]] = {
    "nobody": gettext_noop("Step in front of the camera."),
    "step_back": gettext_noop("Step back until we see your head and feet."),
    "come_closer": gettext_noop("Come a little closer."),
    "to_the_middle": gettext_noop("Move to the middle."),
    "turn_sideways": gettext_noop("Turn your side to the camera."),
    "show_feet": gettext_noop("Make sure we can see your feet."),
    "stand_still": gettext_noop("Stand up straight and still."),
    "ready": gettext_noop("Ready. Start when you like."),
}

READY_S: Final = 1.0  # architecture rule 5: the first steady standing second is the person's reference
LOOK_S: Final = 0.5  # chosen: medians over this long remove flicker and still feel immediate
FRESH_S: Final = 0.3  # chosen: another hint must hold this long before the words change
SIZE_OF_STATURE: Final = 0.76  # measured on rendered people: trunk, thigh and shin of their stature
ABOVE_EARS: Final = 0.07  # of stature; the ear canal sits at 93 % of it (drawn from body tables)
LARGEST, SMALLEST = 1.2, 0.6  # of the outline: arms forward still fit; the legs keep 60 px at 480 px
WIDE: Final = 0.42  # of stature to either side of the middle: hips back and arms forward at the bottom
OFF_CENTRE: Final = (0.12, 0.20)  # of the picture's width, at least and at most
YAW_SLACK_DEG: Final = 8.0  # chosen: standing people's heading wanders by 5
SIZE_SLACK: Final = 0.05  # chosen: how much the size varies in a step
SEEN: Final = 0.5  # visibility above which the model says it sees a joint
STILL_LEGS: Final = 0.06  # chosen, in LOOK_S: half the speed at which `standing` ends a steady stand
LEG_OF_STATURE: Final = 0.47


@dataclass(frozen=True, slots=True)
class Framing:
    """The hint for somebody who is about to begin.

    ``words`` are in the language of the context that made them; ``steady_s``: how long they have stood still and
    upright with everything else right, else 0.
    """

    hint: Hint
    words: str
    steady_s: float = 0.0

    @property
    def ready(self) -> bool:
        """Whether counting may begin."""
        return self.hint == "ready"


def nobody() -> Framing:
    """The hint before the first frame."""
    return Framing("nobody", gettext(WORDS["nobody"]))


class Framer:
    """Gives a hint for each pose, without flickering between two hints."""

    def __init__(self) -> None:
        self._poses: deque[Pose] = deque()
        self._hint: Hint = "nobody"
        self._other: tuple[Hint, float] | None = None
        self._steady_from_s: float | None = None

    def look(self, pose: Pose, size_wh: tuple[int, int]) -> Framing:
        """The hint after this pose. Poses come in order of time."""
        if self._poses and pose.t_s <= self._poses[-1].t_s:
            self.__init__()  # type: ignore[misc]  # a new stream
        self._poses.append(pose)
        while pose.t_s - self._poses[0].t_s > LOOK_S:
            self._poses.popleft()
        wanted = self._wanted(size_wh)
        if wanted != "ready":
            self._steady_from_s = None
        elif self._steady_from_s is None:
            self._steady_from_s = self._poses[0].t_s
        steady_s = 0.0 if self._steady_from_s is None else pose.t_s - self._steady_from_s
        self._settle("stand_still" if wanted == "ready" and steady_s < READY_S else wanted, pose.t_s)
        return Framing(self._hint, gettext(WORDS[self._hint]), steady_s)

    def _settle(self, wanted: Hint, t_s: float) -> None:
        """Change to the wanted hint once it has held for a moment; readiness and presence change at once."""
        if wanted in (self._hint, "ready") or self._hint == "nobody":
            self._hint, self._other = wanted, None
        elif self._other is None or self._other[0] != wanted:
            self._other = (wanted, t_s)
        elif t_s - self._other[1] >= FRESH_S:
            self._hint, self._other = wanted, None

    def _wanted(self, size_wh: tuple[int, int]) -> Hint:
        seen = [pose for pose in self._poses if pose.seen]
        if 2 * len(seen) < len(self._poses) or not seen[-1:]:
            return "nobody"
        track = Track.from_poses(seen, size_wh)
        body = _Body(track)
        if body.seen < SEEN:
            return "nobody"
        place = self._place(body, size_wh)
        if place is not None:
            return place
        view = camera_view(track)
        if not view.yaw_deg <= SIDE_ON_MAX_YAW_DEG + (0 if self._hint == "turn_sideways" else YAW_SLACK_DEG):
            return "turn_sideways"
        if body.foot_seen < SEEN:
            return "show_feet"
        spans = self._poses[-1].t_s - self._poses[0].t_s >= 0.6 * LOOK_S
        return "ready" if spans and body.upright and body.moved < STILL_LEGS else "stand_still"

    def _place(self, body: "_Body", size_wh: tuple[int, int]) -> Hint | None:
        width, height = size_wh
        share = body.stature_px / outline_height_px(size_wh)
        slack = {hint: SIZE_SLACK if self._hint == hint else 0.0 for hint in WORDS}
        cut = slack["step_back"] * 0.4 * height
        if share > LARGEST - slack["step_back"] or body.top_px < cut or body.bottom_px > height - cut:
            return "step_back"
        if body.upright and share < SMALLEST + slack["come_closer"]:
            return "come_closer"
        least, most = OFF_CENTRE
        room = np.clip(width / 2 - WIDE * body.stature_px, least * width, most * width)
        off = abs(body.middle_px - width / 2)
        return "to_the_middle" if off > room - slack["to_the_middle"] * width / 2 else None


class _Body:
    """Medians over a moment, in pixels of the frame."""

    def __init__(self, track: Track) -> None:
        points = track.image_px
        at = np.median(points, axis=0)
        trunk = [i for part in ("shoulder", "hip") for i in lm.pair(part)]
        feet = {side: [lm.at(part, side) for part in ("ankle", "heel", "foot_index")] for side in lm.SIDES}
        self.seen = float(np.median(track.visibility[:, trunk]))
        self.foot_seen = max(float(np.median(track.visibility[:, foot])) for foot in feet.values())
        self.stature_px = float(np.median(size_px(points))) / SIZE_OF_STATURE
        self.top_px = float(at[[lm.NOSE, *lm.pair("ear")], 1].min()) - ABOVE_EARS * self.stature_px
        self.bottom_px = float(at[feet["left"] + feet["right"], 1].max())
        self.middle_px = float(at[[*lm.pair("hip"), *lm.pair("ankle")], 0].mean())
        joint = {part: at[list(lm.pair(part))].mean(axis=0) for part in ("shoulder", "hip", "knee", "ankle")}
        self.upright = _upright(joint)
        moving = points[:, [*trunk, *lm.pair("ankle")]].mean(axis=1)
        self.moved = float(np.ptp(moving, axis=0).max()) / (LEG_OF_STATURE * self.stature_px)


def _upright(joint: dict[str, Floats]) -> bool:
    leg = float(np.linalg.norm(joint["hip"] - joint["knee"]) + np.linalg.norm(joint["knee"] - joint["ankle"]))
    trunk = float(np.linalg.norm(joint["hip"] - joint["shoulder"]))
    straight = joint["ankle"][1] - joint["hip"][1] > STRAIGHT_LEG * leg
    return bool(straight and joint["hip"][1] - joint["shoulder"][1] > UPRIGHT_TRUNK * trunk)
