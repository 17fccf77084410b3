"""What a set comes to beyond its findings: the time for five rises, and the best of its holds."""

from collections.abc import Sequence
from typing import Final

from formcheck.schema import RUNGS, Finding, HandsUsed, Hold, Rep

FIVE: Final = 5  # rises that the five-times-sit-to-stand test times
HANDS, ON_CHAIR = "hands_on_knees", "hand_on_chair"  # what tells of help by hands: a check, and a note beside it


def five_s(rises: Sequence[Rep]) -> float | None:
    """Time from setting out for the first rise to standing after the fifth, as Guralnik 1994 has it; None with fewer.

    Protocols that stop when one sits again (Whitney 2005) come out longer by that way down.
    """
    return round(rises[FIVE - 1].end_s - rises[0].start_s, 2) if len(rises) >= FIVE else None


def five_hands(rises: Sequence[Rep], findings: Sequence[Finding]) -> HandsUsed | None:
    """Whether a hand helped in any of the five; a touch, and a hand in doubt, are neither with nor without."""
    five = {rep.index for rep in rises[:FIVE]}
    found = [finding for finding in findings if finding.check == HANDS and finding.rep in five]
    if len(rises) < FIVE:
        return None
    if any(one.verdict == "fault" or any(note.code == ON_CHAIR for note in one.notes) for one in found):
        return "with"
    return "without" if found and all(one.verdict == "good" for one in found) else None


def best_hold(reps: Sequence[Rep]) -> Hold | None:
    """The hold on the highest rung that is known, the longest of those."""
    holds = [rep.hold for rep in reps if rep.hold is not None]
    return max(holds, key=lambda one: (-1 if one.rung is None else RUNGS.index(one.rung), one.seconds), default=None)
