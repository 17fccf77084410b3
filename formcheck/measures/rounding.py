"""How far the lower back rounds in a repetition, when it begins to, and why that is not known."""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.measures.facts import RepFacts
from formcheck.measures.outcome import CannotTell, Measured, Outcome, cannot_tell, note
from formcheck.motion.lower_back import AbstainReason, LowerBack
from formcheck.motion.reps import RepSpan
from formcheck.motion.track import Floats, nanmedian, quantile
from formcheck.schema import Note

LEANING_DEG: Final = 20.0  # of the trunk: before, there is hardly a bend for the back to take part in
SUSTAINED: Final = 0.85  # quantile of the bent frames: what a seventh of them exceed is no flicker
EARLY_DEG: Final = 45.0  # Esola 1996: people with a history of back pain bend more through the low back early
FURTHER_DEG: Final = 10.0  # chosen: more rounding below parallel than the error of a change is worth a word
LEAST_FRAMES: Final = 3


def lumbar_flexion(rep: RepFacts) -> Outcome:
    """Sustained lumbar flexion while the trunk leans and, in a squat, before the thigh is level, degrees."""
    back = rep.clip.back
    if back is None:
        return cannot_tell("back_not_measured")
    if back.view_unsupported:
        return _abstain("view")
    judged, below = _bent(rep, rep.span)
    if not judged.any():
        return cannot_tell("trunk_hardly_leans")
    if reason := back.abstain_reason(judged):
        return _abstain(reason)
    use = judged & back.reported
    if use.sum() < LEAST_FRAMES:
        return _abstain("hidden")
    lumbar = back.angles.lumbar_flexion_deg
    value = quantile(lumbar[use], SUSTAINED)
    moment = int(np.flatnonzero(use)[np.argmin(np.abs(lumbar[use] - value))])
    band = nanmedian(back.angles.lumbar_band_deg[use])
    return Measured(
        value,
        float(rep.clip.track.t_s[moment]),
        float(back.shown[use].mean()),
        # A fault only where even the lower end of the interval lies past the middle of the watch zone. Real lifters of
        # a weight read as high with a back that looks flat (48) as with a round one (50).
        at_most="fault" if value - band >= rep.limit.middle and not rep.span.from_floor else "watch",
        band=band,
        notes=tuple(_notes(rep, back, use, below & back.reported, value)),
    )


def _abstain(reason: AbstainReason) -> CannotTell:
    return cannot_tell(f"back_{reason}")


def _bent(rep: RepFacts, span: RepSpan) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """(N,) frames of a repetition in which the back is judged, and those of a squat that lie below parallel."""
    frames = np.zeros(len(rep.clip.track), bool)
    frames[span.start : span.end + 1] = True
    near = rep.clip.angles.near_side
    with np.errstate(invalid="ignore"):
        leaning = frames & (near.trunk_inclination_deg > LEANING_DEG)
        above = near.thigh_to_horizontal_deg > 0.0
    if rep.movement.back_until_level:
        return leaning & above, leaning & ~above
    return leaning, np.zeros_like(leaning)


def _notes(
    rep: RepFacts, back: LowerBack, use: NDArray[np.bool_], below: NDArray[np.bool_], value: float
) -> Iterator[Note]:
    """When it starts, what comes below parallel, and what it was held against."""
    trunk, lumbar = rep.clip.angles.near_side.trunk_inclination_deg, back.angles.lumbar_flexion_deg
    rounds = rep.limit.good
    if value >= rounds and (starts := onset_deg(trunk, lumbar, use, rounds)) is not None:
        yield note("rounding_begins_early") if starts < EARLY_DEG else note("rounding_begins", lean_deg=starts)
    if below.sum() >= LEAST_FRAMES and (deeper := quantile(lumbar[below], SUSTAINED) - value) > FURTHER_DEG:
        yield note("rounding_below_parallel", more_deg=deeper)
    if value >= rounds and rep.span.from_floor:
        yield note("lifted_from_floor")
    if back.reference_kind == "none":
        yield note("no_upright_reference")


def onset_deg(trunk_deg: Floats, lumbar_deg: Floats, use: NDArray[np.bool_], rounds_deg: float) -> float | None:
    """Trunk inclination at which the lower back first passes what counts as rounding; None when it never does."""
    reached = np.flatnonzero(use & (np.nan_to_num(lumbar_deg, nan=-np.inf) >= rounds_deg))
    return float(trunk_deg[reached[0]]) if len(reached) else None
