"""The truth of a rendered clip, read from the file beside it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Literal

import msgspec
import numpy as np

from formcheck.errors import BadChoice, brief
from formcheck.judging.depth import depth_of
from formcheck.motion.landmarks import Side
from formcheck.motion.track import Floats
from formcheck.movements import movements
from formcheck.ordinary import read_ordinary
from formcheck.schema import DEPTHS, Depth, Rung
from formcheck.schema.undecodable import UNDECODABLE

Level = Literal["mild", "clear", "strong"]
ViewBand = Literal["side-on", "15-50° off", "front or back"]

ENDING: Final = ".truth.json"
LEVELS: Final[tuple[Level, ...]] = ("mild", "clear", "strong")
VIEWS: Final[tuple[ViewBand, ...]] = ("side-on", "15-50° off", "front or back")
SIDE_ON_MAX_DEG, OFF_MAX_DEG = 15.0, 50.0
YAW_OF_VIEW_DEG: Final = {"side": 0.0, "oblique": 45.0, "front": 90.0, "back": 90.0}  # where no yaw is given
LEGS: Final = ("knee", "thigh")
MILD_TRIES: Final = 2
HELP, HOLD_TIME, STRATEGY = "squat_help", "hold_time", "pick_strategy"
MOST_TRUTH_BYTES: Final = 50_000_000  # chosen: a hundred times a clip of twenty seconds
EDGE_S: Final = 0.001  # time stamps are rounded: this far outside the truth's first and last frame is still inside


class TrueRep(msgspec.Struct, frozen=True):
    """One repetition; ``bottom_s`` is the middle of the pause at the bottom, of a rise the moment the hips leave the
    seat; ``stand_s`` when such a rise is over, None of other movements. ``part``: "whole", "rise" or "sit_down";
    ``hands``: what they push on while rising; ``tries`` to rise. ``stoop_squat_index``: how something is picked up,
    from 0 for a squat to 100 for a stoop.
    """

    start_s: float
    bottom_s: float
    end_s: float
    part: str = "whole"
    hands: str = "none"
    tries: int = 1
    stand_s: float | None = None
    stoop_squat_index: float | None = None

    @property
    def risen_s(self) -> float:
        """The end of the way up: on a chair, sitting down again follows it."""
        return self.end_s if self.stand_s is None else self.stand_s


class TrueHold(msgspec.Struct, frozen=True):
    """One bottom that is held: on which rung of the ladder."""

    start_s: float
    end_s: float
    rung: Rung


class TrueFault(msgspec.Struct, frozen=True):
    """A fault that is shown: id of the check, how large, and the repetition (from 0) or None for all of them."""

    check: str
    level: Level = "clear"
    rep: int | None = None


class Truth(msgspec.Struct, frozen=True):
    """One truth file. ``frames`` holds ``t_s`` and a series per angle: of each side under left_ and right_, of the side
    turned to the camera under its plain name. A fault that is only a check's id counts as clear.
    """

    movement: str
    reps: tuple[TrueRep, ...]
    frames: dict[str, list[Any]]
    view: str = "side"
    near_side: Side | None = None
    depth: Depth | None = None
    faults: tuple[TrueFault | str, ...] = ()
    holds: tuple[TrueHold, ...] = ()
    person: str = ""
    person_name: str | None = None
    split: str | None = None
    yaw_off_side_deg: float | None = None

    @property
    def who(self) -> str:
        """The person's name, or the description without one."""
        return self.person_name or self.person

    @property
    def on_floor(self) -> bool:
        """Whether somebody sits or lies on the floor, where no angle is judged."""
        return "seat_on_floor" in self.frames

    @property
    def shallowest(self) -> Depth | None:
        """The class of the shallowest bottom by the true angles; None for a movement without depth."""
        if self.depth is None:
            return None
        names = ("thigh_to_horizontal_deg", "knee_flexion_deg")
        bottoms = [tuple(float(self.at(name, np.array(rep.bottom_s))) for name in names) for rep in self.reps]
        return min((depth_of(thigh, knee) for thigh, knee in bottoms), key=DEPTHS.index, default=None)

    @property
    def view_band(self) -> ViewBand:
        """How far from side-on the camera stands, as one of three bands."""
        yaw = YAW_OF_VIEW_DEG.get(self.view, 0.0) if self.yaw_off_side_deg is None else self.yaw_off_side_deg
        return VIEWS[0] if yaw <= SIDE_ON_MAX_DEG else VIEWS[1] if yaw <= OFF_MAX_DEG else VIEWS[2]

    @property
    def listed(self) -> tuple[TrueFault, ...]:
        """All faults in the long form."""
        return tuple(TrueFault(fault) if isinstance(fault, str) else fault for fault in self.faults)

    def level_of(self, check: str, rep: int | None) -> Level | None:
        """The worst level at which a fault is listed for a repetition (None: for any); None when it is not."""
        levels = [f.level for f in self.listed if f.check == check and (rep is None or f.rep in (None, rep))]
        return max(levels, key=LEVELS.index, default=None)

    def series(self, name: str, side: Side | None = None) -> Floats:
        """(N,) degrees of a side, by default of the near one; NaN where it is not known."""
        names = [f"{side}_{name}", name] if side else [name, f"{self.near_side or 'left'}_{name}"]
        found = next((self.frames[key] for key in names if key in self.frames), [None] * len(self.frames["t_s"]))
        return np.array([np.nan if value is None else value for value in found], dtype=np.float64)

    def at(self, name: str, t_s: Floats, side: Side | None = None) -> Floats:
        """The series at other times, linearly between frames; NaN outside the truth's time."""
        known_s = self.series("t_s")
        inside = (t_s >= known_s[0] - EDGE_S) & (t_s <= known_s[-1] + EDGE_S)
        return np.where(inside, np.interp(t_s, known_s, self.series(name, side)), np.nan)


