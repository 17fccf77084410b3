"""The floor squat: down as far as it goes with an upright back, and up again. Deep is the goal."""

import math
from dataclasses import replace
from typing import Final

from formcheck.i18n import gettext_noop, ngettext_noop
from formcheck.measures import control, posture
from formcheck.measures.facts import MovementRules
from formcheck.measures.limit import Limit
from formcheck.movements import rows
from formcheck.movements.spec import (
    TRUNK_NOISE_DEG,
    CauseRule,
    Check,
    Followed,
    Movement,
    Segment,
    at_levels,
)

HINGE_FROM_INDEX: Final = 65.0  # chosen: half-way between squat lifting (up to 40) and stooping (90), Schmid 2022
_PITCH_CAUSES: Final = (
    CauseRule(
        causes=("ankle", "hips", "strength", "coordination"),
        retests=("heels_on_book", "door_post"),
        when="heels_lifted",
        because=gettext_noop("Your heels came up, so you had to lean forward."),
        group="pitch",
    ),
    CauseRule(
        causes=("ankle", "hips", "strength", "coordination"),
        retests=("heels_on_book", "door_post"),
        when="shins_upright",
        because=gettext_noop("Your shins leaned forward only a little, so your back had to."),
        group="pitch",
    ),
    CauseRule(causes=("hips", "strength", "coordination"), retests=("door_post", "heels_on_book"), group="pitch"),
)

# fmt: off
EXCESS: Final = Limit(8.0, 15.0, "deg", noise=3.0,
                      source=gettext_noop("measured: clean rendered and real squats lean up to 6 degrees more "
                                          "than their legs need; 8 people's pitched ones 12 (mild) "
                                          "and 18 to 28 (clear, strong)"))
