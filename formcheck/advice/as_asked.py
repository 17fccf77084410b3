"""Whether a retest was done as asked: the movement, a seat where one is asked for, the same body, as low as before.

What a camera cannot show is said too, and counts neither for nor against it.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from formcheck.i18n import gettext, gettext_noop
from formcheck.judging.reading import at_bottom, findings_of, typical
from formcheck.movements import movements
from formcheck.movements.spec import RetestId
from formcheck.schema import MovementName, Report, Verdict
from formcheck.wording.names import movement_name

#: Natural logarithm of the ratio of two clips' trunk over leg length. Measured: rendered clips of one person differ by
#: up to 0.055, and real people are measured two to four times less exactly.
OTHER_BODY: Final = 0.15
LESS_LOW_DEG: Final = 10.0  # chosen: two steps of a thigh angle's own error; less is how squats differ anyway
AS_LOW: Final = frozenset[RetestId](
    {"heels_on_book", "slow_rise"}
)  # whose lean or speed says nothing of a lesser squat
#: What has to be taken on trust.
UNSEEN: Final[dict[RetestId, str]] = {
    "heels_on_book": gettext_noop("We can't see if something was under your heels."),
    "door_post": gettext_noop("We can't see what you held on to, or how lightly."),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that was asked for, in a sentence: "good" when done, "fault" when not, "not_assessed" when unseen."""

    verdict: Verdict
    words: str


def as_asked(retest: RetestId, wanted: MovementName, first: Report, second: Report) -> tuple[Asked, ...]:
    """Everything that was asked for, in the current language; what was not done stands as it is to be read."""
    if not any(not rep.partial for rep in second.reps):
        return (Asked("fault", gettext("We could not see a whole repetition. Please film it again.")),)
    found = [_movement(wanted, second.movement), *_seat(wanted, second), _body(first, second)]
    if second.movement == wanted:
        found += [*_depth(retest, first, second), *_hands(retest, second)]
    if retest in UNSEEN:
        found.append(Asked("not_assessed", gettext(UNSEEN[retest])))
    return tuple(found)


def _movement(wanted: MovementName, seen: MovementName) -> Asked:
    names = {"seen": movement_name(seen), "wanted": movement_name(wanted)}
    if seen == wanted:
        return Asked("good", gettext("You did the movement that was asked for: {wanted}.", **names))
    return Asked(
        "fault",
        gettext(
            "This video shows a different movement. We saw: {seen}. Asked for: {wanted}. "
            "Please read the steps and film it again.",
            **names,
        ),
    )


def _seat(wanted: MovementName, second: Report) -> Iterator[Asked]:
    if movements()[wanted].gauge != "rise":
        return
    if second.movement == wanted:
        yield Asked("good", gettext("You stood up from a seat."))
    else:
        words = gettext("We saw no seat that you stood up from. Please film it again with the whole chair in view.")
        yield Asked("fault", words)


def _body(first: Report, second: Report) -> Asked:
    """Trunk and legs have the same proportion, as far as both clips show it: else it is somebody else, or the camera
    stands elsewhere.
    """
    ratios = []
    for one in (first.baseline, second.baseline):
        if not (one.found and one.trunk_length_px and one.leg_length_px):
            words = gettext("We can't tell if this is the same person: stand still for a second first, in both videos.")
            return Asked("not_assessed", words)
        ratios.append(one.trunk_length_px / one.leg_length_px)
    if abs(math.log(ratios[1] / ratios[0])) <= OTHER_BODY:
        words = gettext(
            "Your upper body and legs have the same proportions as in the first video. "
            "Somebody built like you would too."
        )
        return Asked("good", words)
    return Asked(
        "fault",
        gettext(
            "Your body looks different from the first video. Please film yourself again, from the same place as before."
        ),
    )


def _depth(retest: RetestId, first: Report, second: Report) -> Iterator[Asked]:
    if retest not in AS_LOW:
        return
    name = "thigh_to_horizontal_deg"
    higher = at_bottom(second, name) - at_bottom(first, name)
    noise = math.hypot(at_bottom(first, name, band=True), at_bottom(second, name, band=True))
    if higher >= LESS_LOW_DEG and not higher <= noise:
        yield Asked("fault", gettext("You went less low than before. Please go as low as the first time, or lower."))
    elif math.isfinite(higher):
        yield Asked("good", gettext("You went as low as before, or lower."))


def _hands(retest: RetestId, second: Report) -> Iterator[Asked]:
    group = findings_of(second, "hands_on_knees")
    if retest == "door_post" and group and typical(group).verdict == "fault":
        yield Asked("fault", gettext("Your hands were on your legs. Please hold the door frame with both hands."))
