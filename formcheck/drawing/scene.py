"""What is drawn on one picture, its colours and its geometry; no drawing library."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

import numpy as np

from formcheck import colours
from formcheck.motion import landmarks as lm
from formcheck.motion.reps import PhaseName
from formcheck.motion.track import Floats
from formcheck.schema import SupportPlace, Verdict

Rgb = colours.Rgb

INK: Final = colours.INK
PAPER: Final = colours.PAPER
ACCENT: Final = colours.ACCENT
GOOD: Final = colours.GOOD
WATCH: Final = colours.WATCH
FAULT: Final = colours.FAULT
NOT_ASSESSED: Final = colours.NOT_ASSESSED
STATUS: Final[Mapping[Verdict, Rgb]] = {"good": GOOD, "watch": WATCH, "fault": FAULT, "not_assessed": NOT_ASSESSED}


def _ring(corners: int, radius: float) -> Floats:
    turn = (np.arange(corners) + 0.5) * 2 * np.pi / corners
    return np.stack([np.cos(turn), np.sin(turn)], axis=-1) * radius


DISC: Final = _ring(24, 1.0)
#: A shape and the strokes cut into it for each verdict, so that nothing hangs on colour; unit radius, y down.
ICONS: Final[Mapping[Verdict, tuple[Floats, tuple[Floats, ...]]]] = {
    "good": (DISC, (np.array([(-0.45, 0.02), (-0.12, 0.36), (0.46, -0.32)]),)),
    "watch": (
        np.array([(0, -1.0), (1.12, 0.9), (-1.12, 0.9)]),
        (np.array([(0, -0.32), (0, 0.22)]), np.array([(0, 0.6), (0, 0.6)])),
    ),
    "fault": (
        _ring(8, 1.05),
        (np.array([(-0.42, -0.42), (0.42, 0.42)]), np.array([(-0.42, 0.42), (0.42, -0.42)])),
    ),
    "not_assessed": (DISC, (np.array([(-0.42, 0.0), (0.42, 0.0)]),)),
}
ARROW: Final = np.array([(-1, -0.7), (1, -0.7), (0, 0.9)])
LEAST_ANGLE_DEG: Final = 8.0  # nearly straight: a sliver of an arc, and the number would only flicker


def icon_data() -> dict[Verdict, list[Any]]:
    """The icons as plain data."""
    return {
        verdict: [outline.round(3).tolist(), [stroke.round(3).tolist() for stroke in strokes]]
        for verdict, (outline, strokes) in ICONS.items()
    }


@dataclass(frozen=True, slots=True)
class Banner:
    """One sentence shown at the bottom in the colour and shape of its verdict."""

    verdict: Verdict
    text: str


@dataclass(frozen=True, slots=True)
class BackLine:
    """``points_px`` (K, 2) along the back from hip to shoulder in ``colour``; ``upright_px`` (M, 2) the same person's
    upright curve beside it, or empty; ``words`` at ``label_px`` (2,), on the side away from the person.
    """

    points_px: Floats
    upright_px: Floats
    colour: Rgb
    words: str
    label_px: Floats
    label_left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything drawn on one picture.

    ``landmarks_px`` (33, 2) pixels of that picture, NaN where unseen; ``visibility`` (33,) 0..1; ``angles`` near-side
    degrees under "knee", "hip", "trunk" and "tibia" (absent or NaN: not drawn); ``banners`` worst first; ``back`` None
    where the lower back is not reported; ``hands`` those that hold on to something, and to what.
    """

    landmarks_px: Floats
    visibility: Floats
    near: lm.Side
    angles: Mapping[str, float]
    rep_done: int
    rep_current: int | None
    phase: PhaseName | None
    movement: str
    banners: tuple[Banner, ...] = ()
    note: str | None = None
    back: BackLine | None = None
    hands: tuple[tuple[lm.Side, SupportPlace], ...] = ()

    @classmethod
    def of_nobody(cls) -> "Scene":
        """An empty scene."""
        return cls(
            landmarks_px=np.full((lm.COUNT, 2), np.nan),
            visibility=np.zeros(lm.COUNT),
            near="left",
            angles={},
            rep_done=0,
            rep_current=None,
            phase=None,
            movement="",
        )


def contrast(a: Rgb, b: Rgb) -> float:
    """Contrast ratio of two colours by WCAG 2, from 1 (same) to 21 (black on white)."""

    def luminance(rgb: Rgb) -> float:
        share = np.asarray(rgb) / 255
        linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
        return float(linear @ (0.2126, 0.7152, 0.0722))

    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=32)
def ink_on(rgb: Rgb) -> Rgb:
    """The text colour, dark or white, that reads better on a background."""
    return max((INK, PAPER), key=lambda text: contrast(text, rgb))


