"""A hand that leans on the own leg while the body rises over it, from how it keeps its place along the thigh.

For picks: the contact model knows hands that push up out of a squat, not one that props up a body bent over it. A free
hand cannot keep its place on the thigh while the shoulder leaves it.
"""

from typing import Final

import numpy as np

from formcheck.measures.facts import ClipFacts
from formcheck.motion import landmarks as lm
from formcheck.motion.contacts import Contact
from formcheck.motion.landmarks import Side
from formcheck.motion.reps import RepSpan
from formcheck.motion.track import nanmedian, quantile

#: Of the way from hip (0) to knee (1). Chosen: above lies the hip bone, below hands hang free.
THIGH_FROM, THIGH_TO = 0.35, 1.12
KNEE_FROM: Final = 0.84  # as the rendered truth names them
BESIDE_LEGS: Final = 0.28  # measured on a real clip: the palm up to 0.22 leg lengths from the line hip to knee
KEEPS_ALONG, KEEPS_BESIDE = 0.16, 0.12  # measured on the same clip: 0.12 and 0.10 within 0.6 s
RISEN_SHARE: Final = 0.45  # chosen: of the shoulder's way up, that the hand stays for ...
KEPT_SHARE: Final = 0.65  # ... in so much of its frames: landmarks jump where the trunk covers the hand
MOST_YAW_DEG: Final = 50.0  # chosen: from the front a hand above the knee looks like one on it
PROBABILITY: Final = 0.75  # chosen: read off distances, not off touch


def leaning(clip: ClipFacts, span: RepSpan, side: Side) -> Contact | None:
    """The stay of a hand on its own thigh from the lowest point on; None where there is none, or the hand is hidden."""
    if clip.view.yaw_deg > MOST_YAW_DEG:
        return None
    image = clip.track.image_px
    hip, knee = (image[:, lm.at(part, side)] for part in ("hip", "knee"))
    palm = image[:, [lm.at("wrist", side), lm.at("index", side)]].mean(axis=1)
    thigh = knee - hip
    length = np.linalg.norm(thigh, axis=1)
    along = ((palm - hip) * thigh).sum(axis=1) / length**2
    beside = (
        (thigh[:, 0] * (palm - hip)[:, 1] - thigh[:, 1] * (palm - hip)[:, 0]) / length / clip.standing.leg_length_px
    )
    height = -image[:, lm.at("shoulder", side), 1]
    low, high = (quantile(height[span.bottom_to : span.end + 1], q) for q in (0.0, 1.0))
    with np.errstate(invalid="ignore"):
        risen = np.flatnonzero(height[span.bottom_to : span.end + 1] - low >= RISEN_SHARE * (high - low))
    if not len(risen):
        return None
    early = slice(span.bottom_to, span.bottom_to + int(risen[0]) + 1)
    place, off = nanmedian(along[early]), nanmedian(beside[early])
    if not (THIGH_FROM <= place <= THIGH_TO and abs(off) <= BESIDE_LEGS):
        return None
    with np.errstate(invalid="ignore"):
        kept = (np.abs(along - place) <= KEEPS_ALONG) & (np.abs(beside - off) <= KEEPS_BESIDE)
    if kept[early].mean() < KEPT_SHARE or not kept[early.stop - 1]:
        return None
    first, last = early.start, early.stop - 1
    while first > span.start and kept[first - 1]:
        first -= 1
    while last < span.end and kept[last + 1]:
        last += 1
    return Contact(side, "knee" if place >= KNEE_FROM else "thigh", first, last, PROBABILITY)
