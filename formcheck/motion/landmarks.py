"""The 33 landmarks of BlazePose: names, indices, left/right pairs and bones."""

from typing import Final, Literal

Side = Literal["left", "right"]
SIDES: Final[tuple[Side, Side]] = ("left", "right")

NAMES: Final[tuple[str, ...]] = (
    "nose",
    "left_eye_inner",
    "left_eye",
    "left_eye_outer",
    "right_eye_inner",
    "right_eye",
    "right_eye_outer",
    "left_ear",
    "right_ear",
    "mouth_left",
    "mouth_right",
    "left_shoulder",
    "right_shoulder",
    "left_elbow",
    "right_elbow",
    "left_wrist",
    "right_wrist",
    "left_pinky",
    "right_pinky",
    "left_index",
    "right_index",
    "left_thumb",
    "right_thumb",
    "left_hip",
    "right_hip",
    "left_knee",
    "right_knee",
    "left_ankle",
    "right_ankle",
    "left_heel",
    "right_heel",
    "left_foot_index",
    "right_foot_index",
)
COUNT: Final = len(NAMES)
INDEX: Final = {name: i for i, name in enumerate(NAMES)}
NOSE: Final = INDEX["nose"]

PAIRED: Final = (
    "ear",
    "shoulder",
    "elbow",
    "wrist",
    "pinky",
    "index",
    "thumb",
    "hip",
    "knee",
    "ankle",
    "heel",
    "foot_index",
)


def at(part: str, side: Side) -> int:
    """Index of a paired landmark, e.g. ``at("knee", "left")`` is 25."""
    return INDEX[f"{side}_{part}"]


def pair(part: str) -> tuple[int, int]:
    """Left and right index of a paired landmark."""
    return at(part, "left"), at(part, "right")


def mirrored(name: str) -> str:
    """Name of the same landmark on the other side of the body; the nose is its own."""
    if "left" in name:
        return name.replace("left", "right")
    return name.replace("right", "left")


def other(side: Side) -> Side:
    """The opposite side of the body."""
    return "right" if side == "left" else "left"


#: Joints drawn and judged on one side, shoulder to toe.
LIMB_PARTS: Final = ("shoulder", "hip", "knee", "ankle", "heel", "foot_index")

BONES: Final[tuple[tuple[int, int], ...]] = (
    *(
        (at(a, side), at(b, side))
        for side in SIDES
        for a, b in (
            ("shoulder", "elbow"),
            ("elbow", "wrist"),
            ("wrist", "index"),
            ("shoulder", "hip"),
            ("hip", "knee"),
            ("knee", "ankle"),
            ("ankle", "heel"),
            ("heel", "foot_index"),
            ("ankle", "foot_index"),
        )
    ),
    pair("shoulder"),
    pair("hip"),
)
