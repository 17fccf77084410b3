"""Retests: one change, filmed again on the spot, that makes one possible cause more likely and another less.

Each row says what to change, what must have been done for the comparison to count, and what follows from it. Where the
camera does not show enough, there is no outcome.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.advice.causes import SOFT_KNEES_DEG, RetestOutcome
from formcheck.i18n import gettext, gettext_noop
from formcheck.judging.reading import at_bottom, findings_of, typical
from formcheck.motion.track import nanmedian
from formcheck.movements.spec import Cause, RetestId
from formcheck.schema import Report, Verdict
from formcheck.settings import MovementChoice

FALLS_DEG: Final = 8.0  # brief section 7: trunk lean falls by 8 with the heels raised
SLOW_S: Final = 2.5  # chosen: three seconds are asked for, and nobody counts exactly
SOFTER_DEG: Final = 8.0  # chosen: beyond the error of a knee angle, so the knees were softer


@dataclass(frozen=True, slots=True)
class Retest:
    """One retest. ``steps`` are read before filming; ``compare`` gets the first report and the new one; ``about``: the
    causes whose likelihood it can change.
    """

    id: RetestId
    title: str
    steps: tuple[str, ...]
    movement: MovementChoice
    tells: str
    compare: Callable[[Report, Report], RetestOutcome]
    about: frozenset[Cause]


def run(retest: RetestId, first: Report, second: Report) -> RetestOutcome:
    """The outcome of the second clip compared with the first; ``because`` says why, or why there is none."""
    wanted = RETESTS[retest]
    if not any(not rep.partial for rep in second.reps):
        return RetestOutcome(retest, because=gettext("No whole repetition was seen this time: film it again."))
    if wanted.movement not in ("auto", second.movement):
        return RetestOutcome(
            retest, because=gettext("This was not the movement the first clip shows, so they cannot be compared.")
        )
    return wanted.compare(first, second)


def _fall_deg(first: Report, second: Report, name: str) -> float:
    """By how much an angle fell between the two clips; 0 where that is within the measurement's own error."""
    fall = at_bottom(first, name) - at_bottom(second, name)
    noise = math.hypot(at_bottom(first, name, band=True), at_bottom(second, name, band=True))
    return 0.0 if abs(fall) <= noise else fall


def _verdict(report: Report, check: str) -> Verdict:
    group = findings_of(report, check)
    return typical(group).verdict if group else "not_assessed"


def _no_outcome(retest: RetestId) -> RetestOutcome:
    return RetestOutcome(
        retest, because=gettext("The camera could not show enough to compare: film side-on, as the first time.")
    )


def _outcome(retest: RetestId, more: set[Cause], less: set[Cause], because: str) -> RetestOutcome:
    return RetestOutcome(retest, frozenset(more), frozenset(less), because)


def _heels_on_book(first: Report, second: Report) -> RetestOutcome:
    fall = _fall_deg(first, second, "trunk_inclination_deg")
    if not math.isfinite(fall):
        return _no_outcome("heels_on_book")
    if fall >= FALLS_DEG:
        because = gettext(
            "With your heels raised your trunk leaned {fall:.0f}° less: the ankles became more likely.", fall=fall
        )
        return _outcome("heels_on_book", {"ankle"}, set(), because)
    return _outcome(
        "heels_on_book",
        {"hips"},
        {"ankle"},
        gettext(
            "Raising your heels changed your lean by less than {limit:.0f}°: the ankles became less likely.",
            limit=FALLS_DEG,
        ),
    )


def _door_post(first: Report, second: Report) -> RetestOutcome:
    lean, thigh = (_fall_deg(first, second, n) for n in ("trunk_inclination_deg", "thigh_to_horizontal_deg"))
    if not (math.isfinite(lean) and math.isfinite(thigh)):
        return _no_outcome("door_post")
    if max(lean, thigh) >= FALLS_DEG and min(lean, thigh) > -FALLS_DEG:
        return _outcome(
            "door_post",
            {"strength", "balance", "confidence"},
            {"ankle", "hips"},
            gettext(
                "Holding on you went deeper or more upright: strength or balance became more likely than stiffness."
            ),
        )
    return _outcome(
        "door_post",
        {"ankle", "hips"},
        {"strength", "balance"},
        gettext("Holding on changed little: stiffness became more likely than strength or balance."),
    )