DEPTH: Final = Check(
    id="depth",
    title=gettext_noop("Depth"),
    limit=Limit(5.0, 20.0, "deg", noise=3.0,
                source=gettext_noop("FMS, BSA 9: thigh at or below horizontal is good, 15 above shallow; "
                                    "5 for measurement error")),
    view="as its band allows",
    good=gettext_noop("Your thighs went down to level or lower."),
    watch=gettext_noop("You could go a little lower, if that feels fine."),
    fault=gettext_noop("A shallow squat. Work towards more depth at your own pace."),
    priority=40,
    measure=posture.thigh_at_bottom,
    pattern=True,
    core=True,
    cue=gettext_noop("A little lower, at your own pace."),
    praise=1,
    causes=(CauseRule(causes=("ankle", "hips", "confidence", "strength"), retests=("heels_on_book", "door_post")),),
    asks={"knee": math.inf, "trunk": math.inf},
    stays=at_levels("good", gettext_noop("parallel is parallel at every level")),
    true_value=lambda at: at("thigh_to_horizontal_deg"),
)
TRUNK_TIBIA: Final = Check(
    id="trunk_tibia",
    title=gettext_noop("Back against shins"),
    limit=Limit(17.0, 30.0, "deg", noise=TRUNK_NOISE_DEG,
                source=gettext_noop("FMS, BSA 3: torso parallel with tibia; measured: squats -1 to 12; "
                                    "5 for landmark error")),
    view="as its band allows",
    good=gettext_noop("Your back and shins lean at about the same angle."),
    watch=gettext_noop("Your back leans more than your shins. Let your knees come forward and lift your chest."),
    fault=gettext_noop("Your back leans much more than your shins. Let your knees come forward and lift your chest."),
    priority=22,
    measure=posture.trunk_minus_tibia,
    pattern=True,
    excess=EXCESS,
    cue=gettext_noop("Chest up, knees forward."),
    praise=6,
    praise_unless=("trunk_lean", "lower_back_compensation"),
    causes=_PITCH_CAUSES,
    asks={"knee": math.inf},
    true_value=lambda at: at("trunk_inclination_deg") - at("tibia_inclination_deg"),
)
TRUNK_LEAN: Final = Check(
    id="trunk_lean",
    title=gettext_noop("Leaning forward"),
    limit=Limit(45.0, 60.0, "deg", noise=TRUNK_NOISE_DEG,
                source=gettext_noop("measured: squats 30 to 42; 5 for landmark error; "
                                    "counts beyond what the legs' lengths need")),
    view="as its band allows",
    good=gettext_noop("You leaned forward no more than your legs need."),
    watch=gettext_noop("You lean forward more than your legs need. Lift your chest a little."),
    fault=gettext_noop("You lean far forward. Lift your chest."),
    priority=42,
    measure=posture.trunk_at_bottom,
    pattern=True,
    excess=EXCESS,
    cue=gettext_noop("Lift your chest a little."),
    causes=_PITCH_CAUSES,
    true_value=lambda at: at("trunk_inclination_deg"),
)
HIPS_FIRST: Final = Check(
    id="hips_first",
    title=gettext_noop("Hips before chest"),
    limit=Limit(6.0, 12.0, "deg", noise=2.0,
                source=gettext_noop("BSA 10: shoulders and hips rise alike; measured: "
                                    "clean up to 5.5, mild 8, clear 16, strong 25")),
    view="as its band allows",
    good=gettext_noop("Your chest and hips rose together."),
    watch=gettext_noop("Your hips rose a little before your chest."),
    fault=gettext_noop("Your hips rose before your chest. Lead with your chest."),
    priority=20,
    measure=posture.hips_before_chest,
    cue=gettext_noop("Lift your chest first as you rise."),
    causes=(CauseRule(causes=("coordination", "strength"), retests=("slow_rise",)),),
    stays=at_levels("good", gettext_noop("clean movement was measured close to it"), "strict"),
)
HEELS: Final = Check(
    id="heels",
    title=gettext_noop("Heels"),
    limit=Limit(0.10, 0.20, "foot lengths", noise=0.06,
                source=gettext_noop("BSA 7, FMS: the entire foot stays down; measured: true squats 0 to 0.08")),
    view="side",
    good=gettext_noop("Your heels stayed down."),
    watch=gettext_noop("Your heels came up a little."),
    fault=gettext_noop("Your heels came up. Keep your weight on the whole foot."),
    priority=24,
    measure=posture.heel_rise,
    digits=2,
    cue=gettext_noop("Keep your heels down."),
    praise=4,
    causes=(CauseRule(causes=("ankle", "balance"), retests=("heels_on_book",)),),
    stays=at_levels("good", rows.BY_NOISE, "strict"),
)
KNEE_VALGUS: Final = Check(
    id="knee_valgus",
    title=gettext_noop("Knees coming in"),
    limit=Limit(0.9, 0.8, "ratio", bad="below", noise=0.06,
                source=gettext_noop("BSA 5: knees not inside the feet; chosen: a tenth allowed for landmark error")),
    view="front",
    good=gettext_noop("Your knees stayed over your feet."),
    watch=gettext_noop("Your knees came in a little."),
    fault=gettext_noop("Your knees came in. Push them out over your toes."),
    priority=25,
    measure=control.knees_over_ankles,
    digits=2,
    cue=gettext_noop("Keep your knees over your toes."),
    causes=(CauseRule(causes=("strength", "coordination")),),
    stays=at_levels("good", rows.BY_NOISE, "strict"),
)
ASYMMETRY: Final = Check(
    id="asymmetry",
    title=gettext_noop("Hips tilting to one side"),
    limit=Limit(5.0, 10.0, "deg", noise=3.0,
                source=gettext_noop("BSA 4: hips level; chosen: 5 is twice the landmark error")),
    view="front",
    good=gettext_noop("Your hips stayed level."),
    watch=gettext_noop("Your hips tilted a little at the bottom."),
    fault=gettext_noop("Your hips tilted at the bottom. You load one leg more."),
    priority=41,
    measure=control.hip_tilt_deg,
    cue=gettext_noop("Use both legs equally."),
    stays=at_levels("good", rows.BY_NOISE, "strict"),
)
ROUNDING: Final = replace(
    rows.ROUNDING,
    fault=gettext_noop("Your lower back rounded a lot. Go less deep for now."),
    causes=(CauseRule(causes=("hips", "ankle", "core"), retests=("heels_on_book", "door_post")),),
)
# fmt: on


