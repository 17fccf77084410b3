"""Picking something small up off the floor: a toy brick, a pencil, a sock. The article's own test."""

import math
from dataclasses import replace
from typing import Final

from formcheck.i18n import gettext_noop, ngettext_noop
from formcheck.measures import picking, posture, smoothness
from formcheck.measures.facts import ClipFacts, MovementRules
from formcheck.measures.limit import Limit
from formcheck.measures.reaching import over_floor
from formcheck.measures.strategy import index_by_heights
from formcheck.motion.reps import RepSpan
from formcheck.movements import readings, rows
from formcheck.movements.spec import (
    CauseRule,
    Check,
    Followed,
    Movement,
    Segment,
    Segmented,
    VisitRow,
    VisitStep,
    VisitTake,
)
from formcheck.schema import Pick

# fmt: off
STRATEGY: Final = Check(
    id="pick_strategy",
    title=gettext_noop("Using your legs to get down"),
    limit=Limit(75.0, 90.0, "%", noise=8.0,
                source=gettext_noop("Schmid 2022: squat lifts have an index below 40, hinges 60 and more; "
                                    "von Arx 2021: straight knees make a stoop; "
                                    "chosen: of the way from a squat (0) over a hinge (50) to a stoop (100), "
                                    "half-way between the last two, and nearly a stoop")),
    view="as its band allows",
    good=gettext_noop("You bent your knees and hips to reach the floor."),
    watch=gettext_noop("You bent your knees only a little. Bend them more and push your hips back."),
    fault=gettext_noop("You reached the floor with nearly straight legs, so your back bent most. "
                       "Bend your knees and push your hips back."),
    priority=21,
    measure=picking.strategy_percent,
    core=True,
    cue=gettext_noop("Bend your knees, hips back."),
    praise=1,
    praise_unless=("lower_back_rounding", "lower_back_compensation"),
    causes=(CauseRule(causes=("strength", "coordination", "hips"), retests=("soft_knees",)),),
    asks={"knee": 60.0},
)
ROUNDING: Final = replace(
    rows.ROUNDING,
    limit=Limit(25.0, 36.0, "deg", noise=4.0,
                source=gettext_noop("von Arx 2021: squat lifts take 25 of lumbar flexion, stoops 36")),
    fault=gettext_noop("Your lower back rounded a lot. Bend your knees and hips more, and get nearer to the thing."),
    causes=(
        CauseRule(
            causes=("hamstrings", "coordination", "back_mobility"),
            retests=("soft_knees",),
            when="knees_straight",
            because=gettext_noop("Your knees were almost straight, so your lower back had to bend more."),
        ),
        CauseRule(causes=("core", "coordination", "hips"), retests=("soft_knees",)),
    ),
)
#: Free hands pass the knees on every way up, as in a hinge.
HANDS_ON_KNEES: Final = replace(
    rows.HANDS_ON_KNEES,
    limit=Limit(0.3, 0.5, "s", noise=0.15,
                source=gettext_noop("Kingma 2016: a hand on the thigh takes 17 to 25 % of the load off the lower back; "
                                    "chosen: free hands pass the leg for up to 0.3 s")),
    good=gettext_noop("You stood up without a hand on your leg."),
    watch=gettext_noop("A hand touched your leg as you stood up."),
    fault=gettext_noop("You leaned on your leg with a hand to stand up. "
                       "That is fine for now. It shows us what to train."),
    cue=gettext_noop("Next time, no hand on your leg."),
)
HANDS_ON_FLOOR: Final = replace(
    rows.HANDS_ON_FLOOR,
    limit=Limit(0.15, 0.3, "s", noise=0.1,
                source=gettext_noop("SRT: a hand on the floor is a support; chosen: the hand that picks may touch the "
                                    "floor until the body has risen a tenth of its way")),
    measure=picking.hand_stays_on_floor_s,
)
SMOOTHNESS: Final = Check(
    id="smoothness",
    title=gettext_noop("Smoothness"),
    limit=Limit(-1.8, -2.4, "spectrum", bad="below", noise=0.1,
                source=gettext_noop("Balasubramanian 2012: spectral arc length, -1.4 for one even way; "
                                    "measured: even picks reach -1.7, one with a full stop on the way -2.4 or worse")),
    view="any",
    good=gettext_noop("You went down and up in one even movement."),
    watch=gettext_noop("You slowed down and sped up on the way."),
    fault=gettext_noop("You stopped and started on the way. Try it slowly, in one go."),
    priority=46,
    measure=smoothness.smooth,
    digits=2,
    cue=gettext_noop("Slowly, in one go."),
    causes=(CauseRule(causes=("balance", "coordination", "confidence")),),
)
# fmt: on


