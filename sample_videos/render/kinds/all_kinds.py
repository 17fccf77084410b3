"""Every kind with its variants. Nothing is fitted or adjusted on these clips: they are for reporting."""

from collections.abc import Callable
from typing import Final

from sample_videos.render.kinds import films
from sample_videos.render.kinds.drawing import cut_to, picked_up, pillars, plate, post, shaken
from sample_videos.render.kinds.kind import VARIANTS, Drawn, KindClip, Right
from sample_videos.render.spec import ClipSpec

BACK: Final = "lower_back_rounding"
SHALLOW: Final = frozenset({"depth"})
NOTHING: Final = Right("none")
SQUATS: Final = Right("squat")
BETWEEN: Final = Right("hinge", between=True)
#: A back that rounds is a fault by itself and as work done by the lower back.
ROUND_BACK: Final = Right("squat", frozenset({BACK, "lower_back_compensation"}), rounded=True)


def _squat(number: int, bottoms: tuple[object, ...], *, angles: bool = False, unwatched: str | None = None) -> Right:
    faults = SHALLOW if bottoms[number] is films.ABOVE else frozenset()
    return Right("squat", faults, frozenset({unwatched} if unwatched else ()), angles=angles, depth=angles)


def _kind(kind: str, words: str, film: Callable[[int], ClipSpec], right: Callable[[int], Right],
          drawn: Callable[[int], Drawn] | None = None) -> tuple[KindClip, ...]:  # fmt: skip
    return tuple(
        KindClip(kind, number, film(number), right(number), words, drawn(number) if drawn else None)
        for number in range(VARIANTS)
    )


POSTS: Final = (
    ("1c1c20", 0.040, 0.3), ("8a6a48", 0.025, 0.6), ("e4e2dc", 0.055, 0.5),
    ("4a5a50", 0.070, 0.8), ("b8bcc0", 0.030, 0.1), ("2a3a6a", 0.045, 0.9),
)  # fmt: skip
ROUND_POSTS: Final = (
    ("e8e6e0", 0.035, 0.5), ("1c1c20", 0.060, 0.7), ("7a4a30", 0.045, 0.2),
    ("9aa0a4", 0.025, 0.4), ("101014", 0.050, 0.9), ("5a6a3a", 0.040, 0.6),
)  # fmt: skip
PLATES: Final = (
    ("1f6f3a", 0.42, 0.0), ("16161a", 0.30, 0.05), ("b03030", 0.45, -0.1),
    ("d8b020", 0.36, 0.1), ("1a1a1e", 0.45, 0.0), ("3050a0", 0.25, -0.05),
)  # fmt: skip
SHAKES: Final = (
    (0.035, 0.5, (0, 1)), (0.020, 0.9, (0, 1)), (0.050, 0.3, (0.3, 1)),
    (0.030, 0.7, (1, 0)), (0.045, 0.4, (0, 1)), (0.025, 1.2, (0.5, 1)),
)  # fmt: skip
CUTS: Final = (
    (1.6, ((0.25, 0.6),), (0.5, 0.4)), (1.3, ((0.4, 1.0),), (0.5, 0.5)), (2.0, ((0.3, 0.55),), (0.5, 0.3)),
    (1.5, ((0.2, 0.4), (0.6, 0.8)), (0.5, 0.55)), (1.8, ((0.0, 0.4),), (0.45, 0.45)),
    (1.4, ((0.5, 0.75),), (0.55, 0.65)),
)  # fmt: skip
PICKED_UP: Final = (
    picked_up(1.2, (0.35, 0.4), 0.0, black=True), picked_up(1.6, (-0.2, 0.5), 12.0), picked_up(0.8, (0.1, -0.5), -8.0),
    picked_up(1.4, (0.0, 0.25), 25.0, 1.4), picked_up(1.0, (-0.6, 0.1), 5.0, black=True),
    picked_up(1.8, (0.15, 0.3), -30.0, 1.2),
)  # fmt: skip
PILLARS: Final = (
    pillars(1.1), pillars(0.4, "0a0a0a"), pillars(1.7), pillars(0.8, "101010"), pillars(0.6, above=0.3),
    pillars(0.0, above=0.7),
)  # fmt: skip

KINDS: Final[tuple[KindClip, ...]] = (
    *_kind("turned_round", "squats from one side, then from the other", films.turned_round,
           lambda n: _squat(n, films.BOTTOMS, angles=True)),
    *_kind("turned_front", "squats side-on and from the front", films.turned_to_the_front,
           lambda _: Right("squat", angles=True)),
    *_kind("hinges_turned", "hinges from both sides", films.hinges_turned, lambda _: Right("hinge", angles=True)),
    *_kind("soft_hinge", "good mornings with bent knees, side-on", films.soft_hinge, lambda _: BETWEEN),
    *_kind("soft_hinge_oblique", "the same from 40 to 52 degrees", films.soft_hinge_oblique, lambda _: BETWEEN),
    *_kind("deadlift", "deadlifts with a bar", films.deadlift, lambda _: BETWEEN),
    *_kind("bell_lift", "kettlebell deadlifts", films.bell_lift, lambda _: BETWEEN),
    *_kind("post", "clean squats behind a post", films.clean_with_arms_up,
           lambda _: Right("squat", unwatched=frozenset({BACK})), lambda n: post(*POSTS[n])),
    *_kind("post_rounded", "rounded squats behind a post", films.rounded_with_arms_up, lambda _: ROUND_BACK,
           lambda n: post(*ROUND_POSTS[n])),
    *_kind("plate", "clean squats behind a plate", films.clean_with_arms_up, lambda _: SQUATS,
           lambda n: plate(*PLATES[n])),
    *_kind("shaken", "somebody stands, the picture sways", films.stands, lambda _: NOTHING,
           lambda n: shaken(*SHAKES[n])),
    *_kind("cut", "somebody stands, cuts to a closer picture", films.stands, lambda _: NOTHING,
           lambda n: cut_to(*CUTS[n])),
    *_kind("picked_up", "clean squats, then the phone is picked up", films.clean_then_stands,
           lambda n: _squat(n, films.BOTTOMS[::-1], unwatched="steadiness"), lambda n: PICKED_UP[n]),
    *_kind("pillars", "a well-lit clip with black bars", films.clean_then_stands,
           lambda n: _squat(n, films.BOTTOMS[::-1]), lambda n: PILLARS[n]),
)  # fmt: skip
