"""What is filmed of each kind: other people, cameras, sizes, depths and counts in every variant."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from zlib import crc32

from sample_videos.render.camera import Camera
from sample_videos.render.movement import Kind, Load, Rep, Script
from sample_videos.render.moves import FLOOR_SQUAT, HINGE, SQUAT, SQUAT_FAULTS
from sample_videos.render.people import PEOPLE, TEST_PEOPLE
from sample_videos.render.posture import STANDING, Place, Posture, Stance
from sample_videos.render.samples import side_camera
from sample_videos.render.spec import Cast, ClipSpec, Turn

FPS: Final = 15
TURN_REST_S: Final = 1.5  # a turn of a second and a moment before and after it
WIDE: Final = Stance(1.7, 18)  # for squats that are seen from the front, too


@dataclass(frozen=True, slots=True)
class Setup:
    """Where a phone stands: degrees off side-on (towards the front +), height, distance over the usual one, picture."""

    off_side_deg: float
    height_m: float
    further: float
    size_wh: tuple[int, int]
    light: str = "day"
    fps: int = FPS
    noise_sigma: float = 1.5


SETUPS: Final = (
    Setup(0, 1.0, 1.0, (480, 640)),
    Setup(12, 0.6, 1.2, (640, 480), "lamp"),
    Setup(-8, 1.35, 1.1, (360, 480), "soft"),
    Setup(18, 0.8, 1.35, (480, 640), "window"),
    Setup(-15, 1.5, 1.0, (480, 480), fps=20),
    Setup(5, 1.15, 1.5, (640, 480), "soft", noise_sigma=3.0),
)
SIDES_DEG: Final = (90.0, -90.0)

#: Squats without a fault, shallow ones apart.
PARALLEL: Final = SQUAT
LOWER: Final = Posture(137, 35, 27, 12, 2).with_arms("forward")
FLOOR: Final = FLOOR_SQUAT
ABOVE: Final = SQUAT_FAULTS["depth"]["mild"]
BOTTOMS: Final = (PARALLEL, FLOOR, LOWER, PARALLEL, ABOVE, FLOOR)
ROUNDED: Final = (*(SQUAT_FAULTS["lower_back_rounding"][level] for level in ("clear", "strong")),)

HINGES: Final = (HINGE, replace(HINGE, knee_flexion_deg=22, pelvis_tilt_deg=52), replace(HINGE, knee_flexion_deg=34))
#: Between a squat and a hinge: knees at 66 to 80, the trunk at 46 to 60, the back flat.
SOFT_HINGES: Final = (
    Posture(75, 14, 47, 5, 2), Posture(66, 12, 50, 4, 2), Posture(80, 16, 45, 5, 2),
    Posture(70, 11, 53, 5, 2), Posture(72, 15, 42, 4, 2), Posture(78, 14, 52, 5, 2),
)  # fmt: skip
LIFTS: Final = (
    Posture(78, 15, 47, 6, 2), Posture(70, 13, 52, 5, 2), Posture(84, 17, 44, 6, 2),
    Posture(75, 14, 50, 6, 2), Posture(66, 11, 56, 5, 2), Posture(80, 16, 48, 6, 2),
)  # fmt: skip
BELL_LIFTS: Final = (
    Posture(88, 18, 43, 6, 2), Posture(80, 16, 47, 5, 2), Posture(92, 19, 40, 6, 2),
    Posture(84, 17, 45, 6, 2), Posture(76, 14, 50, 5, 2), Posture(86, 18, 44, 6, 2),
)  # fmt: skip
PLATES_M: Final = (0.0, 0.12, 0.225, 0.08, 0.16, 0.225)
BELLS_M: Final = (0.09, 0.11, 0.08, 0.12, 0.10, 0.09)
COUNTS: Final = (2, 2, 1, 3, 2, 1)
PACES: Final = ((1.0, 0.2, 1.0), (1.2, 0.3, 1.1), (0.9, 0.15, 0.9), (1.1, 0.4, 1.0), (1.0, 0.25, 1.2), (1.3, 0.2, 1.1))


def _person(first: int, number: int) -> str:
    """Six people of a kind, others first in every kind."""
    return TEST_PEOPLE[(first + number) % len(TEST_PEOPLE)].name


def _camera(person: str, azimuth_deg: float, setup: Setup) -> Camera:
    usual = side_camera(person, azimuth_deg, setup.size_wh, setup.height_m)
    width, height = setup.size_wh
    squeezed = 1.0 if width * 4 >= height * 3 else height * 0.75 / width  # a narrow picture needs more distance
    return replace(usual, distance_m=usual.distance_m * setup.further * squeezed)


def _rep(bottom: Posture, number: int, rest_s: float = 0.4) -> Rep:
    return Rep(bottom, *PACES[number], rest_s=rest_s)


def _film(
    name: str, number: int, first: int, script: Script, *,
    azimuth_deg: float | None = None, turn: Turn | None = None, setup: int = 0,
) -> ClipSpec:  # fmt: skip
    """``azimuth_deg``: None left and right in turn; ``setup``: with which one a kind begins; ``first``: with whom."""
    person, at = _person(first, number), SETUPS[(number + setup) % len(SETUPS)]
    if azimuth_deg is None:
        side = SIDES_DEG[number % 2]
        azimuth_deg = side - at.off_side_deg if side > 0 else side + at.off_side_deg
    seed = crc32(f"{name} {number} {person}".encode()) % 10_000
    return ClipSpec(
        f"{name}_{number}", f"{name}, {PEOPLE[person].words}", (Cast(person, script, turn=turn),),
        _camera(person, azimuth_deg, at), "bench", room_seed=seed, light=at.light, fps=at.fps,
        noise_sigma=at.noise_sigma, seed=seed,
    )  # fmt: skip


def _script(
    kind: Kind, reps: Sequence[Rep], arms: Place | None = None, load: Load | None = None, stance: Stance | None = None
) -> Script:
    """``arms``: where the hands are all the time; None as each posture has them."""
    standing = STANDING if arms is None else STANDING.with_arms(arms)
    if arms is not None:
        reps = [replace(rep, bottom=rep.bottom.with_arms(arms)) for rep in reps]
    return Script(kind, tuple(reps), standing, stance or Stance(), lead_s=0.7, load=load)


def _with_turn(
    kind: Kind, bottoms: Sequence[Posture], number: int, before: int, stance: Stance | None = None
) -> Script:
    reps = [_rep(bottom, number) for bottom in bottoms]
    reps[before - 1] = replace(reps[before - 1], rest_s=TURN_REST_S)
    return _script(kind, reps, stance=stance)


TURN_BEFORE: Final = (2, 1, 2, 1, 1, 1)  # repetitions before the turn, and after it
TURN_AFTER: Final = (1, 2, 1, 1, 2, 1)


def turned_round(number: int) -> ClipSpec:
    """Squats from one side, then from the other."""
    before, after = TURN_BEFORE[number], TURN_AFTER[number]
    script = _with_turn("squat", [BOTTOMS[number]] * (before + after), number, before)
    return _film("turned", number, 0, script, turn=Turn(before - 1, 180.0 if number % 3 else -180.0), setup=0)


def turned_to_the_front(number: int) -> ClipSpec:
    """Squats from one side, then from the front; every third the other way round."""
    before, after = TURN_BEFORE[number], TURN_AFTER[number]
    script = _with_turn("squat", [(PARALLEL, LOWER, FLOOR)[number % 3]] * (before + after), number, before, WIDE)
    side_deg = SIDES_DEG[number % 2]
    away = (0.0, 8.0, -6.0, 10.0, -10.0, 4.0)[number]
    if number % 3 == 2:
        return _film("to_the_side", number, 5, script, azimuth_deg=away, turn=Turn(before - 1, -side_deg), setup=1)
    turn = Turn(before - 1, side_deg - away)
    return _film("to_the_front", number, 5, script, azimuth_deg=side_deg, turn=turn, setup=1)


def hinges_turned(number: int) -> ClipSpec:
    """Hinges from both sides."""
    before, after = TURN_BEFORE[number], TURN_AFTER[number]
    script = _with_turn("hinge", [HINGES[number % 3]] * (before + after), number, before)
    return _film("hinges_turned", number, 9, script, turn=Turn(before - 1, 180.0 if number % 2 else -180.0), setup=2)


def soft_hinge(number: int) -> ClipSpec:
    """Good mornings with bent knees, side-on."""
    arms: Place = ("head", "hips", "crossed", "head", "crossed", "head")[number]
    script = _script("hinge", [_rep(SOFT_HINGES[number], number)] * COUNTS[number], arms)
    return _film("soft_hinge", number, 2, script, setup=3)


def soft_hinge_oblique(number: int) -> ClipSpec:
    """The same from half in front or half behind."""
    arms: Place = ("head", "crossed", "head", "hips", "head", "crossed")[number]
    script = _script("hinge", [_rep(SOFT_HINGES[-1 - number], number)] * COUNTS[number], arms)
    azimuth_deg = (45.0, -50.0, 40.0, -42.0, 52.0, -45.0)[number]
    return _film("soft_hinge_oblique", number, 7, script, azimuth_deg=azimuth_deg, setup=4)


def deadlift(number: int) -> ClipSpec:
    """A bar, with plates of any size or without, to below the knees and up."""
    script = _script("hinge", [_rep(LIFTS[number], number)] * COUNTS[number], "bar", Load("bar", PLATES_M[number]))
    return _film("deadlift", number, 4, script, setup=5)


def bell_lift(number: int) -> ClipSpec:
    """A kettlebell in both hands, down between the legs and up."""
    load = Load("bell", BELLS_M[number], ("2b2d31", "7a2020", "2b2d31", "20406a", "3a3a3a", "555a60")[number])
    script = _script("hinge", [_rep(BELL_LIFTS[number], number)] * COUNTS[number], "bell", load, Stance(1.8, 22))
    return _film("bell_lift", number, 10, script, setup=0)


def clean_with_arms_up(number: int) -> ClipSpec:
    """Squats with the hands beside the head, as under a bar, or before the chest."""
    arms: Place = "head" if number % 3 != 1 else "prayer"
    bottom = (PARALLEL, LOWER, FLOOR)[number % 3]
    return _film("arms_up", number, 1, _script("squat", [_rep(bottom, number)] * COUNTS[number], arms), setup=2)


def rounded_with_arms_up(number: int) -> ClipSpec:
    """The same with a rounded lower back."""
    arms: Place = "head" if number % 3 != 2 else "prayer"
    bottom = ROUNDED[number % 2]
    return _film("rounded", number, 6, _script("squat", [_rep(bottom, number)] * COUNTS[number], arms), setup=1)


def clean_then_stands(number: int) -> ClipSpec:
    """Squats with the arms forward; in the end somebody stands for two seconds."""
    reps = [_rep(BOTTOMS[-1 - number], number)] * COUNTS[number]
    reps[-1] = replace(reps[-1], rest_s=2.2)
    return _film("then_stands", number, 8, _script("squat", reps), setup=4)


def stands(number: int) -> ClipSpec:
    """Somebody stands and does nothing."""
    arms: Place = ("hang", "hips", "hang", "crossed", "hang", "forward")[number]
    script = Script("squat", (), STANDING.with_arms(arms), lead_s=7.0)
    return _film("stands", number, 3, script, setup=3)
