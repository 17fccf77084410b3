"""Standing up from a chair, and sitting down again: whole, or only the rise."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np

from formcheck.i18n import gettext_noop, ngettext_noop
from formcheck.measures import rising
from formcheck.measures.facts import ClipFacts, MovementRules
from formcheck.measures.limit import Limit
from formcheck.measures.seat import Moving, Seat, Up, sinks_to, ups
from formcheck.motion.reps import RepSpan
from formcheck.movements import readings, rows
from formcheck.movements.spec import (
    TRUNK_NOISE_DEG,
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

AT_START_S: Final = 0.3  # chosen: who is low this soon was rising when the clip began
LEFT_LEGS: Final = 0.1  # chosen: hips this far above the seat when the clip ends were on their way up
FIVE_OFF_S: Final = 0.3  # measured: the time of two rendered people's five rises came out 0.15 and 0.2 s short

COUNTED: Final = gettext_noop("tries are counted")

WEAK_LEGS: Final = (CauseRule(causes=("strength", "balance", "confidence"), retests=("higher_seat",)),)

# fmt: off
RISING_LEAN: Final = Check(
    id="rising_lean",
    title=gettext_noop("Leaning forward to stand up"),
    limit=Limit(55.0, 70.0, "deg", noise=TRUNK_NOISE_DEG,
                source=gettext_noop("Scarborough 2007: the furthest lean tells apart how people rise; "
                                    "van Lummel 2018: weaker people lean further; "
                                    "chosen: ordinary rises lean 35 to 50, 5 for landmark error")),
    view="as its band allows",
    good=gettext_noop("You leaned forward as much as standing up needs."),
    watch=gettext_noop("You leaned far forward to stand up."),
    fault=gettext_noop("You leaned very far forward to stand up. A higher seat makes it easier for your legs."),
    priority=30,
    measure=rising.lean,
    cue=gettext_noop("Chest up, push through your legs."),
    praise=4,
    causes=(CauseRule(causes=("strength", "hips", "balance"), retests=("higher_seat",)),),
    true_value=lambda at: at("trunk_inclination_deg"),  # it leans furthest as the hips leave the seat
)
TRIES: Final = Check(
    id="tries",
    title=gettext_noop("Tries to stand up"),
    limit=Limit(1.5, 2.5, "tries", noise=0.4,
                source=gettext_noop("chosen: one try is how it should be, two may be chance, three are not; "
                                    "half-way between whole tries")),
    view="any",
    good=gettext_noop("You stood up at the first try."),
    watch=gettext_noop("You stood up at the second try."),
    fault=gettext_noop("You needed {value} tries to stand up. That is fine for now. It shows us what to train."),
    priority=14,
    measure=rising.tries,
    strategy=True,
    cue=gettext_noop("Nose over toes, then stand."),
    praise=2,
    causes=WEAK_LEGS,
    stays=at_levels("good", COUNTED) | at_levels("fault", COUNTED),
)
SITTING_DOWN: Final = Check(
    id="sitting_down",
    title=gettext_noop("Sitting down"),
    limit=Limit(0.6, 0.4, "s", bad="below", noise=0.1,
                source=gettext_noop("chosen: a free fall onto a seat takes 0.3 s, "
                                    "with half of the weight held back 0.4 s")),
    view="any",
    good=gettext_noop("You sat down under control."),
    watch=gettext_noop("You sat down quickly. Take a full second."),
    fault=gettext_noop("You dropped onto the seat. Lower yourself slowly."),
    priority=31,
    measure=rising.sitting_down_s,
    digits=2,
    cue=gettext_noop("Sit down slowly."),
    praise=6,
    causes=WEAK_LEGS,
)
ROUNDING: Final = replace(
    rows.ROUNDING,
    fault=gettext_noop("Your lower back rounded a lot as you stood up. Sit tall first, then bend from your hips."),
    causes=(CauseRule(causes=("core", "hips", "coordination"), retests=("higher_seat",)),),
)
HANDS_ON_KNEES: Final = replace(
    rows.HANDS_ON_KNEES,
    limit=Limit(0.18, 0.3, "s", noise=0.1,
                source=gettext_noop("SRT: a hand on the knee is a support; measured once off the seat: "
                                    "free hands leave within 0.15 s, pushing ones stay 0.35 s or more")),
    measure=rising.hands_on_legs_s,
)
STEADINESS: Final = replace(rows.STEADINESS, measure=rising.steady_after)
# fmt: on


def segment(clip: ClipFacts, spans: tuple[RepSpan, ...], _asked: bool = False) -> Segmented:
    """Every rise from a seat, whole or cut off by the clip; spans that touch a seat are nobody else's."""
    moving = Moving.of(clip)
    stays, found = ups(clip, moving)
    if not stays:
        return Segmented((), spans)
    whole = [_whole(clip, moving, up) for up in found]
    taken = [(seat.first, seat.last) for seat in stays] + [(one.span.start, one.span.end) for one in whole]
    left = [span for span in spans if not _overlaps(span, taken)]
    cut = [span for span in left if _cut_off(moving, span, stays[0])]
    partial = [Segment(replace(span, began=False)) for span in cut]
    partial += _still_rising(moving, stays[-1], found)
    if not (whole or partial or left):
        partial += _only_sits_down(moving, stays[0])
    return Segmented(
        tuple(sorted((*whole, *partial), key=lambda one: one.span.start)),
        tuple(span for span in left if span not in cut),
    )