def read_truth(path: Path) -> Truth:
    """Read a truth file. Raises BadChoice when it is none, or names a check or a repetition that is not there."""
    try:
        truth = msgspec.json.decode(read_ordinary(path, MOST_TRUTH_BYTES), type=Truth)
        # numbers that are none are found here and not while a clip is compared
        for name in truth.frames if "t_s" in truth.frames else ():
            if name.endswith(("_s", "_deg")):
                truth.series(name)
        truth = _of_picks(_of_holds(_of_seats(truth)))
    except (OSError, *UNDECODABLE, ValueError, TypeError, OverflowError) as error:  # UnfitFile is a ValueError
        raise BadChoice(f"{path.name} is not a truth file ({brief(error)}): render the clip again.") from error
    known = {check.id for name, movement in movements().items() if name == truth.movement for check in movement.checks}
    for fault in truth.listed:
        if fault.check not in known:
            raise BadChoice(f"{path.name} lists '{fault.check}', no check of a {truth.movement}: see formcheck checks.")
        if fault.rep is not None and not 0 <= fault.rep < len(truth.reps):
            raise BadChoice(
                f"{path.name} lists a fault in repetition {fault.rep} of {len(truth.reps)}, counted from 0."
            )
    lengths = {len(series) for series in truth.frames.values()}
    if "t_s" not in truth.frames or len(lengths) != 1 or 0 in lengths:
        raise BadChoice(f"{path.name} has frames without times or of different lengths: render the clip again.")
    return truth


def _of_seats(truth: Truth) -> Truth:
    """What a truth of rises from a seat says in repetitions and faults: who only sits down makes no repetition, and
    hands that push and further tries are faults.
    """
    reps = tuple(rep for rep in truth.reps if rep.part != "sit_down")
    pushed = [TrueFault("hands_on_knees", "clear", i) for i, rep in enumerate(reps) if rep.hands in LEGS]
    tried = [
        TrueFault("tries", "mild" if rep.tries == MILD_TRIES else "clear", i)
        for i, rep in enumerate(reps)
        if rep.tries >= MILD_TRIES
    ]
    return msgspec.structs.replace(truth, reps=reps, faults=(*truth.faults, *pushed, *tried))


def _of_holds(truth: Truth) -> Truth:
    """Help while somebody stays low is a fault of the check of it, raised heels a mild one; so is a short hold."""
    levels: dict[Rung, Level] = {"supported": "clear", "heels_raised": "mild"}
    helped = [TrueFault(HELP, levels[one.rung], i) for i, one in enumerate(truth.holds) if one.rung in levels]
    short = _by_value(truth, HOLD_TIME, [one.end_s - one.start_s for one in truth.holds])
    return msgspec.structs.replace(truth, faults=(*truth.faults, *helped, *short))


def _of_picks(truth: Truth) -> Truth:
    """Who picks something up as in a stoop does what the check of it warns of."""
    return msgspec.structs.replace(
        truth, faults=(*truth.faults, *_by_value(truth, STRATEGY, [rep.stoop_squat_index for rep in truth.reps]))
    )


def _by_value(truth: Truth, check_id: str, values: Sequence[float | None]) -> list[TrueFault]:
    """The faults of a check whose true value the file tells: clear past the limit of a fault, mild before it."""
    found = movements().get(truth.movement)
    check = next((one for one in found.checks if one.id == check_id), None) if found else None
    levels: dict[str, Level] = {"fault": "clear", "watch": "mild"}
    verdicts = [check.limit.verdict(value) if check and value is not None else "good" for value in values]
    return [TrueFault(check_id, levels[verdict], i) for i, verdict in enumerate(verdicts) if verdict in levels]