def segment(clip: ClipFacts, spans: tuple[RepSpan, ...], asked: bool) -> Segmented:
    """The repetitions in which a hand goes down to the floor and comes up again; the others are left."""
    over = over_floor(clip)
    hands = {span: picking.picked_by(clip, span, over, asked=asked) for span in spans}
    others = [span for span, by in hands.items() if by is None]
    picked = [span for span, by in hands.items() if by is not None]
    if not asked:
        squats = {span for span in picked if picking.squat_of_a_set(clip, span, picked, others)}
        picked = [span for span in picked if span not in squats]
    found: list[Segment] = []
    for span in picked:
        whole = picking.from_first_move(clip, span)
        found.append(_segment(clip, whole, picking.pick_of(clip, whole, hands[span] or ())))
    return Segmented(tuple(found), tuple(span for span in spans if span not in picked))


def _segment(clip: ClipFacts, span: RepSpan, pick: Pick) -> Segment:
    near = clip.angles.near_side
    knee, fold = (clip.at(series, span.bottom) for series in (near.knee_flexion_deg, near.hip_flexion_deg))
    ratio = fold / max(knee, 1.0) if clip.view.side_on else math.nan
    return Segment(span, index_by_heights(clip, span), ratio, pick=pick)


VISIT: Final = VisitStep(
    order=10,
    title=gettext_noop("Pick something up off the floor"),
    needs=gettext_noop("something small, like a toy brick or a sock"),
    film=(
        gettext_noop("Put it on the floor just in front of your feet, and turn your side to the camera."),
        gettext_noop("Use the hand that is nearer to the camera."),
    ),
    takes=(
        VisitTake(
            id="usual",
            title=gettext_noop("As at home"),
            instruction=gettext_noop(
                "Pick it up and stand up straight, put it back and stand up straight, three times in all, "
                "as you do at home."
            ),
        ),
        VisitTake(
            id="coached",
            title=gettext_noop("As coached"),
            instruction=gettext_noop(
                "Do it three times again. Stand close to it, bend your knees, push your hips back, "
                "and keep your back long."
            ),
        ),
    ),
    ready=gettext_noop("Stand still."),
    reps=3,
    longest_s=60.0,
    drawn=("standing", "bent"),
    rows=(
        VisitRow(
            id="pick_strategy",
            title=gettext_noop("How far you stooped"),
            unit="%",
            better="less",
            read=readings.of_check(STRATEGY),
            missing=gettext_noop("Film from the side, with your whole body in view."),
        ),
        VisitRow(
            id="lower_back_rounding",
            title=gettext_noop("Lower-back rounding"),
            unit="deg",
            better="less",
            read=readings.of_check(ROUNDING),
            missing=gettext_noop("Film from the side, in a top that is close to your back."),
        ),
        VisitRow(
            id="hands_on_knees",
            title=gettext_noop("Hands on your legs on the way up"),
            unit="s",
            better="less",
            digits=1,
            read=readings.of_check(HANDS_ON_KNEES),
            missing=gettext_noop("Keep both hands in view."),
        ),
    ),
)
MOVEMENT: Final = Movement(
    name="pick_up",
    title=gettext_noop("Picking something up"),
    short=gettext_noop("Pick-up"),
    counted=ngettext_noop("{count} pick-up", "{count} pick-ups"),
    checks=(
        STRATEGY,
        ROUNDING,
        HANDS_ON_KNEES,
        HANDS_ON_FLOOR,
        rows.TEMPO,
        SMOOTHNESS,
        rows.STEADINESS,
        rows.COMPENSATION,
        replace(rows.REPEATABILITY, measure_set=posture.spread_of("trunk_inclination_deg")),
    ),
    rules=MovementRules(
        name="pick_up",
        hand_passing_s=HANDS_ON_KNEES.limit.good,
        back_until_level=False,
        main_signs=frozenset({"rounding", "stooping"}),
        to_floor=True,
    ),
    shown_well="block_with_legs_side",
    gauge="pick",
    praised={"": gettext_noop("Good. Your legs did the work.")},
    kiosk_question=gettext_noop("How do you pick something up?"),
    kiosk_three=gettext_noop("Pick something small up off the floor, three times."),
    kiosk_pace=gettext_noop("Put something small on the floor. Pick it up three times, as you do at home."),
    segment=segment,
    followed=(
        Followed(
            id="pick_strategy",
            title=gettext_noop("How far you stoop to pick something up"),
            unit="%",
            better="less",
            rose=gettext_noop("You stooped more than {then} ({difference} more)."),
            fell=gettext_noop("You used your legs more than {then} ({difference} less stooped)."),
        ),
        Followed(
            id="lower_back_rounding",
            title=gettext_noop("Lower-back rounding when picking something up"),
            unit="deg",
            better="less",
            rose=gettext_noop("Your lower back rounded more than {then} ({difference} more)."),
            fell=gettext_noop("Your lower back rounded less than {then} ({difference} less)."),
        ),
        Followed(
            id="knee_flexion_deg",
            title=gettext_noop("Knee bend at the lowest point"),
            unit="deg",
            better="more",
            rose=gettext_noop("You bent your knees more than {then} ({difference} more)."),
            fell=gettext_noop("You bent your knees less than {then} ({difference} less)."),
            limited_by="limit_knee",
        ),
    ),
    repeated="trunk_inclination_deg",
    visit=VISIT,
    drill="raised_pick",
)
