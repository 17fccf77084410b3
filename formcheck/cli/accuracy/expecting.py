"""The outcome a check should have, by the truth alone."""

from typing import Final, Literal

import numpy as np

from formcheck.cli.accuracy.truth import Truth
from formcheck.judging.policy import COMPENSATION
from formcheck.movements import movements
from formcheck.movements.spec import Check

#: ``required``: a clear or strong fault is listed; ``mild``: a mild one; ``unlisted``: none, but the true angles are
#: past the check's good limit; ``clean``: none. Only required and clean count as right or wrong.
Expected = Literal["required", "mild", "unlisted", "clean"]
WORST_FIRST: Final[tuple[Expected, ...]] = ("required", "mild", "unlisted", "clean")
#: Checks whose faults are the signs of lower-back compensation: it follows from them.
SIGNS: Final = ("lower_back_rounding", "trunk_tibia", "hips_first", "straight_knee_stoop")
MIN_REPEATED: Final = 3  # repetitions from which repeatability is judged


def expected(truth: Truth, check: Check, rep: int | None) -> Expected:
    """The outcome one check should have for one repetition (from 0), or for the clip (None)."""
    level = truth.level_of(check.id, rep)
    if level is not None:
        return "mild" if level == "mild" else "required"
    if check.id == COMPENSATION:
        signs = [expected(truth, sign, rep) for sign in movements()[truth.movement].checks if sign.id in SIGNS]
        return min(signs, key=WORST_FIRST.index)
    value = _true_value(truth, check, rep)
    return "clean" if not np.isfinite(value) or check.limit.verdict(value) == "good" else "unlisted"


def _true_value(truth: Truth, check: Check, rep: int | None) -> float:
    """NaN where the truth's angles do not define it."""
    if rep is None:
        values = truth.at(movements()[truth.movement].repeated, np.array([one.bottom_s for one in truth.reps]))
        return float(np.std(values, ddof=1)) if len(values) >= MIN_REPEATED else float("nan")
    bottom_s = np.array(truth.reps[rep].bottom_s)
    value = check.true_value
    return value(lambda name: float(truth.at(name, bottom_s))) if value else float("nan")
