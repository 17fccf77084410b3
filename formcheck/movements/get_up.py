"""Getting up off the floor, from sitting or lying to standing: what it is done with, not how fast.

After the sitting-rising test (de Brito 2014, doi 10.1177/2047487312471759), whose supports are counted here. Its score
and what it was related to in that study are left out on purpose: this is feedback on one movement.
"""

import math
from dataclasses import replace
from typing import Final

from formcheck.i18n import gettext_noop, ngettext_noop
from formcheck.measures import getting_up
from formcheck.measures.facts import ClipFacts, MovementRules
from formcheck.measures.floor import FloorBody, Way, goes_down, ways_up
from formcheck.measures.limit import Limit
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
    at_levels,
)

COUNTED: Final = gettext_noop("supports are counted")

# fmt: off
SUPPORTS: Final = Check(
    id="floor_supports",
    title=gettext_noop("Supports used to get up"),
    limit=Limit(1.5, 3.5, "supports", noise=0.4,
                source=gettext_noop("SRT: hands, forearms, knees and a hand on the knee are supports; "
                                    "chosen: one is common, both hands and both knees are a lot; "
                                    "half-way between whole supports")),
    view="any",
    good=gettext_noop("You got up with one support at most."),
    watch=gettext_noop("You got up with {value} supports."),
    fault=gettext_noop("You got up with {value} supports. That is fine for now. It shows us what to train."),
    priority=14,
    measure=getting_up.supports_used,
    core=True,
    strategy=True,
    cue=gettext_noop("Try it with one hand less."),
    praise=2,
    causes=(
        CauseRule(causes=("strength", "hips", "balance", "confidence"), retests=("higher_seat",), group="hands"),
    ),
    asks={"knee": math.inf, "hands": math.inf},
    stays=at_levels("good", COUNTED) | at_levels("fault", COUNTED),
)
HANDS_ON_KNEES: Final = replace(
    rows.HANDS_ON_KNEES,
    limit=Limit(0.3, 0.5, "s", noise=0.1,
                source=gettext_noop("SRT: a hand on the knee is a support; "
                                    "chosen: as long as hands that push in a squat")),
    measure=getting_up.hands_on_legs_s,
)
# fmt: on


def segment(clip: ClipFacts, spans: tuple[RepSpan, ...], _asked: bool = False) -> Segmented:
    """Every way from the floor to standing; spans that touch one are nobody else's.

    Who goes down to the floor and stays there is said to have done so, when nothing else was done.
    """
    body = FloorBody.of(clip)
    if body is None:
        return Segmented((), spans)
    ways = ways_up(body)
    found = tuple(_whole(body, way) for way in ways)
    left = tuple(span for span in spans if not any(span.start <= way.end and way.start <= span.end for way in ways))
    down = goes_down(body)
    if down is not None and not found and not any(not span.partial for span in left):
        start, low = down
        drop = float(body.shoulder[start] - body.shoulder[low])
        span = RepSpan(start, low, low, low, low, began=True, ended=False, drop_legs=drop)
        return Segmented((Segment(span, nothing="stayed_down"),), ())
    return Segmented(found, left)


def _whole(body: FloorBody, way: Way) -> Segment:
    drop = float(body.shoulder[way.end] - body.shoulder[way.off])
    span = RepSpan(way.start, way.off, way.off, way.off, way.end, began=True, ended=True, drop_legs=drop)
    return Segment(span, get_up=getting_up.get_up(body, way))


RISE_OFF_S: Final = 0.4  # chosen: leaving the floor and standing are each known to 0.3 s
VISIT: Final = VisitStep(
    order=20,
    title=gettext_noop("Get up off the floor"),
    film=(
        gettext_noop("Turn your left or right side to the camera."),
        gettext_noop("Keep the floor around you and your head in view when you stand."),
    ),
    takes=(
        VisitTake(
            id="usual",
            title=gettext_noop("Getting up off the floor"),
            instruction=gettext_noop(
                "Sit on the floor with your legs out. Get up in your own way, with as little help as feels fine, "
                "and stand still."
            ),
        ),
    ),
    ready=gettext_noop("Sit down on the floor."),
    ready_s=15.0,
    reps=1,
    longest_s=60.0,
    drawn=("on_floor", "standing"),
    rows=(
        VisitRow(
            id="floor_supports",
            title=gettext_noop("Supports used to get up"),
            unit="supports",
            better="less",
            read=readings.of_check(SUPPORTS),
            missing=gettext_noop("Film from the side, with your hands and knees in view."),
        ),
        VisitRow(
            id="get_up_s",
            title=gettext_noop("From the floor to standing"),
            unit="s",
            better="less",
            digits=1,
            read=readings.of_reps(lambda rep: None if rep.get_up is None else rep.get_up.seconds, RISE_OFF_S),
            missing=gettext_noop("Film until you have stood still for a second."),
        ),
    ),
)
MOVEMENT: Final = Movement(
    name="get_up",
    title=gettext_noop("Getting up off the floor"),
    short=gettext_noop("Floor rise"),
    counted=ngettext_noop("{count} rise from the floor", "{count} rises from the floor"),
    checks=(SUPPORTS, HANDS_ON_KNEES, rows.STEADINESS),
    rules=MovementRules(
        name="get_up",
        hand_passing_s=HANDS_ON_KNEES.limit.good,
        back_until_level=False,
        main_signs=frozenset(),
        turns=True,
    ),
    gauge="supports",
    praised={"": gettext_noop("Good. Up from the floor.")},
    kiosk_question=gettext_noop("How do you get up off the floor?"),
    kiosk_three=gettext_noop("Get up off the floor, once or twice."),
    kiosk_pace=gettext_noop("Sit down on the floor first. Then get up in your own way and at your own pace."),
    segment=segment,
    followed=(
        Followed(
            id="floor_supports",
            title=gettext_noop("Supports used to get up off the floor"),
            unit="supports",
            better="less",
            rose=gettext_noop("You used more supports than {then} ({difference} more)."),
            fell=gettext_noop("You used fewer supports than {then} ({difference} fewer)."),
        ),
    ),
    repeated="trunk_inclination_deg",
    visit=VISIT,
    drill="half_kneel_stand",
)
