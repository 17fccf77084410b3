"""The bench's clips with a chair: getting up, sitting down, and what only looks like it."""

from dataclasses import replace
from typing import Any, Final

import numpy as np

from sample_videos.render.bench_set import PORTRAIT, bench_clip
from sample_videos.render.camera import Camera
from sample_videos.render.samples import side_camera
from sample_videos.render.sit_script import Push, Sit, SitScript
from sample_videos.render.sitting import Chair
from sample_videos.render.spec import ClipSpec

CHAIR_BEHIND_M: Final = 0.14  # the middle of what is filmed lies this far behind the feet

SIT: Final = Sit()


def _seen(person: str, azimuth_deg: float, **changes: Any) -> Camera:
    """A phone at hip height that has person and chair in the middle."""
    aside_m = CHAIR_BEHIND_M * float(np.sin(np.radians(azimuth_deg)))
    return replace(side_camera(person, azimuth_deg, PORTRAIT), look_aside_m=round(aside_m, 3), **changes)


def _sit(words: str, person: str, azimuth_deg: float, script: SitScript, **changes: Any) -> ClipSpec:
    name = "sit_to_stand" if script.kind == "sit_to_stand" else "sitting"
    given = {"camera": _seen(person, azimuth_deg)} | changes
    return bench_clip(f"{name}_{words}", person, script, azimuth_deg, f"{name.replace('_', ' ')}, {words}", **given)


_KNEES: Final = (Push("knees", -0.3, 0.4),)

CHAIR_FIT_CLIPS: Final[tuple[ClipSpec, ...]] = ()

CHAIR_TEST_CLIPS: Final[tuple[ClipSpec, ...]] = (
    _sit("arms crossed", "ines", 90, SitScript((replace(SIT, lean_deg=40), replace(SIT, lean_deg=46, rise_s=1.3)))),
    _sit("hands on the knees", "nils", -90,
         SitScript((replace(SIT, rise_s=1.5, lean_deg=46, pushes=_KNEES),) * 2, sitting="thighs",
                   standing_arms="hang", chair=Chair(0.42, back=False))),
    _sit("from the front", "rafa", 0, SitScript((SIT, replace(SIT, rise_s=1.4)))),
)  # fmt: skip

CHAIR_CLIPS: Final = (*CHAIR_FIT_CLIPS, *CHAIR_TEST_CLIPS)
