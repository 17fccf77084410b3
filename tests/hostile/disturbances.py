"""What goes wrong with a film at home or in class, done to the pictures of a rendered clip whose truth is known.

The truth stays that of the undisturbed clip: what is hidden, blurred or cut off may be "can't tell", never wrong.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
SEED: Final = 17


Places = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture of the undisturbed clip, RGB (H, W, 3), and its time; ``step_s`` to the next one. ``standing`` and
    ``low``: where the near joints are while standing and at the first bottom, pixels.
    """

    image: Image
    t_s: float
    step_s: float
    standing: Places
    low: Places


Disturb = Callable[[Shown], Image | None]


def mirror(shown: Shown) -> Image:
    """Left and right change places and nothing else does."""
    return np.ascontiguousarray(shown.image[:, ::-1])


def out_of_focus(shown: Shown) -> Image:
    return _u8(cv2.GaussianBlur(shown.image, (0, 0), _share(shown, 0.006)))


def smeared(shown: Shown) -> Image:
    """A long exposure of a hand-held camera."""
    length = round(_share(shown, 0.025)) | 1
    return _u8(cv2.filter2D(shown.image, -1, np.eye(length) / length))


def overexposed(shown: Shown) -> Image:
    return _u8(np.clip(shown.image * 1.9 + 25.0, 0, 255))


def dark(shown: Shown) -> Image:
    return _u8(np.clip(shown.image * 0.22 + _noise(shown, 6.0), 0, 255))


def noisy(shown: Shown) -> Image:
    return _u8(np.clip(shown.image + _noise(shown, 24.0), 0, 255))


def blocky(shown: Shown) -> Image:
    """As sent by a messenger again and again."""
    _, code = cv2.imencode(".jpg", shown.image, [cv2.IMWRITE_JPEG_QUALITY, 7])
    return _u8(cv2.imdecode(code, cv2.IMREAD_COLOR))


