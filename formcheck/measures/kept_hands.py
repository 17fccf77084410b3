"""A hand that turns with the thigh it lies on: a second witness where the contact model calls a seated hand free.

Who sits with the hands on the knees and rises takes them along with the leg; a hand that hangs or hovers keeps its
place by the shoulder. Only side-on does the picture show the place on the thigh.
"""

from typing import Final

import numpy as np

from formcheck.measures.facts import ClipFacts
from formcheck.motion import landmarks as lm
from formcheck.motion.contact_features import palm
from formcheck.motion.contacts import Hand
from formcheck.motion.directions import angle_between_deg
from formcheck.motion.track import quantile

BEFORE_S: Final = 0.15  # chosen: a hand that pushes is there before the hips leave the seat
#: Thigh lengths. Measured: one real pushing hand and a rendered fit one keep within 0.03 and 0.07 along the thigh and
#: 0.02 and 0.04 off it; a hanging one of a fit person moves by 0.29 and 0.18, the others by 0.19 and 0.20.
KEPT_ALONG, KEPT_OFF = 0.12, 0.08
ON_THIGH, OFF_LINE = (
    (0.45, 1.15),
    0.32,
)  # chosen: where hands are put, a palm's breadth from the middle line
TURNS_DEG: Final = 15.0  # chosen: beyond the error of a thigh; while it keeps still, any hand at rest keeps its place


def kept_on_leg_s(clip: ClipFacts, hand: Hand, seat_off: int, end: int) -> float:
    """Seconds after frame ``seat_off`` for which a hand keeps its place on its own thigh, which turns meanwhile; 0
    where it does not, or the view does not show it. A slow slide up the thigh ends it.
    """
    t_s, side = clip.track.t_s, hand.side
    first = int(np.searchsorted(t_s, t_s[seat_off] - BEFORE_S))
    image = clip.track.image_px[first : end + 1]
    hip, knee = (image[:, lm.at(part, side)] for part in ("hip", "knee"))
    thigh, place = knee - hip, palm(image, side) - hip
    length = quantile(np.linalg.norm(thigh, axis=1), 0.85)
    if not clip.view.side_on or not length > 0 or not hand.seen[first : seat_off + 1].all():
        return 0.0
    with np.errstate(invalid="ignore"):
        along = np.sum(place * thigh, axis=1) / np.sum(thigh**2, axis=1)
        off = (place[:, 0] * thigh[:, 1] - place[:, 1] * thigh[:, 0]) / np.linalg.norm(thigh, axis=1) / length
        there = (along >= ON_THIGH[0]) & (along <= ON_THIGH[1]) & (np.abs(off) <= OFF_LINE)
        there &= (np.abs(along - along[0]) <= KEPT_ALONG) & (np.abs(off - off[0]) <= KEPT_OFF)
    left = np.flatnonzero(~there)
    last = int(left[0]) - 1 if len(left) else len(there) - 1
    if last < seat_off - first:
        return 0.0
    turned = angle_between_deg(thigh[:1], thigh[last : last + 1])[0]
    return float(t_s[first + last] - t_s[seat_off]) if turned >= TURNS_DEG else 0.0
