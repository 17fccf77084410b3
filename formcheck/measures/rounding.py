"""How far the lower back rounds in a repetition, when it begins to, and why that cannot be told."""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.i18n import gettext, gettext_noop, sentences
from formcheck.measures.facts import RepFacts
from formcheck.motion.lower_back import AbstainReason, LowerBack
from formcheck.motion.reps import RepSpan
from formcheck.motion.track import Floats, nanmedian, quantile
from formcheck.movements.spec import CannotTell, Measured, Outcome

LEANING_DEG: Final = 20.0  # of the trunk: before, there is hardly a bend for the back to take part in
SUSTAINED: Final = 0.85  # quantile of the bent frames: what a seventh of them exceed is no flicker
ROUNDS_FROM_DEG: Final = 20.0  # where a back begins to count as rounding, as in the table
SURELY_DEG: Final = 25.0  # chosen: a fault is called when even the lower end of the band lies past the watch's middle
FURTHER_DEG: Final = 10.0  # chosen: more rounding below parallel than the error of a change is worth a word
GREW_DEG: Final = (
    8.0  # chosen: what a clip misreads is nearly the same in all its repetitions, so a smaller change counts
)
LEAST_FRAMES: Final = 3
LEAST_REPS: Final = 2
REASONS: Final[dict[AbstainReason, str]] = {
    "view": gettext_noop("From here the line of your back is not seen: film side-on, camera at hip height."),
    "hidden": gettext_noop("The outline of your back is hidden: keep arms, hair and objects off it."),
    "strange": gettext_noop(
        "The outline of your back is unlike any known one: wear a close-fitting top and film the whole body."
    ),
}


def lumbar_flexion(rep: RepFacts) -> Outcome:
    """Sustained lumbar flexion while the trunk leans and, in a squat, before the thigh is level, degrees."""
    back = rep.clip.back
    if back is None:
        return CannotTell(gettext("The lower back was not looked at."))
    if back.view_unsupported:
        return _silent("view")
    judged, below = _bent(rep, rep.span)
    if not judged.any():
        return CannotTell(
            gettext("Your trunk hardly leans before your thighs are level, so the back's line tells nothing.")
        )
    if silence := back.silence(judged):
        return _silent(silence)
    use = judged & back.told
    if use.sum() < LEAST_FRAMES:
        return _silent("hidden")
    lumbar = back.angles.lumbar_flexion_deg
    value = quantile(lumbar[use], SUSTAINED)
    moment = int(np.flatnonzero(use)[np.argmin(np.abs(lumbar[use] - value))])
    band = nanmedian(back.angles.lumbar_band_deg[use])
    return Measured(
        value,
        float(rep.clip.track.t_s[moment]),
        float(back.shown[use].mean()),
        at_most="fault" if value - band >= SURELY_DEG else "watch",
        band=band,
        detail=sentences(_details(rep, back, use, below & back.told, value)),
    )


def _silent(silence: AbstainReason) -> CannotTell:
    return CannotTell(gettext(REASONS[silence]))


def _bent(rep: RepFacts, span: RepSpan) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """(N,) frames of a repetition in which the back is judged, and those of a squat that lie below parallel."""
    frames = np.zeros(len(rep.clip.track), bool)
    frames[span.start : span.end + 1] = True
    near = rep.clip.angles.near_side
    with np.errstate(invalid="ignore"):
        leaning = frames & (near.trunk_inclination_deg > LEANING_DEG)
        above = near.thigh_to_horizontal_deg > 0.0
    if rep.movement == "squat":
        return leaning & above, leaning & ~above
    return leaning, np.zeros_like(leaning)


def _details(
    rep: RepFacts, back: LowerBack, use: NDArray[np.bool_], below: NDArray[np.bool_], value: float
) -> Iterator[str]:
    """When it starts, what comes below parallel, whether it grew over the set, and what it was held against."""
    trunk, lumbar = rep.clip.angles.near_side.trunk_inclination_deg, back.angles.lumbar_flexion_deg
    if value >= ROUNDS_FROM_DEG and (starts := onset_deg(trunk, lumbar, use)) is not None:
        yield gettext("(It begins at {lean:.0f}° of trunk lean.)", lean=starts)
    if below.sum() >= LEAST_FRAMES and (deeper := quantile(lumbar[below], SUSTAINED) - value) > FURTHER_DEG:
        yield gettext("(Below parallel {more:.0f}° more, of which some is normal.)", more=deeper)
    if (grown := _grown_deg(rep, back, value)) > GREW_DEG:
        yield gettext("(That is {more:.0f}° more than in your first repetition.)", more=grown)
    if back.reference_kind == "none":
        yield gettext("(You were not seen standing upright, so this is rougher.)")


def _grown_deg(rep: RepFacts, back: LowerBack, value: float) -> float:
    """How much more the last repetition of a set rounds than the first; 0 for the others and where one is not told."""
    alike = rep.clip.alike
    if len(alike) < LEAST_REPS or rep.span != alike[-1]:
        return 0.0
    first = _bent(rep, alike[0])[0] & back.told
    return value - quantile(back.angles.lumbar_flexion_deg[first], SUSTAINED) if first.sum() >= LEAST_FRAMES else 0.0


def onset_deg(trunk_deg: Floats, lumbar_deg: Floats, use: NDArray[np.bool_]) -> float | None:
    """Trunk inclination at which the lower back first passes what counts as rounding; None when it never does."""
    reached = np.flatnonzero(use & (np.nan_to_num(lumbar_deg, nan=-np.inf) >= ROUNDS_FROM_DEG))
    return float(trunk_deg[reached[0]]) if len(reached) else None
