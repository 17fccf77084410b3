"""A clip, and a thing that is drawn over its pictures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.motion import landmarks as lm
from formcheck.motion.track import Floats
from models.fit.shapes import Picture, Shape, pasted

SIZE_LENGTHS: Final = 2.5  # standing size over the longest hip-to-shoulder line


@dataclass(frozen=True)
class Filmed:
    """A clip without things: its pictures, where the person is in each (N, H, W), and landmarks (N, 33, 2)."""

    pictures: Sequence[Picture]
    people: Sequence[Shape]
    image_px: Floats

    @property
    def facing(self) -> int:
        """1 when the person faces the image's right half, else -1."""
        ears = self.image_px[:, list(lm.pair("ear")), 0].mean(axis=1)
        return 1 if float(np.median(self.image_px[:, lm.NOSE, 0] - ears)) > 0 else -1

    def middle(self, part: str) -> Floats:
        """(N, 2) middle of both joints of a part."""
        return np.asarray(self.image_px[:, list(lm.pair(part))].mean(axis=1))

    @property
    def size_px(self) -> float:
        """About the person's standing size."""
        return SIZE_LENGTHS * float(np.linalg.norm(self.middle("hip") - self.middle("shoulder"), axis=1).max())


@dataclass(frozen=True)
class Thing:
    """Something drawn into every picture; ``shape`` gives where it is, ``blur`` softens its edge."""

    kind: str
    texture: Floats
    shape: Callable[[int], Shape]
    blur: float = 0.0
    behind: bool = False

    def drawn(self, picture: Picture, frame: int, person: Shape) -> Picture:
        """The picture with it."""
        where = self.shape(frame)
        return pasted(picture, where & ~person if self.behind else where, self.texture, self.blur)
