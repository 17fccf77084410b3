"""The fitted files that come with FormCheck: where they lie, their hashes, and the angle correction read in."""

import hashlib
import zipfile
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from formcheck.errors import ModelMissing
from formcheck.motion.correction import Correction, from_arrays

ANGLES_FILE: Final = "angles.npz"
#: What is shipped; `formcheck doctor` and a test hold the files against it.
SHIPPED_SHA256: Final = {
    "pose_landmarker_lite.task": "42c28e04caad2a5c4c547d8fcf175f9d52aa8cf2badec9d101255af1fda76835",
    "pose_landmarker_full.task": "563b0638542257af9ea190a4965843ea135cce1c0a6129438fde6a85444573ad",
    ANGLES_FILE: "e272274e19213106a6be4d971f9c749ee69576e7897c489f76c47d391de327fa",
}


def bundle_path(file: str) -> Path:
    """Path of a fitted file: inside the installed package, or ``models/`` of the checkout. Raises ModelMissing."""
    package = Path(__file__).parents[1]
    places = (package / "_models" / file, package.parent / "models" / file)
    for place in places:
        if place.is_file():
            return place
    raise ModelMissing(
        f"The model {file} is missing from {places[1].parent}; install FormCheck again, or rebuild the file as "
        "models/README.md of the source checkout says."
    )


def bundle_sha256(file: str) -> str:
    """sha256 of a fitted file on disk. Raises ModelMissing."""
    return hashlib.sha256(bundle_path(file).read_bytes()).hexdigest()


@cache
def angle_correction() -> Correction:
    """The networks that turn landmarks into true angles. Raises ModelMissing when the file is missing or not ours."""
    path = bundle_path(ANGLES_FILE)
    try:
        with np.load(path, allow_pickle=False) as stored:
            return from_arrays(dict(stored))
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise ModelMissing(f"The model {path} cannot be read ({error}); install FormCheck again.") from error