def far_away(shown: Shown) -> Image:
    """The person at a third of the size, in a room of one colour."""
    height, width = shown.image.shape[:2]
    small = cv2.resize(shown.image, (width // 3, height // 3), interpolation=cv2.INTER_AREA)
    return _u8(cv2.copyMakeBorder(small, *_around(shown, small), cv2.BORDER_REPLICATE))


def side_bars(shown: Shown) -> Image:
    bar = shown.image.shape[1] // 2
    return _u8(cv2.copyMakeBorder(shown.image, 0, 0, bar, bar, cv2.BORDER_CONSTANT, value=(0, 0, 0)))


def shaken(shown: Shown) -> Image:
    swing = np.array([np.sin(2 * np.pi * 3.1 * shown.t_s), np.sin(2 * np.pi * 2.3 * shown.t_s + 1.0)])
    return _moved(shown, *(_share(shown, 0.02) * swing))


def panned(shown: Shown) -> Image:
    """The camera turns slowly to one side and back."""
    return _moved(shown, _share(shown, 0.09) * float(np.sin(2 * np.pi * shown.t_s / 7.0)), 0.0)


def rolled(shown: Shown) -> Image:
    """The phone slips: it tilts by up to 7 degrees and back."""
    height, width = shown.image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 7.0 * float(np.sin(2 * np.pi * shown.t_s / 6.0)), 1.0)
    return _u8(cv2.warpAffine(shown.image, turn, (width, height), borderMode=cv2.BORDER_REPLICATE))


def pole_before_the_hips(shown: Shown) -> Image:
    """A pole as wide as a hand's length, where the hips go down."""
    return _box(shown, "hip", across=0.16, up=9.0, down=9.0)


def pole_behind_the_hips(shown: Shown) -> Image:
    """The same over the bottom and the small of the back."""
    return _box(shown, "hip", across=0.2, up=9.0, down=9.0, behind=0.22)


def box_before_the_feet(shown: Shown) -> Image:
    return _box(shown, "ankle", across=1.6, up=0.35, down=9.0)


def box_before_the_hands(shown: Shown) -> Image:
    """A low shelf from hip height to the knees."""
    return _box(shown, "knee", across=1.8, up=0.45, down=0.05)


def legs_cut_off(shown: Shown) -> Image:
    """The picture ends above the knees of somebody who stands."""
    height = shown.image.shape[0]
    end = int(shown.standing["knee"][1] - 0.03 * height)
    return np.ascontiguousarray(shown.image[: max(end, height // 3)])


def head_cut_off(shown: Shown) -> Image:
    begin = int(shown.standing["shoulder"][1] + 0.01 * shown.image.shape[0])
    return np.ascontiguousarray(shown.image[min(begin, shown.image.shape[0] // 2) :])


def two_a_second(shown: Shown) -> Image | None:
    return _thinned(shown, 2.0)


def five_a_second(shown: Shown) -> Image | None:
    return _thinned(shown, 5.0)


#: By what is written in the table.
DISTURBANCES: Final[Mapping[str, Disturb]] = {
    "as filmed": lambda shown: shown.image,
    "mirrored": mirror,
    "out of focus": out_of_focus,
    "smeared": smeared,
    "overexposed": overexposed,
    "dark": dark,
    "noisy": noisy,
    "blocky": blocky,
    "far away": far_away,
    "black bars": side_bars,
    "shaken": shaken,
    "camera turns": panned,
    "camera tilts": rolled,
    "pole before the hips": pole_before_the_hips,
    "pole behind the hips": pole_behind_the_hips,
    "box before the feet": box_before_the_feet,
    "shelf before the hands": box_before_the_hands,
    "legs cut off": legs_cut_off,
    "head cut off": head_cut_off,
    "2 pictures a second": two_a_second,
    "5 pictures a second": five_a_second,
}


def disturbed(frames: Iterable[Shown], disturb: Disturb) -> Iterator[tuple[Image, float]]:
    """Pictures with sides of even length, as encoders want them, and their times."""
    for shown in frames:
        image = disturb(shown)
        if image is not None:
            height, width = (side // 2 * 2 for side in image.shape[:2])
            yield np.ascontiguousarray(image[:height, :width]), shown.t_s


def _u8(image: np.ndarray) -> Image:
    return np.ascontiguousarray(image, dtype=np.uint8)


def _share(shown: Shown, share: float) -> float:
    return share * shown.image.shape[0]


def _noise(shown: Shown, sigma: float) -> np.ndarray:
    chance = np.random.default_rng([SEED, round(shown.t_s * 1000)])
    return chance.normal(0.0, sigma, shown.image.shape)


def _around(shown: Shown, small: np.ndarray) -> tuple[int, int, int, int]:
    above, aside = shown.image.shape[0] - small.shape[0], shown.image.shape[1] - small.shape[1]
    return above * 2 // 3, above - above * 2 // 3, aside // 2, aside - aside // 2


def _moved(shown: Shown, right_px: float, down_px: float) -> Image:
    height, width = shown.image.shape[:2]
    by = np.array([[1.0, 0.0, right_px], [0.0, 1.0, down_px]])
    return _u8(cv2.warpAffine(shown.image, by, (width, height), borderMode=cv2.BORDER_REPLICATE))


def _box(shown: Shown, joint: str, *, across: float, up: float, down: float, behind: float = 0.0) -> Image:
    """Something of one colour that stands where it stands: sizes in shin lengths, around the joint at the bottom."""
    (x, y), (knee_x, knee_y), (ankle_x, ankle_y) = (shown.low[one] for one in (joint, "knee", "ankle"))
    shin = float(np.hypot(knee_x - ankle_x, knee_y - ankle_y))
    forward = np.sign(knee_x - ankle_x) or 1.0
    x -= forward * behind * shin
    left, right = (round(x + sign * across * shin / 2) for sign in (-1, 1))
    image = shown.image.copy()
    image[max(round(y - up * shin), 0) : max(round(y + down * shin), 0), max(left, 0) : max(right, 0)] = (74, 62, 58)
    return image


def _thinned(shown: Shown, fps: float) -> Image | None:
    """None where this picture is left out: kept is the first of each of ``fps`` parts of a second."""
    since_s = shown.t_s - np.floor(shown.t_s * fps + 1e-6) / fps
    return shown.image if since_s < shown.step_s - 1e-6 else None
