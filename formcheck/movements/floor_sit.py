"""Sitting in a squat: right down to the floor with an upright back, and staying there, from holding on to free."""

from dataclasses import replace
from typing import Final

from formcheck.i18n import gettext_noop, ngettext_noop
from formcheck.measures import held, holding
from formcheck.measures.facts import ClipFacts, MovementRules
from formcheck.measures.hands import hands_on_floor_s, hands_on_legs_s
from formcheck.measures.limit import Limit
from formcheck.measures.two_feet import on_two_feet
from formcheck.motion.reps import RepSpan
from formcheck.movements import readings, rows, squat
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

LEVEL_DEG: Final = squat.DEPTH.limit.good  # at parallel or lower, as that check has it
STEPS: Final = gettext_noop("steps are counted")
IN_SECONDS: Final = gettext_noop("seconds are the same at every level")

# fmt: off
HELP: Final = Check(
    id="squat_help",
    title=gettext_noop("Help while you sit low"),
    limit=Limit(2.5, 1.5, "step", bad="below", noise=0.4,
                source=gettext_noop("chosen: three steps: holding on, heels raised, neither; half-way between them; "
                                    "FMS: raised heels make it easier; SRT: a hand on something is a support")),
    view="any",
    good=gettext_noop("You sat low without help, with your heels down."),
    watch=gettext_noop("You sat low with your heels up. Next step: heels down, and hold on to something at first."),
    fault=gettext_noop("You held on while you sat low. That is a good start. "
                       "Next step: let go, with your heels on a book."),
    priority=15,
    measure=held.rung,
    core=True,
    strategy=True,
    cue=gettext_noop("Next time, a little less help."),
    praise=2,
    causes=(CauseRule(causes=("ankle", "balance", "hips", "strength"), retests=("heels_on_book", "door_post")),),
    stays=at_levels("good", STEPS) | at_levels("fault", STEPS),
)
HOLD_TIME: Final = Check(
    id="hold_time",
    title=gettext_noop("How long you stayed low"),
    limit=Limit(10.0, 5.0, "s", bad="below", noise=0.2,
                source=gettext_noop("chosen: three quiet breaths take some ten seconds, half of that is a start")),
    view="any",
    good=gettext_noop("You stayed low long enough."),
    watch=gettext_noop("You stayed low for {value} seconds. Build up to ten."),
    fault=gettext_noop("You stayed low for {value} seconds. Stay a second or two longer each time."),
    priority=46,
    measure=held.hold_s,
    strategy=True,
    cue=gettext_noop("Stay a little longer next time."),
    praise=3,
    causes=(CauseRule(causes=("confidence", "strength", "hips", "ankle"), retests=("heels_on_book", "door_post")),),
    stays=at_levels("good", IN_SECONDS) | at_levels("fault", IN_SECONDS),
)
DEPTH: Final = replace(
    squat.DEPTH,
    limit=Limit(-8.0, 3.0, "deg", noise=3.0,
                source=gettext_noop("chosen: below level by more than the error is sitting low; "
                                    "at level the legs still carry as in a squat")),
    good=gettext_noop("You sat low, with your thighs below level."),
    watch=gettext_noop("You could sit a little lower, if that feels fine."),
    fault=gettext_noop("Your thighs were about level. Sit lower when that feels easy."),
    cue=gettext_noop("Sit a little lower next time."),
    stays=at_levels("good", gettext_noop("low is low at every level")),
)
ROUNDING: Final = replace(
    rows.ROUNDING,
    limit=Limit(25.0, 40.0, "deg", noise=4.0,
                source=gettext_noop("McKean 2010: squats use up to 25 of lumbar flexion; von Arx 2021: stoops 36; "
                                    "chosen: 40 is a back that hangs, beyond the error")),
    good=gettext_noop("Your back stayed long while you sat low."),
    watch=gettext_noop("Your lower back rounded a little while you sat low."),
    fault=gettext_noop("Your lower back rounded a lot while you sat low. Lift your chest, or sit less deep for now."),
    measure=held.lumbar_flexion,
    causes=(CauseRule(causes=("hips", "ankle", "core"), retests=("heels_on_book", "door_post")),),
)
STEADINESS: Final = replace(
    rows.STEADINESS,
    limit=Limit(0.08, 0.16, "leg lengths", noise=0.02,
                source=gettext_noop("chosen: as after standing up, 0.04 body heights, of the shoulders over the feet")),
    good=gettext_noop("You kept still while you sat low."),
    watch=gettext_noop("You swayed a little while you sat low."),
    fault=gettext_noop("You were unsteady while you sat low. Keep something to hold within reach."),
    measure=held.sway,
    cue=gettext_noop("Look at one spot and breathe."),
)
# fmt: on


