"""Repetitions as they were measured."""

from formcheck.motion.landmarks import Side
from formcheck.schema.clip import View
from formcheck.schema.codes import Depth, MovementName, Part, SupportKind, SupportPlace
from formcheck.schema.get_up import GetUp
from formcheck.schema.hold import Hold
from formcheck.schema.pick import Pick


class Peak(Part, frozen=True, kw_only=True):
    """Near-side angles at the bottom of the rep; null where the joint was not seen or the view tells nothing."""

    knee_flexion_deg: float | None
    hip_flexion_deg: float | None
    trunk_inclination_deg: float | None
    tibia_inclination_deg: float | None
    thigh_to_horizontal_deg: float | None


class Tempo(Part, frozen=True, kw_only=True):
    """Seconds spent going down, at the bottom and coming up."""

    descent_s: float | None
    bottom_s: float | None
    ascent_s: float | None


class Support(Part, frozen=True, kw_only=True):
    """One hand keeping its place on a leg, the floor or something else, at the bottom or on the way up, from ``from_s``
    to ``to_s``.

    ``seconds`` of it, and ``share_of_ascent`` (0..1), while the body rises. ``braced``: long enough, early enough to
    help, with an arm that can carry weight; ``touched``: not all of it; ``rest``: at the bottom only. ``other``: the
    hand stays in the room while the body rises past it; on what, is not seen, so it never counts as braced.
    ``probability`` 0..1 that the hand was there at all; None in older reports.
    """

    side: Side
    place: SupportPlace
    kind: SupportKind
    from_s: float
    to_s: float
    seconds: float
    share_of_ascent: float
    probability: float | None = None


class Work(Part, frozen=True, kw_only=True):
    """Degrees each joint bends on the way down, or straightens on the way up.

    ``ankle_deg`` of the shin, ``hip_deg`` of trunk against thigh, without the lower back where that is known;
    ``trunk_deg`` of lean; ``trunk_share`` of the shoulders' way that came from the leaning trunk, not the legs: up to
    1, below 0 when the trunk pitched on against the way of the legs.
    """

    ankle_deg: float
    knee_deg: float
    hip_deg: float
    lower_back_deg: float | None
    trunk_deg: float
    trunk_share: float | None


class Curve(Part, frozen=True, kw_only=True):
    """Near-side angles at even steps of time down (up to index ``bottom``) and up again: knee against trunk is the
    coordination curve.
    """

    t_s: tuple[float, ...]
    bottom: int
    knee_flexion_deg: tuple[float | None, ...]
    hip_flexion_deg: tuple[float | None, ...]
    trunk_inclination_deg: tuple[float | None, ...]


class Coordination(Part, frozen=True, kw_only=True):
    """How trunk, hips, knees and ankles share a repetition.

    ``early_up``: until the knees have stretched half-way; ``trunk_lead_deg``: how far the trunk pitched on while the
    legs stretched; ``chest_to_hip_rise``: way of the shoulders over that of the hips when those have made 40 % of
    theirs; ``trunk_needed_deg``: lean at the bottom that legs of these proportions need.
    """

    down: Work | None
    up: Work | None
    early_up: Work | None
    curve: Curve
    trunk_lead_deg: float | None
    chest_to_hip_rise: float | None
    trunk_needed_deg: float | None


class Rise(Part, frozen=True, kw_only=True):
    """Standing up from a seat. ``seat_off_s``: the hips leave it; ``down_from_s``: they begin to sink again; ``sat_s``:
    they are on the seat, both null when that was not filmed; ``tries``: how often the person set out to rise, 1 when
    the first try succeeded; ``lean_deg``: the furthest the trunk leans while rising, ``lean_band_deg`` the half-width
    of its 90 % interval.
    """

    seat_off_s: float
    down_from_s: float | None
    sat_s: float | None
    tries: int
    lean_deg: float | None
    lean_band_deg: float | None


class Rep(Part, frozen=True, kw_only=True):
    """One repetition. ``partial``: it starts before or ends after the clip, and is not judged. ``depth_or``: the class
    beside ``depth`` that the true depth may as well lie in. ``peak_band``: half-width of the 90 % interval of each
    angle of ``peak``. ``supports``: by the hands of ``hands_seen``, those of which it is known what they do on the
    way up; null when not judged or there are none. ``rise``: of movements that begin on a seat; ``hold``: of those
    whose bottom is held; ``pick``: of those that pick something up; ``get_up``: of those that begin on the floor.
    ``view``: from where this repetition was filmed, its kind "unknown" where the person turned during it.
    """

    index: int
    movement: MovementName
    start_s: float
    bottom_s: float
    end_s: float
    partial: bool
    depth: Depth | None
    peak: Peak
    tempo: Tempo
    depth_or: Depth | None = None
    peak_band: Peak | None = None
    stoop_squat_index: float | None = None
    hip_knee_ratio: float | None = None
    coordination: Coordination | None = None
    supports: tuple[Support, ...] | None = None
    hands_seen: tuple[Side, ...] = ()
    rise: Rise | None = None
    hold: Hold | None = None
    pick: Pick | None = None
    get_up: GetUp | None = None
    view: View | None = None
