"""Drills for home: form first, no load, no impact. Each works on a possible cause and has a rendered picture.

The instructions are our own; which drill goes with which cause is coaching practice.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from formcheck.advice.causes import AREAS, Area, CandidateCause
from formcheck.i18n import gettext_noop
from formcheck.movements import movements
from formcheck.movements.spec import Cause
from formcheck.settings import NO_LIMITS, ClinicianLimits

A_SESSION: Final = 4  # chosen: with rests, four drills fill a quarter of an hour


@dataclass(frozen=True, slots=True)
class Drill:
    """``causes`` it works on, the main one first; ``steps`` are read before, ``dose`` beside the picture.

    ``knee_deg`` and ``trunk_deg``: the most it bends the knees and leans the trunk forward, as its picture shows; a
    trunk supported by the hands does not lean. ``hinge``: it bends at the hips.
    """

    id: str
    title: str
    causes: tuple[Cause, ...]
    steps: tuple[str, ...]
    dose: str
    knee_deg: float
    trunk_deg: float = 0.0
    hinge: bool = False

    @property
    def area(self) -> Area:
        """Strength, mobility or movement, from its first cause."""
        return AREAS[self.causes[0]]


_SLOWLY: Final = gettext_noop("2 rounds of 5, slowly")
_HOLD: Final = gettext_noop("Hold for 20 seconds, 3 times on each side")

DRILLS: Final = (
    Drill(
        "glute_bridge",
        gettext_noop("Bridge (hip lift)"),
        ("strength", "core"),
        (
            gettext_noop("Lie on your back with your knees bent and your feet flat on the floor."),
            gettext_noop(
                "Press your feet down and lift your hips until your body is straight from shoulders to knees."
            ),
            gettext_noop("You should feel it in your bottom, not in your lower back. Lower slowly."),
        ),
        gettext_noop("2 rounds of 8"),
        knee_deg=90.0,
    ),
    Drill(
        "box_squat",
        gettext_noop("Squat to a chair"),
        ("strength", "confidence", "coordination"),
        (
            gettext_noop("Stand one foot's length in front of a firm chair, with your feet as wide as your hips."),
            gettext_noop(
                "Sit back until you just touch the seat. Keep your chest up and your whole foot on the floor."
            ),
            gettext_noop("Stand up again and keep your back straight. A higher seat makes it easier."),
        ),
        gettext_noop("2 rounds of 6"),
        knee_deg=95.0,
        trunk_deg=45.0,
    ),
    Drill(
        "chair_stand",
        gettext_noop("Standing up from a chair"),
        ("strength", "balance", "confidence"),
        (
            gettext_noop("Sit on the front half of a firm chair. Put the chair against a wall."),
            gettext_noop(
                "Put your feet under your knees, cross your arms or hold them in front, and lean forward a little."
            ),
            gettext_noop("Stand up, count to three, then sit down slowly. Use your hands as much as you need."),
        ),
        gettext_noop("2 rounds of 5"),
        knee_deg=95.0,
        trunk_deg=40.0,
    ),
    Drill(
        "supported_squat",
        gettext_noop("Squat with support"),
        ("hips", "confidence", "balance"),
        (
            gettext_noop("Hold a door frame or a heavy table lightly with both hands."),
            gettext_noop("Go down as far as is easy, with your knees over your toes and your chest up."),
            gettext_noop("Take three breaths at the bottom, then push up with your legs."),
        ),
        _SLOWLY,
        knee_deg=115.0,
        trunk_deg=35.0,
    ),
    Drill(
        "hinge_stick",
        gettext_noop("Hip hinge with a stick"),
        ("coordination", "hamstrings", "back_mobility"),
        (
            gettext_noop("Hold a broomstick along your back so that it touches your head, upper back and bottom."),
            gettext_noop(
                "Bend your knees a little and push your hips back. The stick keeps touching all three places."
            ),
            gettext_noop("Push your hips forward to come up."),
        ),
        gettext_noop("2 rounds of 8"),
        knee_deg=25.0,
        trunk_deg=60.0,
        hinge=True,
    ),
    Drill(
        "ankle_rock",
        gettext_noop("Knee to wall"),
        ("ankle", "balance"),
        (
            gettext_noop("Kneel on one knee in front of a wall, with your front foot a hand's width away from it."),
            gettext_noop("Move your front knee over your toes towards the wall. Keep your heel down."),
            gettext_noop("Go back and forward again. Do not force it."),
        ),
        gettext_noop("10 times on each side"),
        knee_deg=100.0,
    ),
    Drill(
        "calf_stretch",
        gettext_noop("Calf stretch"),
        ("ankle",),
        (
            gettext_noop("Put your hands on a wall and one leg back, with the knee straight and the heel down."),
            gettext_noop("Lean in until you feel a gentle stretch in your calf. It should never hurt."),
        ),
        _HOLD,
        knee_deg=20.0,
        trunk_deg=20.0,
    ),
    Drill(
        "hamstring_reach",
        gettext_noop("Hamstring stretch"),
        ("hamstrings",),
        (
            gettext_noop("Sit on the edge of a chair with one leg straight, heel on the floor and toes up."),
            gettext_noop(
                "Keep your back straight and bend from the hips until you feel a gentle stretch at the back of "
                "your thigh."
            ),
        ),
        _HOLD,
        knee_deg=90.0,
        trunk_deg=45.0,
        hinge=True,
    ),
    Drill(
        "cat_cow",
        gettext_noop("Round and arch your back"),
        ("back_mobility", "coordination"),
        (
            gettext_noop(
                "Go on your hands and knees, with your hands under your shoulders and your knees under your hips."
            ),
            gettext_noop("Breathe out and round your whole back. Breathe in and let it arch a little."),
            gettext_noop("Only go as far as is easy."),
        ),
        gettext_noop("6 breaths"),
        knee_deg=90.0,
    ),
    Drill(
        "bird_dog",
        gettext_noop("Opposite arm and leg lift"),
        ("core", "balance", "coordination"),
        (
            gettext_noop("Go on your hands and knees, with your back as flat as a table."),
            gettext_noop("Slide one leg back, then lift it together with the opposite arm until both are level."),
            gettext_noop("Hold for two breaths, then change sides. Keep your back still."),
        ),
        gettext_noop("5 times on each side"),
        knee_deg=90.0,
    ),
    Drill(
        "wall_squat",
        gettext_noop("Wall squat"),
        ("strength", "confidence"),
        (
            gettext_noop("Lean your back against a wall, with your feet two foot lengths in front of it."),
            gettext_noop("Slide down as far as is easy, with your knees over your feet. Stay for three breaths."),
            gettext_noop("Push up with your whole foot on the floor."),
        ),
        gettext_noop("4 times"),
        knee_deg=90.0,
    ),
    Drill(
        "half_kneel_stand",
        gettext_noop("Kneel and stand up"),
        ("balance", "strength", "confidence"),
        (
            gettext_noop("Kneel on one knee in front of a firm chair. Put the chair against a wall."),
            gettext_noop("Put one hand on the seat, lean forward a little, and push through your front foot to stand."),
            gettext_noop("Go back down slowly. Use the chair as little as you can."),
        ),
        gettext_noop("4 times on each side"),
        knee_deg=100.0,
    ),
    Drill(
        "raised_pick",
        gettext_noop("Pick up from a low stool"),
        ("coordination", "strength", "hips"),
        (
            gettext_noop("Put something small on a low stool or a step, close in front of your feet."),
            gettext_noop("Push your hips back, bend your knees, and reach down with a straight back."),
            gettext_noop("Push your feet into the floor to stand up. When this is easy, use a lower place."),
        ),
        gettext_noop("2 rounds of 5"),
        knee_deg=75.0,
        trunk_deg=55.0,
    ),
)
#: Drills where nothing needs work: one of each area.
MIX: Final = ("glute_bridge", "ankle_rock", "hinge_stick", "bird_dog")


def within(drill: Drill, clinician_limits: ClinicianLimits) -> bool:
    """Whether a drill stays within what a professional allowed."""
    knee, trunk = clinician_limits.knee_flexion_deg, clinician_limits.trunk_inclination_deg
    bends = (knee is None or drill.knee_deg <= knee) and (trunk is None or drill.trunk_deg <= trunk)
    return bends and (clinician_limits.hinge or not drill.hinge)


def drills_for(
    causes: Sequence[Cause],
    area: Area | None = None,
    clinician_limits: ClinicianLimits = NO_LIMITS,
    first: Collection[str | None] = (),
) -> tuple[Drill, ...]:
    """Up to four drills for these causes, likeliest first; of one ``area``, filled up with others of it, or of any.

    Before all others come the drills with the ids ``first``. None exceeds what is allowed, so there may be none at all.
    """
    pool = [drill for drill in DRILLS if area in (None, drill.area) and within(drill, clinician_limits)]
    fitting = [drill for drill in pool if set(drill.causes) & set(causes)]
    fitting.sort(key=lambda drill: (drill.id not in first, _place(drill, causes)))
    if area is not None:
        fitting += [drill for drill in pool if drill not in fitting]
    return tuple(fitting or [drill for drill in pool if drill.id in MIX])[:A_SESSION]


def drills_against(causes: Sequence[CandidateCause], clinician_limits: ClinicianLimits) -> tuple[Drill, ...]:
    """The drills for causes that were found; first the easier ways of the movements in which they were seen."""
    seen = {movement for one in causes for movement in one.movements}
    first = {movement.drill for name, movement in movements().items() if name in seen}
    return drills_for([one.cause for one in causes], None, clinician_limits, first)


def _place(drill: Drill, causes: Sequence[Cause]) -> float:
    """Sort key of a drill: by the likeliest cause it works on, then by how far down that cause stands in its list."""
    return min(causes.index(cause) + at / len(AREAS) for at, cause in enumerate(drill.causes) if cause in causes)
