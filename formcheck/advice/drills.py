"""Drills for home: form first, no load, no impact. Each works on a possible cause and has a rendered picture.

The instructions are our own; which drill goes with which cause is coaching practice (brief section 7).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from formcheck.advice.causes import AREAS, Area
from formcheck.i18n import gettext_noop
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


_SLOWLY: Final = gettext_noop("5 times, slowly, twice")
_HOLD: Final = gettext_noop("Hold 20 seconds, 3 times, each side")

DRILLS: Final = (
    Drill(
        "glute_bridge",
        gettext_noop("Glute bridge"),
        ("strength", "core"),
        (
            gettext_noop("Lie on your back, knees bent, feet flat."),
            gettext_noop("Press the feet down and lift the hips until thighs and trunk make one line."),
            gettext_noop("The work is felt behind, in the seat, not in the lower back. Lower slowly."),
        ),
        gettext_noop("8 times, twice"),
        knee_deg=90.0,
    ),
    Drill(
        "box_squat",
        gettext_noop("Squat to a chair"),
        ("strength", "confidence", "coordination"),
        (
            gettext_noop("Stand a foot's length in front of a firm chair, feet as wide as your hips."),
            gettext_noop("Sit back until you just touch it, chest up, whole foot down."),
            gettext_noop("Stand up again without letting go of the line of your back. A higher seat makes it easier."),
        ),
        gettext_noop("6 times, twice"),
        knee_deg=95.0,
        trunk_deg=45.0,
    ),
    Drill(
        "chair_stand",
        gettext_noop("Standing up from a chair"),
        ("strength", "balance", "confidence"),
        (
            gettext_noop("Sit on the front half of a firm chair that stands against a wall."),
            gettext_noop("Feet under your knees, arms crossed or held in front, lean a little forward."),
            gettext_noop("Stand up, count to three, sit down slowly. Use your hands as much as you need."),
        ),
        gettext_noop("5 times, twice"),
        knee_deg=95.0,
        trunk_deg=40.0,
    ),
    Drill(
        "supported_squat",
        gettext_noop("Squat holding on"),
        ("hips", "confidence", "balance"),
        (
            gettext_noop("Hold a door post or a heavy table lightly with both hands."),
            gettext_noop("Sink as deep as is easy, knees over the toes, chest up."),
            gettext_noop("Breathe out three times down there, then stand up with your legs."),
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
            gettext_noop("Hold a broomstick along your back: it touches head, upper back and seat."),
            gettext_noop("Knees soft, push the hips back, the stick keeps its three points."),
            gettext_noop("Come up by pushing the hips forward."),
        ),
        gettext_noop("8 times, twice"),
        knee_deg=25.0,
        trunk_deg=60.0,
        hinge=True,
    ),
    Drill(
        "ankle_rock",
        gettext_noop("Ankle rock"),
        ("ankle", "balance"),
        (
            gettext_noop("Kneel on one knee before a wall, the front foot a hand from it."),
            gettext_noop("Rock the front knee over the toes towards the wall; the heel stays down."),
            gettext_noop("Go back, and forward again, without force."),
        ),
        gettext_noop("10 times, each side"),
        knee_deg=100.0,
    ),
    Drill(
        "calf_stretch",
        gettext_noop("Calf stretch"),
        ("ankle",),
        (
            gettext_noop("Hands on a wall, one leg back, its knee straight and its heel down."),
            gettext_noop("Lean in until the calf pulls gently. It should never hurt."),
        ),
        _HOLD,
        knee_deg=20.0,
        trunk_deg=20.0,
    ),
    Drill(
        "hamstring_reach",
        gettext_noop("Hamstring reach"),
        ("hamstrings",),
        (
            gettext_noop("Sit on a chair's edge, one leg straight, heel on the floor, toes up."),
            gettext_noop("Keep your back long and fold from the hip until the back of the thigh pulls gently."),
        ),
        _HOLD,
        knee_deg=90.0,
        trunk_deg=45.0,
        hinge=True,
    ),
    Drill(
        "cat_cow",
        gettext_noop("Round and hollow"),
        ("back_mobility", "coordination"),
        (
            gettext_noop("On hands and knees, hands under shoulders, knees under hips."),
            gettext_noop("Breathe out and round the whole back; breathe in and let it hollow a little."),
            gettext_noop("Only as far as it is easy."),
        ),
        gettext_noop("6 breaths"),
        knee_deg=90.0,
    ),
    Drill(
        "bird_dog",
        gettext_noop("Bird dog"),
        ("core", "balance", "coordination"),
        (
            gettext_noop("On hands and knees, back long as if a cup stood on it."),
            gettext_noop("Slide one leg back, then lift it with the opposite arm until both are level."),
            gettext_noop("Hold two breaths, then change sides. The cup does not fall."),
        ),
        gettext_noop("5 times, each side"),
        knee_deg=90.0,
    ),
    Drill(
        "wall_squat",
        gettext_noop("Squat with your back to a wall"),
        ("strength", "confidence"),
        (
            gettext_noop("Lean your back against a wall, feet two lengths in front of it."),
            gettext_noop("Slide down as far as is easy, knees over the feet, and stay for three breaths."),
            gettext_noop("Push up through the whole foot."),
        ),
        gettext_noop("4 times"),
        knee_deg=90.0,
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
    causes: Sequence[Cause], area: Area | None = None, clinician_limits: ClinicianLimits = NO_LIMITS
) -> tuple[Drill, ...]:
    """Up to four drills for these causes, likeliest first; of one ``area``, filled up with others of it, or of any.

    None exceeds what is ``allowed``, so there may be none at all.
    """
    pool = [drill for drill in DRILLS if area in (None, drill.area) and within(drill, clinician_limits)]
    fitting = [drill for drill in pool if set(drill.causes) & set(causes)]
    fitting.sort(key=lambda drill: _place(drill, causes))
    if area is not None:
        fitting += [drill for drill in pool if drill not in fitting]
    return tuple(fitting or [drill for drill in pool if drill.id in MIX])[:A_SESSION]


def _place(drill: Drill, causes: Sequence[Cause]) -> float:
    """Sort key of a drill: by the likeliest cause it works on, then by how far down that cause stands in its list."""
    return min(causes.index(cause) + at / len(AREAS) for at, cause in enumerate(drill.causes) if cause in causes)
