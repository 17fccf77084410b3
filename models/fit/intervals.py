"""Fits the 90 % intervals of shipped networks again, without training them: `python -m models.fit.intervals FILE ...`.

For when what comes after the networks changes, or clips are added to the fit people's. FILE is models/angles.npz,
models/back.npz or both.
"""

import sys
from pathlib import Path

import numpy as np

from formcheck.motion.correction import from_arrays
from formcheck.motion.lumbar import back_from_arrays
from models.fit.back_interval_calibration import back_interval_calibration
from models.fit.interval_calibration import interval_calibration

ANGLES, BACK = Path("models/angles.npz"), Path("models/back.npz")


def refit(path: Path, clips: Path) -> str:
    """Write the file with new factors of its half-widths; returns them before and after."""
    with np.load(path, allow_pickle=False) as stored:
        arrays = dict(stored)
    before = arrays["ease"]
    plain = arrays | {"ease": np.ones_like(before)}
    arrays["ease"] = (
        interval_calibration(clips, from_arrays(plain))
        if path.name == ANGLES.name
        else back_interval_calibration(clips, ANGLES, back_from_arrays(plain))
    )
    np.savez_compressed(path, **arrays)
    return f"{path.name}\n{before.round(2)}\n{arrays['ease'].round(2)}"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(refit(Path(name), Path("tests/clips")))
