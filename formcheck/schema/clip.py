"""The clip as it was read: the file, the view, the people, what the picture allowed, the standing reference."""

from formcheck.motion.landmarks import Side
from formcheck.schema.codes import Note, Part, QualityLevel, ViewKind


class Clip(Part, frozen=True, kw_only=True):
    """The file as it was read. ``width`` and ``height`` are upright pixels before reduction; ``from_s``: where the part
    of the file begins that was read, from which all times count. ``fingerprint`` tells files of one name apart; empty
    of a camera and in reports of older versions.
    """

    name: str
    duration_s: float
    fps: float
    width: int
    height: int
    rotation_deg: int
    codec: str
    frames_analysed: int
    from_s: float = 0.0
    fingerprint: str = ""


class View(Part, frozen=True, kw_only=True):
    """Which side of the person faces the camera. ``yaw_deg``: 0 side-on, 90 facing or turned away;
    ``roll_deg``: camera tilt about its own axis, positive when the picture leans clockwise, null when unknown.
    """

    kind: ViewKind
    yaw_deg: float | None
    roll_deg: float | None
    near_side: Side


class PersonSeen(Part, frozen=True, kw_only=True):
    """One of the people found while scouting; numbered from left to right. ``box`` is x0, y0, x1, y1 as shares."""

    person: int
    box: tuple[float, float, float, float]
    share_seen: float


class Quality(Part, frozen=True, kw_only=True):
    """What the picture allowed. ``notes`` say what was wrong; ``brightness`` is the mean of the pictures, 0..1, null
    where nobody looked.
    """

    level: QualityLevel
    detected_share: float
    people: tuple[PersonSeen, ...]
    person: int | None
    notes: tuple[Note, ...]
    brightness: float | None = None


class Baseline(Part, frozen=True, kw_only=True):
    """The person's own standing reference; ``found`` is false when the clip shows no steady standing."""

    found: bool
    start_s: float | None = None
    end_s: float | None = None
    leg_length_px: float | None = None
    trunk_length_px: float | None = None
    knee_flexion_deg: float | None = None
    trunk_inclination_deg: float | None = None
