"""THE TABLE: squat and hinge, every check a row, every limit with unit and source.

To add a check: a function in `posture.py` or `support.py`, a row here, one passing and one failing pose in its test
table. Sources: "BSA" Myer et al. 2014, back squat assessment, doi 10.1519/SSC.0000000000000103; "FMS" functional
movement screen, deep squat; "SRT" de Brito et al. 2014, sitting-rising test, doi 10.1177/2047487312471759; "measured":
on labelled real clips with this pose model; "chosen" says why.
"""

import math
from dataclasses import replace
from typing import Final

from formcheck.i18n import gettext_noop
from formcheck.measures import compensation, posture, rounding
from formcheck.measures import control as support
from formcheck.measures import hands as bracing
from formcheck.movements.spec import Check, Limit, Movement

#: Standard errors of the pose model side-on (validation studies of MediaPipe and our brief, section 4).
KNEE_NOISE_DEG: Final = 7.0
TRUNK_NOISE_DEG: Final = 5.0

# One limit, two lines: a table reads better than one argument a line.
# fmt: off
DEPTH = Check(
    id="depth",
    title=gettext_noop("Depth"),
    limit=Limit(8.0, 23.0, "deg", noise=8.0,
                source=gettext_noop("FMS, BSA 9: thigh at or below horizontal is good, 15 above shallow; "
                            "8 for landmark error")),
    view="as its band allows",
    good=gettext_noop("Thighs at parallel or below: deep is what you want."),
    watch=gettext_noop("Thighs {value}° above horizontal: sink a little further if it feels fine."),
    fault=gettext_noop("Thighs {value}° above horizontal: a shallow squat; work towards more depth at your own pace."),
    measure=posture.thigh_at_bottom,
    asks={"knee": math.inf, "trunk": math.inf},
)
TRUNK_TIBIA = Check(
    id="trunk_tibia",
    title=gettext_noop("Trunk against shin"),
    limit=Limit(17.0, 30.0, "deg", noise=TRUNK_NOISE_DEG,
                source=gettext_noop("FMS, BSA 3: torso parallel with tibia; measured: squats -1 to 12; 5 for landmark error")),
    view="as its band allows",
    good=gettext_noop("Trunk and shins lean about alike, or as your legs need ({value}° apart)."),
    watch=gettext_noop("Your trunk leans {value}° more than your shins: let the knees travel forward, chest up."),
    fault=gettext_noop("Your trunk leans {value}° more than your shins: the back takes over work of the legs."),
    measure=posture.trunk_minus_tibia,
    asks={"knee": math.inf},
)
TRUNK_LEAN = Check(
    id="trunk_lean",
    title=gettext_noop("Trunk lean"),
    limit=Limit(45.0, 60.0, "deg", noise=TRUNK_NOISE_DEG,
                source=gettext_noop("measured: squats 30 to 42; 5 for landmark error; "
                            "counts beyond what the legs' lengths need")),
    view="as its band allows",
    good=gettext_noop("Trunk {value}° from upright at the bottom."),
    watch=gettext_noop("Trunk {value}° from upright at the bottom: lift the chest a little."),
    fault=gettext_noop("Trunk {value}° from upright at the bottom: strongly pitched forward."),
    measure=posture.trunk_at_bottom,
)
HIPS_FIRST = Check(
    id="hips_first",
    title=gettext_noop("Hips before chest"),
    limit=Limit(6.0, 12.0, "deg", noise=2.0,
                source=gettext_noop("BSA 10: shoulders and hips rise alike; measured: "
                            "clean up to 5.5, mild 8, clear 16, strong 25")),
    view="as its band allows",
    good=gettext_noop("Chest and hips rose together."),
    watch=gettext_noop("Your hips rose a little ahead of your chest: the trunk leaned {value}° further as the legs stretched."),
    fault=gettext_noop("Your hips rose before your chest: the trunk pitched {value}° further forward as the legs stretched."),
    measure=posture.hips_before_chest,
)
HEELS = Check(
    id="heels",
    title=gettext_noop("Heels"),
    limit=Limit(0.10, 0.20, "foot lengths", noise=0.06,
                source=gettext_noop("BSA 7, FMS: the entire foot stays down; measured: true squats 0.01 to 0.16")),
    view="side",
    good=gettext_noop("Heels stayed down."),
    watch=gettext_noop("Your heels came up a little ({value} foot lengths)."),
    fault=gettext_noop("Your heels came up ({value} foot lengths): keep the weight on the whole foot."),
    measure=posture.heel_rise,
    digits=2,
)
ROUNDING = Check(
    id="lower_back_rounding",
    title=gettext_noop("Lower-back rounding"),
    limit=Limit(20.0, 30.0, "deg", noise=4.0,
                source=gettext_noop("McKean 2010: squats use 13 to 25 of lumbar flexion; von Arx 2021: "
                            "squat lifts 25, stoops 36")),
    view="as its band allows",
    good=gettext_noop("Your lower back kept its line (rounded by {value}°)."),
    watch=gettext_noop("Your lower back rounded by {value}°."),
    fault=gettext_noop("Your lower back rounded by {value}°: less range, or softer knees, until it stays long."),
    measure=rounding.lumbar_flexion,
)
HANDS_ON_KNEES = Check(
    id="hands_on_knees",
    title=gettext_noop("Hands on knees or thighs"),
    limit=Limit(bracing.PASSING_S["squat"], 0.35, "s", noise=0.1,
                source=gettext_noop("SRT: a hand on the knee is a support; measured: "
                            "free hands keep a place there up to 0.15 s")),
    view="any",
    good=gettext_noop("You stood up without your hands on your legs."),
    watch=gettext_noop("A hand touched your leg for {value} s while you stood up."),
    fault=gettext_noop("You stood up with your hands on your legs ({value} s); "
               "it is a strategy, not a mistake, and worth knowing."),
    measure=bracing.hands_on_legs_s,
    digits=2,
    asks={"hands": math.inf},
)
HANDS_ON_FLOOR = Check(
    id="hands_on_floor",
    title=gettext_noop("Hands on the floor"),
    limit=Limit(bracing.FLOOR_REST_S, 0.25, "s", noise=0.1,
                source=gettext_noop("SRT: a hand on the floor is a support; chosen: a quarter second after beginning to rise")),
    view="any",
    good=gettext_noop("You stood up without a hand on the floor."),
    watch=gettext_noop("A hand stayed near the floor for {value} s as you began to rise."),
    fault=gettext_noop("A hand stayed on the floor for {value} s as you rose."),
    measure=bracing.hands_on_floor_s,
    digits=2,
    asks={"hands": math.inf},
)
TEMPO = Check(
    id="tempo",
    title=gettext_noop("Speed of descent"),
    limit=Limit(0.5, 0.25, "s", bad="below", noise=0.05,
                source=gettext_noop("BSA 8: controlled descent; chosen: 0.5 s from 5 to 95 % of the way, half of it a drop")),
    view="any",
    good=gettext_noop("A controlled way down ({value} s)."),
    watch=gettext_noop("A quick way down ({value} s): take a full second."),
    fault=gettext_noop("You dropped down in {value} s: lower yourself slowly."),
    measure=support.descent_s,
    digits=2,
)
STEADINESS = Check(
    id="steadiness",
    title=gettext_noop("Steadiness"),
    limit=Limit(0.08, 0.16, "leg lengths", noise=0.03,
                source=gettext_noop("SRT: half a point off for an unsteady rise; chosen: 0.04 body heights of sway in 0.7 s")),
    view="any",
    good=gettext_noop("You stood steady after the repetition."),
    watch=gettext_noop("You swayed a little after standing up."),
    fault=gettext_noop("You were unsteady after standing up: keep something to hold within reach."),
    measure=support.wobble_legs,
    digits=2,
)
KNEE_VALGUS = Check(
    id="knee_valgus",
    title=gettext_noop("Knees caving in"),
    limit=Limit(0.9, 0.8, "ratio", bad="below", noise=0.06,
                source=gettext_noop("BSA 5: knees not inside the feet; chosen: a tenth allowed for landmark error")),
    view="front",
    good=gettext_noop("Knees stayed over the feet."),
    watch=gettext_noop("Your knees came in a little (knee distance {value} of ankle distance)."),
    fault=gettext_noop("Your knees caved in (knee distance {value} of ankle distance): push them out over the toes."),
    measure=support.knees_over_ankles,
    digits=2,
)
ASYMMETRY = Check(
    id="asymmetry",
    title=gettext_noop("Left-right difference"),
    limit=Limit(5.0, 10.0, "deg", noise=3.0, source=gettext_noop("BSA 4: hips level; chosen: 5 is twice the landmark error")),
    view="front",
    good=gettext_noop("Hips stayed level."),
    watch=gettext_noop("Your hips tilted by {value}° at the bottom."),
    fault=gettext_noop("Your hips tilted by {value}° at the bottom: you load one side more."),
    measure=support.hip_tilt_deg,
)
REPEATABILITY = Check(
    id="repeatability",
    title=gettext_noop("Repeatability"),
    limit=Limit(5.0, 10.0, "deg", noise=2.0, source=gettext_noop("chosen: twice and four times the repeat error")),
    view="as its band allows",
    good=gettext_noop("Your repetitions were alike (spread {value}°)."),
    watch=gettext_noop("Your repetitions differed somewhat (spread {value}°)."),
    fault=gettext_noop("Your repetitions differed a lot (spread {value}°)."),
    measure_clip=posture.spread_of_knee,
    digits=1,
)
COMPENSATION = Check(
    id="lower_back_compensation",
    title=gettext_noop("Lower-back compensation"),
    limit=Limit(0.25, 0.9, "signs", noise=0.3,
                source=gettext_noop("chosen: one clear sign counts; doubtful ones, however many, are worth watching")),
    view="any",
    good=gettext_noop("Hips and legs did the work."),
    watch=gettext_noop("Your lower back may have helped out."),
    fault=gettext_noop("Your lower back helped out where hips and legs should work."),
    measure=compensation.compensation,
    digits=2,
)
HINGE_PATTERN = Check(
    id="hinge_pattern",
    title=gettext_noop("Hinge pattern"),
    limit=Limit(1.5, 1.2, "ratio", bad="below", noise=0.2,
                source=gettext_noop("measured: hip fold over knee bend 1.6 to 2.1 in good hinges, 0.99 to 1.12 in squats")),
    view="as its band allows",
    good=gettext_noop("A hinge: the hips fold {value} times as far as the knees bend."),
    watch=gettext_noop("Half hinge, half squat (hip fold {value} times the knee bend): push the hips further back."),
    fault=gettext_noop("You squatted it (hip fold {value} times the knee bend): bend at the hips, soft knees."),
    measure=posture.hip_to_knee,
    digits=2,
    asks={"trunk": math.inf},
)
STRAIGHT_KNEE_STOOP = Check(
    id="straight_knee_stoop",
    title=gettext_noop("Straight-knee stoop"),
    limit=Limit(15.0, 8.0, "deg", bad="below", noise=KNEE_NOISE_DEG,
                source=gettext_noop("chosen: coaching asks for soft knees, 15 to 30; below 8 is straight within the error")),
    view="as its band allows",
    good=gettext_noop("Knees soft while bent over ({value}°)."),
    watch=gettext_noop("Nearly straight knees while bent over ({value}°): soften them."),
    fault=gettext_noop("Bent over with straight knees ({value}°) and a rounding back: bend the knees and fold at the hips."),
    measure=posture.knee_when_bent_over,
    asks={"knee": 30.0},
)

