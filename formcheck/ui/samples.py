"""The clips that come with FormCheck, as the page shows them."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

import formcheck
from formcheck.errors import FormcheckError

PACKAGE: Final = Path(formcheck.__file__).parent
#: Of the checkout, then of an installed copy.
FOLDERS: Final = (PACKAGE.parent / "sample_videos", PACKAGE / "_samples")
VIEWS: Final = ("side", "front", "back", "oblique")
POSTER_AT_S: Final = 1.0  # where the truth names no repetition: past the first, often empty, frames


@dataclass(frozen=True, slots=True)
class Sample:
    """One clip: its file, its title, and the moment that shows it best."""

    path: Path
    title: str
    poster_s: float


def all_samples() -> tuple[Sample, ...]:
    """Every sample of the first folder that has any, in order of name; empty when none came along."""
    for folder in FOLDERS:
        if clips := sorted(folder.glob("*.mp4")):
            return tuple(_sample(path) for path in clips)
    return ()


def _sample(path: Path) -> Sample:
    """Named after its file: ``hands_on_knees_side.mp4`` is "Hands on knees · side"."""
    words, _, view = path.stem.rpartition("_")
    named = (words, view) if words and view in VIEWS else (path.stem,)
    title = " · ".join(named).replace("_", " ").capitalize()
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
