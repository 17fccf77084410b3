"""The outcome a check should have, by the truth alone."""

from collections.abc import Callable, Mapping
from typing import Final, Literal

import numpy as np

from formcheck.cli.accuracy.truth import Truth
from formcheck.movements.spec import Check
from formcheck.movements.table import COMPENSATION, MOVEMENTS

#: ``required``: a clear or strong fault is listed; ``mild``: a mild one; ``unlisted``: none, but the true angles are
#: past the check's good limit; ``clean``: none. Only required and clean count as right or wrong.
Expected = Literal["required", "mild", "unlisted", "clean"]
WORST_FIRST: Final[tuple[Expected, ...]] = ("required", "mild", "unlisted", "clean")
#: Checks whose faults are the signs of lower-back compensation: it follows from them.
SIGNS: Final = ("lower_back_rounding", "trunk_tibia", "hips_first", "straight_knee_stoop")
MIN_REPEATED: Final = 3  # repetitions from which repeatability is judged

#: The value of a check from the true angles at the bottom.
TRUE_VALUES: Final[Mapping[str, Callable[[Callable[[str], float]], float]]] = {
    "depth": lambda at: at("thigh_to_horizontal_deg"),
    "trunk_tibia": lambda at: at("trunk_inclination_deg") - at("tibia_inclination_deg"),
    "trunk_lean": lambda at: at("trunk_inclination_deg"),
    "lower_back_rounding": lambda at: at("lumbar_flexion_deg"),
    "straight_knee_stoop": lambda at: at("knee_flexion_deg"),
    "hinge_pattern": lambda at: at("hip_flexion_deg") / max(at("knee_flexion_deg"), 1.0),
}
REPEATED: Final = {"squat": "knee_flexion_deg", "hinge": "trunk_inclination_deg"}


def expected(truth: Truth, check: Check, rep: int | None) -> Expected:
    """The outcome one check should have for one repetition (from 0), or for the clip (None)."""
    level = truth.level_of(check.id, rep)
    if level is not None:
        return "mild" if level == "mild" else "required"
    if check.id == COMPENSATION.id:
        signs = [expected(truth, sign, rep) for sign in MOVEMENTS[truth.movement].checks if sign.id in SIGNS]
        return min(signs, key=WORST_FIRST.index)
    value = _true_value(truth, check, rep)
    return "clean" if not np.isfinite(value) or check.limit.verdict(value) == "good" else "unlisted"


def _true_value(truth: Truth, check: Check, rep: int | None) -> float:
    """NaN where the truth's angles do not define it."""
    if rep is None:
        values = truth.at(REPEATED[truth.movement], np.array([one.bottom_s for one in truth.reps]))
        return float(np.std(values, ddof=1)) if len(values) >= MIN_REPEATED else float("nan")
    bottom_s = np.array(truth.reps[rep].bottom_s)
    value = TRUE_VALUES.get(check.id)
    return value(lambda name: float(truth.at(name, bottom_s))) if value else float("nan")
