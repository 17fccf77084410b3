"""A chair as meshes: a seat on four legs, with a back or without, and nothing at its sides."""

from typing import Final

import numpy as np

from sample_videos.render.mesh import Mesh, box
from sample_videos.render.posture import Seat

WOOD: Final = "a9794a"
SEAT_THICK_M: Final = 0.035
LEG_M: Final = 0.036  # legs and posts are square
POST_HIGH_M, SLAT_HIGH_M = 0.42, 0.17  # of the back, over the seat


def chair(seat: Seat) -> list[Mesh]:
    """The parts of a chair: seat first, then the legs, then the back."""
    depth_m = seat.front_m - seat.rear_m
    middle_m = (seat.front_m + seat.rear_m) / 2
    top = np.array([0.0, seat.height_m - SEAT_THICK_M / 2, middle_m])
    parts = [box(top, (seat.width_m, SEAT_THICK_M, depth_m), WOOD)]
    aside_m = (seat.width_m - LEG_M) / 2 - 0.015
    legs_m = seat.height_m - SEAT_THICK_M
    for x in (-aside_m, aside_m):
        ends_m = (seat.front_m - LEG_M / 2 - 0.015, seat.rear_m + LEG_M / 2)
        parts += [box(np.array([x, legs_m / 2, z]), (LEG_M, legs_m, LEG_M), WOOD) for z in ends_m]
        if seat.back:
            post = np.array([x, seat.height_m + POST_HIGH_M / 2, seat.rear_m + LEG_M / 2])
            parts.append(box(post, (LEG_M, POST_HIGH_M, LEG_M), WOOD))
    if seat.back:
        slat = np.array([0.0, seat.height_m + POST_HIGH_M - SLAT_HIGH_M / 2, seat.rear_m + LEG_M / 2])
        parts.append(box(slat, (seat.width_m - LEG_M, SLAT_HIGH_M, LEG_M / 2), WOOD))
    return parts
