"""Checks that several movements share, each a row; a movement takes one as it is or with a limit of its own.

Sources: "BSA" Myer et al. 2014, back squat assessment, doi 10.1519/SSC.0000000000000103; "FMS" functional movement
screen, deep squat; "SRT" de Brito et al. 2014, sitting-rising test, doi 10.1177/2047487312471759; "measured": on
labelled real clips with this pose model; "chosen" says why.
"""

import math
from typing import Final

from formcheck.i18n import gettext_noop
from formcheck.measures import compensation, control, hands, posture, rounding
from formcheck.measures.limit import Limit
from formcheck.movements.spec import CauseRule, Check, at_levels

HANDS_CAUSES: Final = (
    CauseRule(causes=("strength", "balance", "confidence"), retests=("higher_seat",), group="hands"),
)
AS_LISTED: Final = gettext_noop("a hand that stays longer is listed as a support at every level")
BY_NOISE: Final = gettext_noop("clean movement may measure that much by noise alone")

# One limit, two lines: a table reads better than one argument a line.
# fmt: off
COMPENSATION: Final = Check(
    id="lower_back_compensation",
    title=gettext_noop("Work done by your lower back"),
    limit=Limit(0.25, 0.9, "signs", noise=0.3,
                source=gettext_noop("chosen: one clear sign counts; doubtful ones, however many, are worth watching")),
    view="any",
    good=gettext_noop("Your hips and legs did the work."),
    watch=gettext_noop("Your back may have done some of the work."),
    fault=gettext_noop("Your back did work your legs should do."),
    priority=10,
    measure=compensation.compensation,
    digits=2,
    safety=True,
    cue=gettext_noop("Use your hips and legs more."),
    praise=3,
    stays={
        (level, part): gettext_noop("its signs are moved, one by one")
        for level in ("gentle", "strict") for part in ("good", "fault")
    },
)
ROUNDING: Final = Check(
    id="lower_back_rounding",
    title=gettext_noop("Lower-back rounding"),
    limit=Limit(20.0, 30.0, "deg", noise=4.0,
                source=gettext_noop("McKean 2010: squats use 13 to 25 of lumbar flexion; von Arx 2021: "
                                    "squat lifts 25, stoops 36, so lifting usually takes 25 to 36")),
    view="as its band allows",
    good=gettext_noop("Your lower back kept its shape."),
    watch=gettext_noop("Your lower back rounded a little."),
    fault=gettext_noop("Your lower back rounded a lot. Go less deep and bend your knees more."),
    priority=11,
    measure=rounding.lumbar_flexion,
    # chosen: what a clip misreads is nearly the same in all its repetitions, so a change above its noise counts
    grows_by=8.0,
    safety=True,
    core=True,
    cue=gettext_noop("Keep your back long."),
    true_value=lambda at: at("lumbar_flexion_deg"),
)
HANDS_ON_KNEES: Final = Check(
    id="hands_on_knees",
    title=gettext_noop("Hands on knees or thighs"),
    limit=Limit(0.2, 0.35, "s", noise=0.1,
                source=gettext_noop("SRT: a hand on the knee is a support; measured: "
                                    "free hands keep a place there up to 0.15 s")),
    view="any",
    good=gettext_noop("You stood up without your hands on your legs."),
    good_of_one=gettext_noop("The hand that we saw did not push on your legs as you stood up."),
    watch=gettext_noop("A hand touched your leg as you stood up."),
    fault=gettext_noop("You pushed on your legs with your hands to stand up. "
                       "That is fine for now. It shows us what to train."),
    priority=12,
    measure=hands.hands_on_legs_s,
    digits=2,
    safety=True,
    core=True,
    strategy=True,
    cue=gettext_noop("Try the next one without your hands."),
    praise=5,
    causes=HANDS_CAUSES,
    asks={"hands": math.inf},
    stays=at_levels("good", AS_LISTED),
)
HANDS_ON_FLOOR: Final = Check(
    id="hands_on_floor",
    title=gettext_noop("Hands on the floor"),
    limit=Limit(hands.FLOOR_REST_S, 0.25, "s", noise=0.1,
                source=gettext_noop("SRT: a hand on the floor is a support; "
                                    "chosen: a quarter second after beginning to rise")),
    view="any",
    good=gettext_noop("You stood up without a hand on the floor."),
    good_of_one=gettext_noop("The hand that we saw did not push off the floor as you stood up."),
    watch=gettext_noop("A hand stayed near the floor as you began to rise."),
    fault=gettext_noop("You pushed off the floor with a hand to stand up. "
                       "That is fine for now. It shows us what to train."),
    priority=13,
    measure=hands.hands_on_floor_s,
    digits=2,
    safety=True,
    strategy=True,
    cue=gettext_noop("Try not to push off the floor."),
    causes=HANDS_CAUSES,
    asks={"hands": math.inf},
    stays=at_levels("good", AS_LISTED),
)
TEMPO: Final = Check(
    id="tempo",
    title=gettext_noop("Speed on the way down"),
    limit=Limit(0.5, 0.25, "s", bad="below", noise=0.05,
                source=gettext_noop("BSA 8: controlled descent; "
                                    "chosen: 0.5 s from 5 to 95 % of the way, half of it a drop")),
    view="any",
    good=gettext_noop("You went down under control."),
    watch=gettext_noop("You went down quickly. Take a full second."),
    fault=gettext_noop("You dropped down. Lower yourself slowly."),
    priority=43,
    measure=control.descent_s,
    digits=2,
    cue=gettext_noop("Go down more slowly."),
)
STEADINESS: Final = Check(
    id="steadiness",
    title=gettext_noop("Steadiness"),
    limit=Limit(0.08, 0.16, "leg lengths", noise=0.03,
                source=gettext_noop("SRT: half a point off for an unsteady rise; "
                                    "chosen: 0.04 body heights of sway in 0.7 s")),
    view="any",
    good=gettext_noop("You stood steady afterwards."),
    watch=gettext_noop("You swayed a little after standing up."),
    fault=gettext_noop("You were unsteady after standing up. Keep something to hold within reach."),
    priority=44,
    measure=control.wobble_legs,
    digits=2,
    safety=True,
    cue=gettext_noop("Stand still a second after each one."),
    causes=(CauseRule(causes=("balance", "coordination")),),
)
REPEATABILITY: Final = Check(
    id="repeatability",
    title=gettext_noop("Difference between repetitions"),
    limit=Limit(5.0, 10.0, "deg", noise=2.0, source=gettext_noop("chosen: twice and four times the repeat error")),
    view="as its band allows",
    good=gettext_noop("Your repetitions were much the same."),
    watch=gettext_noop("Your repetitions differed a little."),
    fault=gettext_noop("Your repetitions differed a lot."),
    priority=45,
    measure_set=posture.spread_of("knee_flexion_deg"),
    digits=1,
    causes=(CauseRule(causes=("coordination", "balance")),),
)
# fmt: on