def segment(clip: ClipFacts, spans: tuple[RepSpan, ...], _asked: bool = False) -> Segmented:
    """The repetitions whose bottom is held long enough; all others are left."""
    begins = [*(span.start for span in spans[1:]), len(clip.track.t_s)]
    each = zip(spans, begins, strict=False)  # without a span there is none to begin
    sits = {span: one for span, then in each if (one := _sit(clip, span, then)) is not None}
    return Segmented(tuple(sits.values()), tuple(span for span in spans if span not in sits))


def _sit(clip: ClipFacts, span: RepSpan, then: int) -> Segment | None:
    """Somebody who stood, went down on both feet, and stayed, before frame ``then``; None of one who did not."""
    if not span.began:
        return None
    filmed = span if span.ended else replace(span, end=then - 1)
    stay = holding.stay(clip, filmed)
    if stay is None or holding.lasts_s(clip, stay) < holding.HOLD_S:
        return None
    low = replace(
        span,
        bottom_from=stay.first,
        bottom=(stay.first + stay.last) // 2,
        bottom_to=stay.last,
        end=max(span.end, stay.last),
        stays=not span.ended,
    )
    found = held.hold(clip, low, stay, LEVEL_DEG) if on_two_feet(clip, low) else None
    return None if found is None else Segment(low, hold=found)


VISIT: Final = VisitStep(
    order=30,
    title=gettext_noop("Sit in a squat"),
    needs=gettext_noop("a door post or something else firm to hold, if you want to"),
    film=(
        gettext_noop("Turn your left or right side to the camera."),
        gettext_noop("Keep your whole body and your feet in view."),
    ),
    takes=(
        VisitTake(
            id="usual",
            title=gettext_noop("Sitting in a squat"),
            instruction=gettext_noop(
                "Squat down as low as is comfortable, hold on if you need to, stay for three quiet breaths, "
                "and stand up."
            ),
        ),
    ),
    ready=gettext_noop("Stand still."),
    reps=1,
    longest_s=60.0,
    rows=(
        VisitRow(
            id="hold_time",
            title=gettext_noop("How long you stayed low"),
            unit="s",
            better="more",
            digits=1,
            read=readings.of_check(HOLD_TIME),
            missing=gettext_noop("Stay low for three seconds or more, and film until you stand again."),
            limited_by="limit_knee",
        ),
        VisitRow(
            id="knee_flexion_deg",
            title=gettext_noop("Knee bend while you sit low"),
            unit="deg",
            better="more",
            read=readings.of_angle("knee_flexion_deg"),
            missing=gettext_noop("Film from the side, with your whole leg in view."),
            limited_by="limit_knee",
        ),
        VisitRow(
            id="trunk_inclination_deg",
            title=gettext_noop("Leaning forward while you sit low"),
            unit="deg",
            better="less",
            read=readings.of_angle("trunk_inclination_deg"),
            missing=gettext_noop("Film from the side, with your back in view."),
        ),
    ),
)
MOVEMENT: Final = Movement(
    name="floor_sit",
    title=gettext_noop("Sitting in a squat"),
    short=gettext_noop("Squat sit"),
    counted=ngettext_noop("{count} squat sit", "{count} squat sits"),
    checks=(
        HELP,
        HOLD_TIME,
        DEPTH,
        squat.TRUNK_LEAN,
        ROUNDING,
        replace(rows.HANDS_ON_KNEES, measure=held.when_risen(hands_on_legs_s)),
        replace(rows.HANDS_ON_FLOOR, measure=held.when_risen(hands_on_floor_s)),
        STEADINESS,
    ),
    rules=MovementRules(
        name="floor_sit",
        hand_passing_s=rows.HANDS_ON_KNEES.limit.good,
        back_until_level=False,
        main_signs=frozenset(),
    ),
    gauge="hold",
    praised={
        "": gettext_noop("Good. You stayed low."),
        "floor": gettext_noop("Good. Low and steady."),
    },
    kiosk_question=gettext_noop("How do you sit in a squat?"),
    kiosk_three=gettext_noop("Sit in a squat three times."),
    kiosk_pace=gettext_noop("Sit down low, breathe three times, and stand up. Three times, at your own pace."),
    segment=segment,
    depth="depth",
    followed=(
        Followed(
            id="hold_time",
            title=gettext_noop("How long you stayed low"),
            unit="s",
            better="more",
            rose=gettext_noop("You stayed low for longer than {then} ({difference} more)."),
            fell=gettext_noop("You stayed low less long than {then} ({difference} less)."),
            limited_by="limit_knee",
        ),
        Followed(
            id="trunk_inclination_deg",
            title=gettext_noop("Leaning forward while you sit low"),
            unit="deg",
            better="less",
            rose=gettext_noop("You leaned forward more than {then} ({difference} more)."),
            fell=gettext_noop("You leaned forward less than {then} ({difference} less)."),
        ),
    ),
    visit=VISIT,
    drill="supported_squat",
)
