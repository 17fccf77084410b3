"""The clips that come with FormCheck, as the page shows them."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.clip.samples import sample_clips
from formcheck.errors import FormcheckError
from formcheck.i18n import gettext, gettext_noop

#: Shown first: each another movement, person and thing to see.
FIRST: Final = ("hips_first_side", "floor_squat_side", "hands_on_knees_side", "hip_hinge_side")
#: What the clips that come along show; others are named after their files.
TITLES: Final = {
    "block_with_back_side": gettext_noop("Lifting with the back"),
    "block_with_legs_side": gettext_noop("Lifting with the legs"),
    "class_scene": gettext_noop("Three people in a class"),
    "floor_squat_front": gettext_noop("Floor squat from the front"),
    "floor_squat_side": gettext_noop("Floor squat"),
    "hands_on_knees_side": gettext_noop("Hands on knees"),
    "heels_lifting_side": gettext_noop("Heels coming up"),
    "hip_hinge_side": gettext_noop("Hip hinge"),
    "hips_first_side": gettext_noop("Hips before chest"),
    "rounded_squat_side": gettext_noop("Squat with a round back"),
    "rounded_stoop_side": gettext_noop("Bending over with a round back"),
    "shallow_pitched_side": gettext_noop("Leaning far forward"),
    "shallow_squat_side": gettext_noop("Shallow squat"),
    "sit_to_stand_side": gettext_noop("Standing up from a chair"),
}
POSTER_AT_S: Final = 1.0  # where the truth names no repetition: past the first, often empty, frames


@dataclass(frozen=True, slots=True)
class Sample:
    """One clip: its file, its title, and the moment that shows it best."""

    path: Path
    title: str
    poster_s: float


def all_samples() -> tuple[Sample, ...]:
    """Every sample, those of ``FIRST`` first; empty when none are installed."""
    return tuple(_sample(path) for path in sorted(sample_clips().values(), key=_place))


def _place(path: Path) -> tuple[int, str]:
    return FIRST.index(path.stem) if path.stem in FIRST else len(FIRST), path.stem


def _sample(path: Path) -> Sample:
    """By its title in this context's language; a clip without one is named after its file."""
    title = gettext(TITLES[path.stem]) if path.stem in TITLES else path.stem.replace("_", " ").capitalize()
    poster_s = POSTER_AT_S
    with suppress(OSError, ValueError, LookupError, TypeError):  # a clip without its truth is a sample all the same
        truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
        poster_s = float(truth["reps"][0]["bottom_s"])
    return Sample(path, title, poster_s)


def poster(path: Path, at_s: float) -> NDArray[np.uint8] | None:
    """The picture of a clip at a moment, (H, W, 3) RGB; None when it cannot be read."""
    from formcheck.media.video import FileSource

    picture = None
    with suppress(FormcheckError), FileSource(path) as source:
        for frame in source:
            picture = frame
            if frame.t_s >= at_s:
                break
    return None if picture is None else picture.image
