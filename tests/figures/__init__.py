"""A described person with known truth: pose her, move her, film her, and ask the engine what it saw.

``Posture`` and ``Body`` (body.py) place joints in metres; ``Motion`` (motions.py) moves a posture through time;
``Shot`` (camera.py) films a motion into a ``Film``: the track the pose model would give, and what is true.
``analyzed(shot)`` (reading.py) is the engine's answer.
"""

from figures.body import STAND, Body, Posture
from figures.camera import Film, Shot, mirrored
from figures.motions import (
    DEEP,
    HINGE,
    LOW,
    PARALLEL,
    SHALLOW,
    STOOP,
    Motion,
    floor_squat,
    hinge,
    posed,
)
from figures.reading import analyzed, context, findings, judged, read, seen, source

__all__ = [
    "DEEP",
    "HINGE",
    "LOW",
    "PARALLEL",
    "SHALLOW",
    "STAND",
    "STOOP",
    "Body",
    "Film",
    "Motion",
    "Posture",
    "Shot",
    "analyzed",
    "context",
    "findings",
    "floor_squat",
    "hinge",
    "judged",
    "mirrored",
    "posed",
    "read",
    "seen",
    "source",
]
