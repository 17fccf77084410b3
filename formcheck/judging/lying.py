"""Whether a clip was stored lying on its side or upside down, with nothing that tells players to turn it."""

from dataclasses import replace
from typing import Final

import numpy as np

from formcheck.judging.takes import first_look
from formcheck.motion.angles import turned
from formcheck.motion.track import Track

#: The top of the body lies this far off the picture's top before a clip may be turned; people who bend or lie down
#: in an upright clip do so for a part of it only.
LEAST_TILT_DEG: Final = 60.0
QUARTER_DEG: Final = 90.0


def stored_turned(track: Track) -> bool:
    """Whether somebody who seems to lie repeats something between standing and standing once the picture is turned.

    Wrong for whoever does knee bends lying down, which is no movement of ours either.
    """
    up = track.mid_px("shoulder") - track.mid_px("ankle")
    up = up[np.isfinite(up).all(axis=1)]
    if not len(up):
        return False
    lengths = np.linalg.norm(up, axis=1)
    top = np.median(up[lengths >= np.median(lengths)], axis=0)
    tilt_deg = float(np.degrees(np.arctan2(top[0], -top[1])))
    if abs(tilt_deg) < LEAST_TILT_DEG:
        return False
    roll_deg = QUARTER_DEG * round(tilt_deg / QUARTER_DEG)
    upright = turned(track, roll_deg)
    cosine, sine = np.cos(np.radians(-roll_deg)), np.sin(np.radians(-roll_deg))
    x, y, z = np.moveaxis(track.world_m, -1, 0)
    world = np.stack([cosine * x - sine * y, sine * x + cosine * y, z], axis=-1)
    look = first_look(replace(upright, world_m=world))
    return look.stand.found and any(not span.partial for span in look.spans)