def recognised(segment: Segment) -> bool:
    """Thighs that come near level, or a trunk that leans as the shins do; by heights where the angles are not seen."""
    if math.isnan(segment.hinge_probability):
        return segment.stoop_squat_index <= HINGE_FROM_INDEX
    return segment.hinge_probability < 0.5


MOVEMENT: Final = Movement(
    name="squat",
    title=gettext_noop("Floor squat"),
    short=gettext_noop("Squat"),
    counted=ngettext_noop("{count} squat", "{count} squats"),
    checks=(
        DEPTH,
        TRUNK_TIBIA,
        TRUNK_LEAN,
        HIPS_FIRST,
        HEELS,
        ROUNDING,
        rows.HANDS_ON_KNEES,
        rows.HANDS_ON_FLOOR,
        rows.TEMPO,
        rows.STEADINESS,
        KNEE_VALGUS,
        ASYMMETRY,
        rows.COMPENSATION,
        rows.REPEATABILITY,
    ),
    rules=MovementRules(
        name="squat",
        hand_passing_s=rows.HANDS_ON_KNEES.limit.good,
        back_until_level=True,
        main_signs=frozenset({"pitching", "rounding"}),
    ),
    shown_well="floor_squat_side",
    gauge="depth",
    praised={
        "": gettext_noop("Good. Do it again."),
        "floor": gettext_noop("Good. Deep and steady."),
        "below_parallel": gettext_noop("Good. Below parallel."),
        "parallel": gettext_noop("Good. Down to parallel."),
        "above_parallel": gettext_noop("Good. Keep going."),
    },
    kiosk_question=gettext_noop("How do you squat?"),
    kiosk_three=gettext_noop("Do three squats."),
    kiosk_pace=gettext_noop("Three squats, at your own pace."),
    recognise=recognised,
    bottom_at_hips=True,
    depth="depth",
    followed=(
        Followed(
            id="knee_flexion_deg",
            title=gettext_noop("Knee bend at the lowest point"),
            unit="deg",
            better="more",
            rose=gettext_noop("You went deeper than {then} ({difference} more)."),
            fell=gettext_noop("You went less deep than {then} ({difference} less)."),
            limited_by="limit_knee",
        ),
        Followed(
            id="trunk_inclination_deg",
            title=gettext_noop("Leaning forward at the lowest point"),
            unit="deg",
            better="less",
            rose=gettext_noop("You leaned forward more than {then} ({difference} more)."),
            fell=gettext_noop("You leaned forward less than {then} ({difference} less)."),
        ),
        Followed(
            id="tibia_inclination_deg",
            title=gettext_noop("Shins leaning forward at the lowest point"),
            unit="deg",
            better="more",
            rose=gettext_noop("Your shins leaned forward more than {then} ({difference} more)."),
            fell=gettext_noop("Your shins leaned forward less than {then} ({difference} less)."),
        ),
        Followed(
            id="lower_back_rounding",
            title=gettext_noop("Lower-back rounding"),
            unit="deg",
            better="less",
            rose=gettext_noop("Your lower back rounded more than {then} ({difference} more)."),
            fell=gettext_noop("Your lower back rounded less than {then} ({difference} less)."),
        ),
        Followed(
            id="hands_on_knees",
            title=gettext_noop("Hands on your legs on the way up"),
            unit="s",
            better="less",
            rose=gettext_noop("You used your hands for longer than {then} ({difference} more)."),
            fell=gettext_noop("You used your hands less than {then} ({difference} less)."),
        ),
    ),
    drill="box_squat",
)