def _soft_knees(first: Report, second: Report) -> RetestOutcome:
    knee = at_bottom(second, "knee_flexion_deg")
    softer = knee - at_bottom(first, "knee_flexion_deg")
    verdict = _verdict(second, "lower_back_rounding")
    if not math.isfinite(knee) or verdict == "not_assessed":
        return _no_outcome("soft_knees")
    if knee < SOFT_KNEES_DEG or softer < SOFTER_DEG:
        return RetestOutcome(
            "soft_knees", because=gettext("Your knees bent {knee:.0f}°: soften them more and film again.", knee=knee)
        )
    if verdict == "good":
        because = gettext("With softer knees your back kept its line: hamstrings or habit became more likely.")
        return _outcome("soft_knees", {"hamstrings", "coordination"}, {"core", "back_mobility"}, because)
    because = gettext("Your back rounded with soft knees too: core or back became more likely than the hamstrings.")
    return _outcome("soft_knees", {"core", "back_mobility"}, {"hamstrings"}, because)


def _slow_rise(first: Report, second: Report) -> RetestOutcome:
    del first
    rising = [rep.tempo.ascent_s for rep in second.reps if not rep.partial and rep.tempo.ascent_s is not None]
    seconds = nanmedian(np.array(rising, dtype=np.float64))
    verdict = _verdict(second, "hips_first")
    if verdict == "not_assessed" or not rising:
        return _no_outcome("slow_rise")
    if seconds < SLOW_S:
        return RetestOutcome(
            "slow_rise",
            because=gettext("You rose in {seconds:.1f} s: take three seconds and film again.", seconds=seconds),
        )
    if verdict == "good":
        because = gettext("Rising slowly, chest and hips went together: coordination became more likely than strength.")
        return _outcome("slow_rise", {"coordination"}, {"strength"}, because)
    because = gettext("Your hips rose first even slowly: strength became more likely than coordination.")
    return _outcome("slow_rise", {"strength"}, {"coordination"}, because)


def _higher_seat(first: Report, second: Report) -> RetestOutcome:
    del first
    verdict = _verdict(second, "hands_on_knees")
    if verdict == "not_assessed":
        return _no_outcome("higher_seat")
    if verdict == "good":
        because = gettext("From the higher seat you rose without your hands: strength at depth became more likely.")
        return _outcome("higher_seat", {"strength"}, {"balance", "confidence"}, because)
    because = gettext("Your hands helped from the higher seat too: balance or confidence became more likely.")
    return _outcome("higher_seat", {"balance", "confidence"}, set(), because)


RETESTS: Final[Mapping[RetestId, Retest]] = {
    row.id: row
    for row in (
        Retest(
            "heels_on_book",
            gettext_noop("Heels on a book"),
            (
                gettext_noop("Put a book or board of 2 to 3 cm under both heels."),
                gettext_noop("Film three squats as before: same place, same camera."),
            ),
            "squat",
            gettext_noop("Tells stiff ankles from stiff hips."),
            _heels_on_book,
            frozenset({"ankle", "hips"}),
        ),
        Retest(
            "door_post",
            gettext_noop("Holding a door post"),
            (
                gettext_noop("Stand at arm's length from a door post and hold it lightly with both hands."),
                gettext_noop("Film three squats; the post may steady you, not pull you."),
            ),
            "squat",
            gettext_noop("Tells strength and balance from stiffness."),
            _door_post,
            frozenset({"strength", "balance", "confidence", "ankle", "hips"}),
        ),
        Retest(
            "soft_knees",
            gettext_noop("Softer knees"),
            (
                gettext_noop("Stand with your knees bent a hand's breadth, about 20 to 30 degrees, and keep them so."),
                gettext_noop("Film three hip hinges: hips back, chest long, only as far as your back stays long."),
            ),
            "hinge",
            gettext_noop("Tells hamstrings and habit from core and back."),
            _soft_knees,
            frozenset({"hamstrings", "coordination", "core", "back_mobility"}),
        ),
        Retest(
            "slow_rise",
            gettext_noop("A slow rise"),
            (
                gettext_noop("Squat as deep as before, then count to three on the way up."),
                gettext_noop("Film three of them."),
            ),
            "squat",
            gettext_noop("Tells coordination from strength."),
            _slow_rise,
            frozenset({"coordination", "strength"}),
        ),
        Retest(
            "higher_seat",
            gettext_noop("From a higher seat"),
            (
                gettext_noop("Put a cushion on a chair, or take a higher one, that stands firmly against a wall."),
                gettext_noop("Film yourself side-on: stand up and sit down three times, arms crossed if you can."),
            ),
            "auto",
            gettext_noop("Tells strength at depth from balance and confidence."),
            _higher_seat,
            frozenset({"strength", "balance", "confidence"}),
        ),
    )
}