@dataclass(frozen=True, slots=True)
class Arc:
    """An angle as drawn: its name, apex and radius in pixels, start and signed sweep in radians (y down), value in
    degrees.
    """

    name: str
    apex: Floats
    radius: float
    start: float
    sweep: float
    value_deg: float

    def points(self, shares: Floats, radii: Floats | float = 1.0) -> Floats:
        """(K, 2) points at shares 0..1 of the sweep, ``radii`` times the radius away from the apex."""
        turn = self.start + np.asarray(shares) * self.sweep
        return self.apex + np.stack([np.cos(turn), np.sin(turn)], axis=-1) * (
            np.atleast_1d(radii)[:, None] * self.radius
        )


#: Name, apex, the joint whose limb is prolonged through the apex (None: the vertical), the joint turned to, and the
#: radius as a share of that limb. Straight is zero, as in the numbers, so the arc shows the angle that is written.
_ARCS: Final = (
    ("knee", "knee", "hip", "ankle", 0.34),
    ("hip", "hip", "shoulder", "knee", 0.34),
    ("trunk", "hip", None, "shoulder", 0.5),
    ("tibia", "ankle", None, "knee", 0.42),
)


def body_px(points: Mapping[int, Floats], near: lm.Side) -> float | None:
    """Leg length of the person in the picture, or an estimate from the trunk when the legs point at the camera."""
    chain = [points.get(lm.at(part, near)) for part in ("shoulder", "hip", "knee", "ankle")]
    trunk, *leg = (float(np.linalg.norm(b - a)) if a is not None and b is not None else 0.0 for a, b in pairwise(chain))
    return max(sum(leg), 1.7 * trunk) or None  # a leg is about 1.7 trunks (hip joint to shoulder) long


def arcs(points: Mapping[int, Floats], scene: Scene, least_px: float) -> tuple[Arc, ...]:
    """The angles that can be drawn; the shin's only where its radius reaches ``least_px``, else it would be crowded."""
    found = (_arc(points, scene, least_px, *row) for row in _ARCS)
    return tuple(arc for arc in found if arc is not None)


def _arc(
    points: Mapping[int, Floats],
    scene: Scene,
    least_px: float,
    name: str,
    apex: str,
    back: str | None,
    to: str,
    share: float,
) -> Arc | None:
    value = scene.angles.get(name, np.nan)
    tip, end = points.get(lm.at(apex, scene.near)), points.get(lm.at(to, scene.near))
    before = points.get(lm.at(back, scene.near)) if back else None
    if not LEAST_ANGLE_DEG <= value < np.inf or tip is None or end is None or (back and before is None):
        return None
    start = np.array([0.0, -1.0]) if before is None else tip - before
    limb = end - tip
    turn = float(np.arctan2(start[1], start[0]))
    sweep = (float(np.arctan2(limb[1], limb[0])) - turn + np.pi) % (2 * np.pi) - np.pi
    radius = share * float(np.linalg.norm(limb))
    if name == "tibia" and radius < least_px:
        return None
    return Arc(name, tip, max(radius, least_px / 2), turn, sweep, value)


#: Words with the space before them, and Chinese characters, which may part anywhere but before a closing mark.
PIECES: Final = re.compile(
    r" ?[（“《]*(?:[\u3400-\u9fff]|[^ \u3400-\u9fff（“《，。、！？；：）”》]+)[，。、！？；：）”》…]*|[^ ]"
)


def wrap(text: str, room: float, width: Callable[[str], float], most_lines: int = 4) -> tuple[str, ...]:
    """Lines no wider than ``room`` as far as words allow, of about equal length; text that does not fit ends in "…"."""
    lines = _fill_lines(text, room, width)
    for narrower in np.linspace(0.95, 0.5, 10) * room:
        even = _fill_lines(text, narrower, width)
        if len(even) > len(lines) or max(map(width, even)) > narrower:
            break
        lines = even
    if len(lines) > most_lines:
        lines = [*lines[: most_lines - 1], lines[most_lines - 1] + " …"]
    return tuple(lines)


def _fill_lines(text: str, room: float, width: Callable[[str], float]) -> list[str]:
    lines = [""]
    for piece in PIECES.findall(" ".join(text.split())):
        longer = (lines[-1] + piece).strip()
        if not lines[-1] or width(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(piece.strip())
    return lines


@lru_cache(maxsize=256)
def rounded(width: int, height: int, radius: int) -> Floats:
    """(32, 2) outline of a rounded rectangle whose top left corner is the origin; radius cut to half a side."""
    corner = np.repeat(np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)]), 8, axis=0)
    turn = np.arange(32) // 8 * (np.pi / 2) + np.arange(32) % 8 * (np.pi / 14)
    half = np.array([width, height]) / 2
    bend = min(float(radius), *half)
    return np.asarray(half + corner * (half - bend) + np.stack([np.cos(turn), np.sin(turn)], axis=-1) * bend)
