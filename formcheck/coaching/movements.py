"""THE TABLE: squat and hinge, every check a row, every limit with unit and source.

To add a check: a function in `posture.py` or `support.py`, a row here, one passing and one failing pose in its test
table. Sources: "BSA" Myer et al. 2014, back squat assessment, doi 10.1519/SSC.0000000000000103; "FMS" functional
movement screen, deep squat; "SRT" de Brito et al. 2014, sitting-rising test, doi 10.1177/2047487312471759; "measured":
on labelled real clips with this pose model; "chosen" says why.
"""

from dataclasses import replace
from typing import Final

from formcheck.coaching import bracing, compensation, posture, rounding, support
from formcheck.coaching.checks import Check, Limit, Movement

#: Standard errors of the pose model side-on (validation studies of MediaPipe and our brief, section 4).
KNEE_NOISE_DEG: Final = 7.0
TRUNK_NOISE_DEG: Final = 5.0

# One limit, two lines: a table reads better than one argument a line.
# fmt: off
DEPTH = Check(
    id="depth",
    title="Depth",
    limit=Limit(8.0, 23.0, "deg", noise=8.0,
                source="FMS, BSA 9: thigh at or below horizontal is good, 15 above shallow; 8 for landmark error"),
    view="as its band allows",
    good="Thighs at parallel or below: deep is what you want.",
    watch="Thighs {value}° above horizontal: nearly parallel, sink a little further if it feels fine.",
    fault="Thighs {value}° above horizontal: a shallow squat; work towards more depth at your own pace.",
    measure=posture.thigh_at_bottom,
)
TRUNK_TIBIA = Check(
    id="trunk_tibia",
    title="Trunk against shin",
    limit=Limit(17.0, 30.0, "deg", noise=TRUNK_NOISE_DEG,
                source="FMS, BSA 3: torso parallel with tibia; measured: squats -1 to 12; 5 for landmark error"),
    view="as its band allows",
    good="Trunk and shins lean about alike, or as your legs need ({value}° apart).",
    watch="Your trunk leans {value}° more than your shins: let the knees travel forward, chest up.",
    fault="Your trunk leans {value}° more than your shins: the back takes over work of the legs.",
    measure=posture.trunk_minus_tibia,
)
TRUNK_LEAN = Check(
    id="trunk_lean",
    title="Trunk lean",
    limit=Limit(45.0, 60.0, "deg", noise=TRUNK_NOISE_DEG,
                source="measured: squats 30 to 42; 5 for landmark error; counts beyond what the legs' lengths need"),
    view="as its band allows",
    good="Trunk {value}° from upright at the bottom.",
    watch="Trunk {value}° from upright at the bottom: lift the chest a little.",
    fault="Trunk {value}° from upright at the bottom: strongly pitched forward.",
    measure=posture.trunk_at_bottom,
)
HIPS_FIRST = Check(
    id="hips_first",
    title="Hips before chest",
    limit=Limit(6.0, 12.0, "deg", noise=2.0,
                source="BSA 10: shoulders and hips rise alike; measured: clean up to 5.5, mild 8, clear 16, strong 25"),
    view="as its band allows",
    good="Chest and hips rose together.",
    watch="Your hips rose a little ahead of your chest: the trunk leaned {value}° further as the legs stretched.",
    fault="Your hips rose before your chest: the trunk pitched {value}° further forward as the legs stretched.",
    measure=posture.hips_before_chest,
)
HEELS = Check(
    id="heels",
    title="Heels",
    limit=Limit(0.10, 0.20, "foot lengths", noise=0.06,
                source="BSA 7, FMS: the entire foot stays down; measured: true squats 0.01 to 0.16"),
    view="side",
    good="Heels stayed down.",
    watch="Your heels came up a little ({value} foot lengths).",
    fault="Your heels came up ({value} foot lengths): keep the weight on the whole foot.",
    measure=posture.heel_rise,
    digits=2,
)
ROUNDING = Check(
    id="lower_back_rounding",
    title="Lower-back rounding",
    limit=Limit(20.0, 30.0, "deg", noise=4.0,
                source="McKean 2010: squats use 13 to 25 of lumbar flexion; von Arx 2021: squat lifts 25, stoops 36"),
    view="as its band allows",
    good="Your lower back kept its line (rounded by {value}°).",
    watch="Your lower back rounded by {value}°.",
    fault="Your lower back rounded by {value}°: less range, or softer knees, until it stays long.",
    measure=rounding.lumbar_flexion,
)
HANDS_ON_KNEES = Check(
    id="hands_on_knees",
    title="Hands on knees or thighs",
    limit=Limit(bracing.PASSING_S["squat"], 0.35, "s", noise=0.1,
                source="SRT: a hand on the knee is a support; measured: free hands keep a place there up to 0.15 s"),
    view="any",
    good="You stood up without your hands on your legs.",
    watch="A hand touched your leg for {value} s while you stood up.",
    fault="You stood up with your hands on your legs ({value} s); it is a strategy, not a mistake, and worth knowing.",
    measure=bracing.hands_on_legs_s,
    digits=2,
)
HANDS_ON_FLOOR = Check(
    id="hands_on_floor",
    title="Hands on the floor",
    limit=Limit(bracing.FLOOR_REST_S, 0.25, "s", noise=0.1,
                source="SRT: a hand on the floor is a support; chosen: a quarter second after beginning to rise"),
    view="any",
    good="You stood up without a hand on the floor.",
    watch="A hand stayed near the floor for {value} s as you began to rise.",
    fault="A hand stayed on the floor for {value} s as you rose.",
    measure=bracing.hands_on_floor_s,
    digits=2,
)
TEMPO = Check(
    id="tempo",
    title="Speed of descent",
    limit=Limit(0.5, 0.25, "s", bad="below", noise=0.05,
                source="BSA 8: controlled descent; chosen: 0.5 s from 5 to 95 % of the way, half of it a drop"),
    view="any",
    good="A controlled way down ({value} s).",
    watch="A quick way down ({value} s): take a full second.",
    fault="You dropped down in {value} s: lower yourself slowly.",
    measure=support.descent_s,
    digits=2,
)
STEADINESS = Check(
    id="steadiness",
    title="Steadiness",
    limit=Limit(0.08, 0.16, "leg lengths", noise=0.03,
                source="SRT: half a point off for an unsteady rise; chosen: 0.04 body heights of sway in 0.7 s"),
    view="any",
    good="You stood steady after the repetition.",
    watch="You swayed a little after standing up.",
    fault="You were unsteady after standing up: keep something to hold within reach.",
    measure=support.wobble_legs,
    digits=2,
)
KNEE_VALGUS = Check(
    id="knee_valgus",
    title="Knees caving in",
    limit=Limit(0.9, 0.8, "ratio", bad="below", noise=0.06,
                source="BSA 5: knees not inside the feet; chosen: a tenth allowed for landmark error"),
    view="front",
    good="Knees stayed over the feet.",
    watch="Your knees came in a little (knee distance {value} of ankle distance).",
    fault="Your knees caved in (knee distance {value} of ankle distance): push them out over the toes.",
    measure=support.knees_over_ankles,
    digits=2,
)
ASYMMETRY = Check(
    id="asymmetry",
    title="Left-right difference",
    limit=Limit(5.0, 10.0, "deg", noise=3.0, source="BSA 4: hips level; chosen: 5 is twice the landmark error"),
    view="front",
    good="Hips stayed level.",
    watch="Your hips tilted by {value}° at the bottom.",
    fault="Your hips tilted by {value}° at the bottom: you load one side more.",
    measure=support.hip_tilt_deg,
)
REPEATABILITY = Check(
    id="repeatability",
    title="Repeatability",
    limit=Limit(5.0, 10.0, "deg", noise=2.0, source="chosen: twice and four times the repeat error"),
    view="as its band allows",
    good="Your repetitions were alike (spread {value}°).",
    watch="Your repetitions differed somewhat (spread {value}°).",
    fault="Your repetitions differed a lot (spread {value}°).",
    measure_clip=posture.spread_of_knee,
    digits=1,
)
COMPENSATION = Check(
    id="lower_back_compensation",
    title="Lower-back compensation",
    limit=Limit(0.25, 0.9, "signs", noise=0.3,
                source="chosen: one clear sign counts; doubtful ones, however many, are worth watching"),
    view="any",
    good="Hips and legs did the work.",
    watch="Your lower back may have helped out.",
    fault="Your lower back helped out where hips and legs should work.",
    measure=compensation.compensation,
    digits=2,
)
HINGE_PATTERN = Check(
    id="hinge_pattern",
    title="Hinge pattern",
    limit=Limit(1.5, 1.2, "ratio", bad="below", noise=0.2,
                source="measured: hip fold over knee bend 1.6 to 2.1 in good hinges, 0.99 to 1.12 in squats"),
    view="as its band allows",
    good="A hinge: the hips fold {value} times as far as the knees bend.",
    watch="Half hinge, half squat (hip fold {value} times the knee bend): push the hips further back.",
    fault="You squatted it (hip fold {value} times the knee bend): bend at the hips, soft knees.",
    measure=posture.hip_to_knee,
    digits=2,
)
STRAIGHT_KNEE_STOOP = Check(
    id="straight_knee_stoop",
    title="Straight-knee stoop",
    limit=Limit(15.0, 8.0, "deg", bad="below", noise=KNEE_NOISE_DEG,
                source="chosen: coaching asks for soft knees, 15 to 30; below 8 is straight within the error"),
    view="as its band allows",
    good="Knees soft while bent over ({value}°).",
    watch="Nearly straight knees while bent over ({value}°): soften them.",
    fault="Bent over with straight knees ({value}°) and a rounding back: bend the knees and fold at the hips.",
    measure=posture.knee_when_bent_over,
)

#: Hands naturally pass the knees in a hinge: only a longer stay is a support (brief 2.3).
HINGE_HANDS = replace(
    HANDS_ON_KNEES,
    limit=Limit(bracing.PASSING_S["hinge"], 0.6, "s", noise=0.15,
                source="chosen: nearly twice a squat's, as hands pass the knees in every hinge; measured: for 0.15 s"),
)
HINGE_REPEATABILITY = replace(REPEATABILITY, measure_clip=posture.spread_of_trunk)

# fmt: on
SQUAT = Movement(
    name="squat",
    title="Floor squat",
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
    title="Hip hinge",
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