def _whole(clip: ClipFacts, moving: Moving, up: Up) -> Segment:
    start = rising.lean_starts(clip, up)
    return Segment(
        _span(moving, start, up.seat_off, up.end, ended=True),
        rise=rising.rise(clip, moving, up, start),
    )


def _span(moving: Moving, start: int, seat_off: int, end: int, *, ended: bool) -> RepSpan:
    drop = float(moving.shoulder[end] - moving.shoulder[seat_off])
    return RepSpan(start, seat_off, seat_off, seat_off, end, began=True, ended=ended, drop_legs=drop)


def _overlaps(span: RepSpan, taken: Iterable[tuple[int, int]]) -> bool:
    return any(span.start <= last and first <= span.end for first, last in taken)


def _cut_off(moving: Moving, span: RepSpan, first: Seat) -> bool:
    """Whether a span before the first seat was a rise under way when the clip began."""
    return not span.began and span.end < first.first and moving.t_s[span.bottom] - moving.t_s[0] <= AT_START_S


def _still_rising(moving: Moving, seat: Seat, found: Iterable[Up]) -> list[Segment]:
    """The rise under way when the clip ends."""
    after = moving.hip[seat.last :]
    known = np.flatnonzero(np.isfinite(after))
    if any(up.seat == seat for up in found) or not len(known):
        return []
    end = seat.last + int(known[-1])
    if not moving.hip[end] - moving.hip[seat.last] >= LEFT_LEGS:
        return []
    return [Segment(_span(moving, seat.last, seat.last, end, ended=False))]


def _only_sits_down(moving: Moving, seat: Seat) -> list[Segment]:
    """The way down to a seat that nobody leaves again in this clip."""
    start = sinks_to(moving, seat)
    if start is None:
        return []
    drop = float(moving.shoulder[start] - moving.shoulder[seat.first])
    span = RepSpan(start, seat.first, seat.first, seat.first, seat.first, began=True, ended=False, drop_legs=drop)
    return [Segment(span, nothing="sat_down")]


VISIT: Final = VisitStep(
    order=40,
    title=gettext_noop("Stand up from a chair, five times"),
    needs=gettext_noop("a firm chair without wheels, its back against a wall"),
    film=(
        gettext_noop("Turn the chair so that the camera sees your left or right side."),
        gettext_noop("Keep your head, feet and the whole chair in view."),
    ),
    takes=(
        VisitTake(
            id="usual",
            title=gettext_noop("Five chair stands"),
            instruction=gettext_noop(
                "Sit with your arms crossed. Stand up straight and sit down again, five times, as fast as is safe. "
                "Use your hands if you need them."
            ),
        ),
    ),
    ready=gettext_noop("Sit down on the chair."),
    ready_s=6.0,
    reps=5,
    longest_s=60.0,
    drawn=("on_chair", "standing"),
    rows=(
        VisitRow(
            id="five_s",
            title=gettext_noop("Five chair stands"),
            unit="s",
            better="less",
            digits=1,
            read=readings.of_time("five_s", FIVE_OFF_S),
            missing=gettext_noop("We need to see you stand up five times."),
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
    name="sit_to_stand",
    title=gettext_noop("Standing up from a chair"),
    short=gettext_noop("Chair stand"),
    counted=ngettext_noop("{count} chair stand", "{count} chair stands"),
    checks=(
        HANDS_ON_KNEES,
        TRIES,
        RISING_LEAN,
        ROUNDING,
        SITTING_DOWN,
        STEADINESS,
        rows.COMPENSATION,
    ),
    rules=MovementRules(
        name="sit_to_stand",
        hand_passing_s=HANDS_ON_KNEES.limit.good,
        back_until_level=False,
        main_signs=frozenset({"rounding"}),
    ),
    shown_well="sit_to_stand_side",
    gauge="rise",
    praised={"": gettext_noop("Good. Up in one go.")},
    kiosk_question=gettext_noop("How do you stand up from a chair?"),
    kiosk_three=gettext_noop("Do three chair stands."),
    kiosk_pace=gettext_noop("Sit down first. Then three chair stands, at your own pace."),
    segment=segment,
    followed=(
        Followed(
            id="rising_lean",
            title=gettext_noop("Leaning forward to stand up"),
            unit="deg",
            better="less",
            rose=gettext_noop("You leaned forward more than {then} ({difference} more)."),
            fell=gettext_noop("You leaned forward less than {then} ({difference} less)."),
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
    repeated="trunk_inclination_deg",
    visit=VISIT,
    drill="chair_stand",
)
