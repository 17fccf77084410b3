"""A personal calibration: the person's own upright outline, and what the estimate reads on a back known to be flat.

Filmed once, side-on: stand tall with the arms forward, one slow hinge with a flat back, one squat as far as is
comfortable. People of the same posture read some degrees apart; what a flat back reads is taken off from then on.
"""

from typing import Final

import numpy as np

from formcheck.errors import BadChoice
from formcheck.i18n import gettext
from formcheck.judging.analyze import Analyzed
from formcheck.motion.calibration import FORMAT, MOST_OFF_DEG, Calibration
from formcheck.motion.track import Floats, nanmedian
from formcheck.movements import movements

FLAT_DEG: Final = 5.0  # chosen: a hinge coached flat still takes a few degrees out of the lower back
FROM_TRUNK_DEG, TO_TRUNK_DEG = 20.0, 75.0  # of the hinge: where squats and hinges are judged later
LEAST_LEAN_DEG: Final = 40.0
MOST_YAW_DEG: Final = 25.0
LEAST_FRAMES: Final = 8


def calibrate(analyzed: Analyzed) -> Calibration:
    """The calibration of whoever does the guided minute in this clip. Raises BadChoice, saying what to film again."""
    take = analyzed.main
    back, near = take.back, take.scene.angles.near_side
    if back is None or not take.view.yaw_deg <= MOST_YAW_DEG:
        raise BadChoice(
            gettext("The camera must see you from the side: film the calibration again side-on, at hip height.")
        )
    if back.reference_kind != "upright":
        raise BadChoice(
            gettext("You were not seen standing tall with the arms forward: begin the calibration like that.")
        )
    reps = zip(analyzed.spans, analyzed.report.reps, strict=True)
    hinges = [span for span, rep in reps if movements()[rep.movement].gauge == "trunk"]
    use = np.zeros(len(analyzed.track), bool)
    for span in hinges:
        use[span.start : span.end + 1] = True
    use = use[take.first : take.stop]
    trunk, lumbar = near.trunk_inclination_deg, back.angles.lumbar_flexion_deg
    if not use.any() or not np.nanmax(trunk[use], initial=0.0) >= LEAST_LEAN_DEG:
        raise BadChoice(
            gettext("No hinge was seen: bend forward at the hips, back flat, by more than 40 degrees, and come up.")
        )
    with np.errstate(invalid="ignore"):
        use &= (trunk >= FROM_TRUNK_DEG) & (trunk <= TO_TRUNK_DEG) & np.isfinite(lumbar)
    if use.sum() < LEAST_FRAMES:
        raise BadChoice(
            gettext("The line of your back was hidden in the hinge: wear a close-fitting top, keep the arms forward.")
        )
    offset = nanmedian(lumbar[use]) - FLAT_DEG
    if abs(offset) > MOST_OFF_DEG:
        raise BadChoice(
            gettext("Your back does not look flat in the hinge: bend less far, keep it long, and film it again.")
        )
    return Calibration(
        format=FORMAT,
        made_from=analyzed.report.clip.name,
        behind=_tuple(back.reference.behind),
        offset_deg=round(offset, 2),
    )


def _tuple(values: Floats) -> tuple[float | None, ...]:
    return tuple(round(float(v), 5) if np.isfinite(v) else None for v in values)