#: Hands naturally pass the knees in a hinge: only a longer stay is a support (brief 2.3).
HINGE_HANDS = replace(
    HANDS_ON_KNEES,
    limit=Limit(bracing.PASSING_S["hinge"], 0.6, "s", noise=0.15,
                source=gettext_noop("chosen: nearly twice a squat's, as hands pass the knees in every hinge; measured: "
                            "for 0.15 s")),
)
HINGE_REPEATABILITY = replace(REPEATABILITY, measure_clip=posture.spread_of_trunk)

# fmt: on
SQUAT = Movement(
    name="squat",
    title=gettext_noop("Floor squat"),
    checks=(
        DEPTH,
        TRUNK_TIBIA,
        TRUNK_LEAN,
        HIPS_FIRST,
        HEELS,
        ROUNDING,
        HANDS_ON_KNEES,
        HANDS_ON_FLOOR,
        TEMPO,
        STEADINESS,
        KNEE_VALGUS,
        ASYMMETRY,
        COMPENSATION,
        REPEATABILITY,
    ),
)
HINGE = Movement(
    name="hinge",
    title=gettext_noop("Hip hinge"),
    checks=(
        HINGE_PATTERN,
        ROUNDING,
        STRAIGHT_KNEE_STOOP,
        HINGE_HANDS,
        HANDS_ON_FLOOR,
        TEMPO,
        STEADINESS,
        COMPENSATION,
        HINGE_REPEATABILITY,
    ),
)
MOVEMENTS: Final = {"squat": SQUAT, "hinge": HINGE}
#: Every row with the movement it belongs to, in reading order.
CHECKS: Final = tuple((movement, check) for movement in MOVEMENTS.values() for check in movement.checks)
