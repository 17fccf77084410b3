"""Retests: one change, filmed again on the spot, that makes one possible cause more likely and another less.

Each row says what to change, what must have been done for the comparison to count, and what follows from it. Where the
camera does not show enough, there is no outcome.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.advice.as_asked import Asked, as_asked
from formcheck.advice.causes import SOFT_KNEES_DEG, RetestOutcome
from formcheck.i18n import gettext, gettext_noop
from formcheck.judging.reading import at_bottom, findings_of, typical
from formcheck.motion.track import nanmedian
from formcheck.movements import movements
from formcheck.movements.spec import Cause, Gauge, RetestId
from formcheck.schema import MovementName, Report, Verdict

FALLS_DEG: Final = 8.0  # chosen: beyond the error of the trunk's lean between two clips; raised heels as in the FMS
SLOW_S: Final = 2.5  # chosen: three seconds are asked for, and nobody counts exactly
SOFTER_DEG: Final = 8.0  # chosen: beyond the error of a knee angle, so the knees were softer


@dataclass(frozen=True, slots=True)
class Retest:
    """One retest. ``steps`` are read before filming; ``gauge`` is that of the movement they ask for; ``compare`` gets
    the first report and the new one; ``about``: the causes whose likelihood it can change.
    """

    id: RetestId
    title: str
    steps: tuple[str, ...]
    gauge: Gauge
    tells: str
    compare: Callable[[Report, Report], RetestOutcome]
    about: frozenset[Cause]

    @property
    def movement(self) -> MovementName:
        """The movement that is filmed for it, which need not be that of the first clip."""
        return next(one.name for one in movements().values() if one.gauge == self.gauge)


def run(retest: RetestId, first: Report, second: Report) -> RetestOutcome:
    """The outcome of the second clip compared with the first; ``because`` says why, or why there is none."""
    wanted = RETESTS[retest]
    left_out = next((one.words for one in asked_for(retest, first, second) if one.verdict == "fault"), None)
    if left_out is not None:
        return RetestOutcome(retest, because=left_out)
    return wanted.compare(first, second)


def asked_for(retest: RetestId, first: Report, second: Report) -> tuple[Asked, ...]:
    """What the retest asked for, and whether the second clip shows it."""
    return as_asked(retest, RETESTS[retest].movement, first, second)


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
        retest, because=gettext("We could not see enough to compare. Please film from the side, like the first time.")
    )


def _outcome(retest: RetestId, more: set[Cause], less: set[Cause], because: str) -> RetestOutcome:
    return RetestOutcome(retest, frozenset(more), frozenset(less), because)


def _heels_on_book(first: Report, second: Report) -> RetestOutcome:
    fall = _fall_deg(first, second, "trunk_inclination_deg")
    if not math.isfinite(fall):
        return _no_outcome("heels_on_book")
    if fall >= FALLS_DEG:
        because = gettext(
            "With your heels raised you leaned forward {fall:.0f}° less. Stiff ankles are now the likelier reason.",
            fall=fall,
        )
        return _outcome("heels_on_book", {"ankle"}, set(), because)
    return _outcome(
        "heels_on_book",
        {"hips"},
        {"ankle"},
        gettext(
            "Raising your heels changed how far you lean by less than {limit:.0f}°. Stiff ankles are now a "
            "less likely reason.",
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
                "When you held on, you went deeper or stayed more upright. Strength or balance is now the "
                "likelier reason."
            ),
        )
    return _outcome(
        "door_post",
        {"ankle", "hips"},
        {"strength", "balance"},
        gettext("Holding on made little difference. Stiffness is now the likelier reason."),
    )


def _soft_knees(first: Report, second: Report) -> RetestOutcome:
    knee = at_bottom(second, "knee_flexion_deg")
    softer = knee - at_bottom(first, "knee_flexion_deg")
    verdict = _verdict(second, "lower_back_rounding")
    if not math.isfinite(knee) or verdict == "not_assessed":
        return _no_outcome("soft_knees")
    if knee < SOFT_KNEES_DEG or softer < SOFTER_DEG:
        return RetestOutcome(
            "soft_knees",
            because=gettext("Your knees bent only {knee:.0f}°. Please bend them more and film again.", knee=knee),
        )
    if verdict == "good":
        because = gettext(
            "With your knees bent more, your back stayed straight. Tight hamstrings or habit is now the "
            "likelier reason."
        )
        return _outcome("soft_knees", {"hamstrings", "coordination"}, {"core", "back_mobility"}, because)
    because = gettext(
        "Your back rounded with bent knees too. Core strength or a stiff back is now the likelier reason."
    )
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
            because=gettext(
                "You came up in {seconds:.1f} s. Please take three seconds and film again.", seconds=seconds
            ),
        )
    if verdict == "good":
        because = gettext(
            "When you came up slowly, your chest and hips moved together. Needing more practice is now the "
            "likelier reason."
        )
        return _outcome("slow_rise", {"coordination"}, {"strength"}, because)
    because = gettext("Your hips came up first even when you went slowly. Weak legs are now the likelier reason.")
    return _outcome("slow_rise", {"strength"}, {"coordination"}, because)


def _higher_seat(first: Report, second: Report) -> RetestOutcome:
    if first.movement == second.movement and _fall_deg(second, first, "knee_flexion_deg") > 0:
        because = gettext("This seat is lower than the one before. Please use a higher one and film again.")
        return RetestOutcome("higher_seat", because=because)
    verdict = _verdict(second, "hands_on_knees")
    if verdict == "not_assessed":
        return _no_outcome("higher_seat")
    if verdict == "good":
        because = gettext(
            "You stood up from the higher seat without your hands. Weak legs are now the likelier reason."
        )
        return _outcome("higher_seat", {"strength"}, {"balance", "confidence"}, because)
    because = gettext("You used your hands from the higher seat too. Balance or confidence is now the likelier reason.")
    return _outcome("higher_seat", {"balance", "confidence"}, set(), because)


RETESTS: Final[Mapping[RetestId, Retest]] = {
    row.id: row
    for row in (
        Retest(
            "heels_on_book",
            gettext_noop("Heels on a book"),
            (
                gettext_noop("Put a book or board, 2 to 3 cm thick, under both heels."),
                gettext_noop("Film three squats from the same place as before."),
            ),
            "depth",
            gettext_noop("Helps to see if your ankles or your hips are stiff."),
            _heels_on_book,
            frozenset({"ankle", "hips"}),
        ),
        Retest(
            "door_post",
            gettext_noop("Holding a door frame"),
            (
                gettext_noop("Stand at arm's length from a door frame and hold it lightly with both hands."),
                gettext_noop("Film three squats. Hold on for balance only, and do not pull yourself up."),
            ),
            "depth",
            gettext_noop("Helps to see if you need strength and balance, or if you are stiff."),
            _door_post,
            frozenset({"strength", "balance", "confidence", "ankle", "hips"}),
        ),
        Retest(
            "soft_knees",
            gettext_noop("Knees bent more"),
            (
                gettext_noop("Stand with your knees bent about 20 to 30 degrees, and keep them like that."),
                gettext_noop(
                    "Film three hip hinges. Push your hips back, and only go as far as your back stays straight."
                ),
            ),
            "trunk",
            gettext_noop("Helps to see if it is your hamstrings and habit, or your core and back."),
            _soft_knees,
            frozenset({"hamstrings", "coordination", "core", "back_mobility"}),
        ),
        Retest(
            "slow_rise",
            gettext_noop("Coming up slowly"),
            (
                gettext_noop("Squat as low as before, then count to three as you come up."),
                gettext_noop("Film three squats like this."),
            ),
            "depth",
            gettext_noop("Helps to see if you need practice or leg strength."),
            _slow_rise,
            frozenset({"coordination", "strength"}),
        ),
        Retest(
            "higher_seat",
            gettext_noop("From a higher seat"),
            (
                gettext_noop("Put a cushion on a chair or use a higher one. Put the chair firmly against a wall."),
                gettext_noop(
                    "Film from the side: stand up and sit down three times, with your arms crossed if you can."
                ),
            ),
            "rise",
            gettext_noop("Helps to see if you need leg strength, or balance and confidence."),
            _higher_seat,
            frozenset({"strength", "balance", "confidence"}),
        ),
    )
}
