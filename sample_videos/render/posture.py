"""What a person is asked to do: angles in degrees, places for the hands, how the feet stand. Plain data."""

from dataclasses import dataclass, fields, replace
from typing import Final, Literal, get_args

Place = Literal[
    "hang", "forward", "prayer", "hips", "knees", "thighs", "floor", "overhead", "block", "carry", "bar", "head",
    "crossed", "seat", "leg", "forearm", "post", "pick", "bell",
]  # fmt: skip
PLACES_OF_OWN_SCRIPTS: Final[tuple[Place, ...]] = ("crossed", "seat", "leg", "forearm", "post", "pick", "bell")
#: Training draws from these by number: what is added to them changes what was fitted.
PLACES: Final[tuple[Place, ...]] = tuple(place for place in get_args(Place) if place not in PLACES_OF_OWN_SCRIPTS)


@dataclass(frozen=True, slots=True)
class LegSpot:
    """A place on a leg and how the hand lies there.

    ``share`` of the way from hip (0) to knee (1); ``around_deg`` from the front of the leg (0) to its outside +;
    ``fingers_deg`` turned from down the leg inwards +; ``curl_deg`` bend of each finger joint, 70 a fist.
    """

    share: float = 0.97
    around_deg: float = 0.0
    fingers_deg: float = 15.0
    curl_deg: float = 14.0

    def mixed(self, other: "LegSpot", share: float) -> "LegSpot":
        """A spot on the way to another one."""
        pairs = ((getattr(self, name), getattr(other, name)) for name in self.__slots__)
        return LegSpot(*((1 - share) * a + share * b for a, b in pairs))


KNEECAP: Final = LegSpot()


@dataclass(frozen=True, slots=True)
class Arm:
    """Where a hand is, or on its way from ``place`` to ``towards`` by ``share`` 0..1.

    hang: by gravity; forward: straight ahead; prayer: palms together before the chest; hips: on the hip bones;
    knees, thighs: palm on the leg of the same side; floor: fingertips ahead of the feet; overhead; block: both hands
    hold a block before the chest; carry: both hold it low; bar: both hold a bar that hangs; bell: both hold one
    handle that hangs; head: beside the ears;
    crossed: on the other side's shoulder; seat: palm on the seat beside the hips (without a seat: by gravity);
    leg: palm at ``spot`` of the own leg; forearm: the elbow's end of the forearm on the thigh at ``spot``; post: around
    an upright post that stands ``post_m`` (3,) from the room's middle, x outward; pick: fingertips on a small thing
    that lies at ``thing_m`` (outward, ahead of the room's middle) at a stature of 1.75 m.
    ``gap_m`` keeps a hand off the leg or floor it would touch: near misses.
    """

    place: Place = "hang"
    towards: Place | None = None
    share: float = 0.0
    gap_m: float = 0.0
    spot: LegSpot = KNEECAP
    post_m: tuple[float, float, float] = (0.35, 0.95, 0.3)
    thing_m: tuple[float, float] = (0.12, 0.3)


HANG: Final = Arm()


@dataclass(frozen=True, slots=True)
class Posture:
    """One moment of a body, in degrees; 0 everywhere is standing straight.

    ``knee_flexion_deg`` hip-knee-ankle, 0 straight; ``tibia_inclination_deg`` knee ahead of ankle +;
    ``pelvis_tilt_deg`` forward +; ``lumbar_flexion_deg`` pelvis to lowest ribs, rounded +; ``thoracic_flexion_deg``
    upper back, rounded +; ``neck_deg`` against the upper back, None looks ahead; ``trunk_side_lean_deg`` to the own
    left +; ``trunk_twist_deg`` to the own left +; ``heel_lift_deg`` the foot turned up over its ball.
    """

    knee_flexion_deg: float = 4.0
    tibia_inclination_deg: float = 2.0
    pelvis_tilt_deg: float = 0.0
    lumbar_flexion_deg: float = 0.0
    thoracic_flexion_deg: float = 0.0
    neck_deg: float | None = None
    trunk_side_lean_deg: float = 0.0
    trunk_twist_deg: float = 0.0
    heel_lift_deg: float = 0.0
    left_arm: Arm = HANG
    right_arm: Arm = HANG

    @property
    def trunk_deg(self) -> float:
        """Forward lean of the upper back: pelvis, lower and upper back together."""
        return self.pelvis_tilt_deg + self.lumbar_flexion_deg + self.thoracic_flexion_deg

    @property
    def head_deg(self) -> float:
        """Flexion of the neck; when nothing is asked the head half follows the trunk and half looks ahead."""
        return -0.55 * max(0.0, self.trunk_deg - 10.0) if self.neck_deg is None else self.neck_deg

    def with_arms(self, left: Arm | Place, right: Arm | Place | None = None) -> "Posture":
        """The same with other arms; one given is both."""
        arms = [Arm(arm) if isinstance(arm, str) else arm for arm in (left, left if right is None else right)]
        return replace(self, left_arm=arms[0], right_arm=arms[1])


STANDING: Final = Posture()
_ANGLES: Final = tuple(f.name for f in fields(Posture) if f.name.endswith("_deg") and f.name != "neck_deg")


def mixed(a: Posture, b: Posture, share: float) -> Posture:
    """Between two postures, angle by angle; the arms are those of ``a``."""
    between = {name: (1 - share) * getattr(a, name) + share * getattr(b, name) for name in _ANGLES}
    neck = (1 - share) * a.head_deg + share * b.head_deg
    return replace(a, neck_deg=None if a.neck_deg is None and b.neck_deg is None else neck, **between)


@dataclass(frozen=True, slots=True)
class Seat:
    """A chair behind somebody, in metres: ``height_m`` of its seat over the floor, ``front_m`` and ``rear_m`` where
    the seat ends, forward of the room's middle +; ``back``: whether it has a back.
    """

    height_m: float
    front_m: float
    rear_m: float
    width_m: float = 0.44
    back: bool = True


@dataclass(frozen=True, slots=True)
class Stance:
    """How the feet stand, planted for a whole clip, and what they stand before.

    ``width_hips``: distance of the ankles over that of the hip joints; ``stagger_m``: the left foot ahead of the
    right; ``knees_in`` 0 knees over the toes .. 1 strongly caving in; ``right_foot_m``: the right foot so far
    behind and above where it stands, turned up over its ball by ``right_foot_deg``; the angles asked are then those of
    the left leg.
    """

    width_hips: float = 1.5
    toe_out_deg: float = 15.0
    stagger_m: float = 0.0
    knees_in: float = 0.0
    right_foot_m: tuple[float, float] = (0.0, 0.0)
    right_foot_deg: float = 0.0
    seat: Seat | None = None
