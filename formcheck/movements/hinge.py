"""The hip hinge: hips back, knees soft, back long."""

import math
from dataclasses import replace
from typing import Final

from formcheck.i18n import gettext_noop, ngettext_noop
from formcheck.measures import posture
from formcheck.measures.facts import MovementRules
from formcheck.measures.limit import Limit
from formcheck.movements import rows
from formcheck.movements.spec import KNEE_NOISE_DEG, CauseRule, Check, Followed, Movement, Segment, at_levels
from formcheck.movements.squat import HINGE_FROM_INDEX

_ONE_ERROR: Final = gettext_noop("it allows one standard error already")

# fmt: off
HINGE_PATTERN: Final = Check(
    id="hinge_pattern",
    title=gettext_noop("Bending from the hips"),
    limit=Limit(1.4, 1.2, "ratio", bad="below", noise=0.1,
                source=gettext_noop("measured: hip fold over knee bend 1.4 and more in hinges and lifts, "
                                    "0.8 to 1.2 in squats")),
    view="as its band allows",
    good=gettext_noop("You bent from the hips."),
    watch=gettext_noop("Half hip hinge, half squat. Push your hips further back."),
    fault=gettext_noop("You squatted instead of bending from the hips. Push your hips back and keep your knees soft."),
    priority=23,
    measure=posture.hip_to_knee,
    pattern=True,
    digits=2,
    core=True,
    cue=gettext_noop("Push your hips further back."),
    praise=2,
    praise_unless=("lower_back_rounding", "straight_knee_stoop", "lower_back_compensation"),
    causes=(CauseRule(causes=("coordination",)),),
    asks={"trunk": math.inf},
    stays=at_levels("fault", gettext_noop("squats were measured close to it"), "gentle"),
    true_value=lambda at: at("hip_flexion_deg") / max(at("knee_flexion_deg"), 1.0),
)
STRAIGHT_KNEE_STOOP: Final = Check(
    id="straight_knee_stoop",
    title=gettext_noop("Bending over straight knees"),
    limit=Limit(15.0, 8.0, "deg", bad="below", noise=KNEE_NOISE_DEG,
                source=gettext_noop("chosen: coaching asks for soft knees, 15 to 30; "
                                    "below 8 is straight within the error")),
    view="as its band allows",
    good=gettext_noop("Your knees stayed soft as you bent over."),
    watch=gettext_noop("Your knees were nearly straight as you bent over. Soften them."),
    fault=gettext_noop("You bent over with straight knees and a rounding back. Bend your knees and fold at the hips."),
    priority=21,
    measure=posture.knee_when_bent_over,
    pattern=True,
    cue=gettext_noop("Bend your knees a little."),
    causes=(CauseRule(causes=("hamstrings", "coordination"), retests=("soft_knees",)),),
    asks={"knee": 30.0},
    stays={
        ("strict", "good"): gettext_noop("coaching asks for no more than that"),
        ("gentle", "good"): _ONE_ERROR,
        ("gentle", "fault"): _ONE_ERROR,
    },
    true_value=lambda at: at("knee_flexion_deg"),
)
ROUNDING: Final = replace(
    rows.ROUNDING,
    causes=(
        CauseRule(
            causes=("hamstrings", "coordination", "back_mobility"),
            retests=("soft_knees",),
            when="knees_straight",
            because=gettext_noop("Your knees were almost straight, so your lower back had to bend more."),
        ),
        CauseRule(causes=("core", "coordination", "back_mobility"), retests=("soft_knees",)),
    ),
)
#: Hands naturally pass the knees in a hinge: only a longer stay is a support.
HANDS_ON_KNEES: Final = replace(
    rows.HANDS_ON_KNEES,
    limit=Limit(0.3, 0.6, "s", noise=0.15,
                source=gettext_noop("chosen: nearly twice a squat's, as hands pass the knees in every hinge; "
                                    "measured: for 0.15 s")),
)
# fmt: on


def recognised(segment: Segment) -> bool:
    """Hips that fold further than the knees bend, above thighs that stay high; by heights where angles are not seen."""
    if math.isnan(segment.hinge_probability):
        return segment.stoop_squat_index > HINGE_FROM_INDEX
    return segment.hinge_probability >= 0.5


MOVEMENT: Final = Movement(
    name="hinge",
    title=gettext_noop("Hip hinge"),
    short=gettext_noop("Hip hinge"),
    counted=ngettext_noop("{count} hip hinge", "{count} hip hinges"),
    checks=(
        HINGE_PATTERN,
        ROUNDING,
        STRAIGHT_KNEE_STOOP,
        HANDS_ON_KNEES,
        rows.HANDS_ON_FLOOR,
        rows.TEMPO,
        rows.STEADINESS,
        rows.COMPENSATION,
        replace(rows.REPEATABILITY, measure_set=posture.spread_of("trunk_inclination_deg")),
    ),
    rules=MovementRules(
        name="hinge",
        hand_passing_s=HANDS_ON_KNEES.limit.good,
        back_until_level=False,
        main_signs=frozenset({"rounding", "stooping"}),
    ),
    shown_well="hip_hinge_side",
    gauge="trunk",
    praised={"": gettext_noop("Good. You bent from the hips.")},
    kiosk_question=gettext_noop("How do you hinge?"),
    kiosk_three=gettext_noop("Do three hip hinges."),
    kiosk_pace=gettext_noop("Three hip hinges at your own pace."),
    recognise=recognised,
    allowed_by="hinge",
    followed=(
        Followed(
            id="lower_back_rounding",
            title=gettext_noop("Lower-back rounding in the hip hinge"),
            unit="deg",
            better="less",
            rose=gettext_noop("Your lower back rounded more than {then} ({difference} more)."),
            fell=gettext_noop("Your lower back rounded less than {then} ({difference} less)."),
        ),
        Followed(
            id="hip_flexion_deg",
            title=gettext_noop("Hip bend at the lowest point"),
            unit="deg",
            better="more",
            rose=gettext_noop("You bent further from the hips than {then} ({difference} more)."),
            fell=gettext_noop("You bent less far from the hips than {then} ({difference} less)."),
            limited_by="limit_trunk",
        ),
    ),
    repeated="trunk_inclination_deg",
    drill="hinge_stick",
)
