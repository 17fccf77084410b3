"""The model files that come with FormCheck: paths, hashes, and loading of those fitted here."""

import hashlib
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from formcheck.errors import ModelMissing
from formcheck.i18n import gettext
from formcheck.motion.contact_model import ContactModel, contact_model_from_arrays
from formcheck.motion.correction import Correction, from_arrays
from formcheck.motion.lumbar import BackModel, back_from_arrays
from formcheck.motion.own_edge import EdgeModel, edge_model_from_arrays

ANGLES_FILE: Final = "angles.npz"
BACK_FILE: Final = "back.npz"
HANDS_FILE: Final = "hands.npz"
T = TypeVar("T")
#: What is shipped; `formcheck doctor` and a test hold the files against it.
SHIPPED_SHA256: Final = {
    "pose_landmarker_lite.task": "42c28e04caad2a5c4c547d8fcf175f9d52aa8cf2badec9d101255af1fda76835",
    "pose_landmarker_full.task": "563b0638542257af9ea190a4965843ea135cce1c0a6129438fde6a85444573ad",
    ANGLES_FILE: "21309ba946126fe95a87e8e48e373c1ef6b47a1d149a6e31876b938c1228e316",
    BACK_FILE: "67939efbf452b7ba8453d139fb23ec446b522d82b1dc90572ac9ca7300cbd1c4",
    HANDS_FILE: "56f314a5c995fcf570acfc03cfb80a7e9e88280cac0f4b6461bac830494637d0",
}


def bundle_path(file: str) -> Path:
    """Path of a fitted file: inside the installed package, or ``models/`` of the checkout. Raises ModelMissing."""
    package = Path(__file__).parents[1]
    places = (package / "_models" / file, package.parent / "models" / file)
    for place in places:
        if place.is_file():
            return place
    raise ModelMissing(
        gettext(
            "The model {file} is missing from {folder}. Please install FormCheck again, or build the file "
            "as described in models/README.md.",
            file=file,
            folder=places[1].parent,
        )
    )


def bundle_sha256(file: str) -> str:
    """sha256 of a fitted file on disk. Raises ModelMissing."""
    path = bundle_path(file)
    return _sha256(path, path.stat().st_mtime_ns)


@cache
def _sha256(path: Path, _changed_ns: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def angle_correction() -> Correction:
    """The networks that correct the angles. Raises ModelMissing when the file is missing or another one."""
    return _read(ANGLES_FILE, from_arrays)


@cache
def back_model() -> BackModel:
    """The networks that estimate lumbar flexion. Raises ModelMissing when the file is missing or another one."""
    return _read(BACK_FILE, back_from_arrays)


@cache
def contact_model() -> ContactModel:
    """The networks that tell what hands rest on. Raises ModelMissing when the file is missing or another one."""
    return _read(HANDS_FILE, contact_model_from_arrays)


@cache
def edge_model() -> EdgeModel:
    """The network that tells the person's own edge. Raises ModelMissing when the file is missing or another one."""
    return _read(BACK_FILE, edge_model_from_arrays)


def _read(file: str, build: Callable[[dict[str, NDArray[np.generic]]], T]) -> T:
    path = bundle_path(file)
    try:
        with np.load(path, allow_pickle=False) as stored:
            return build(dict(stored))
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        why = f"no {error}" if isinstance(error, KeyError) else error
        raise ModelMissing(
            gettext("We can't read the model {path} ({error}). Please install FormCheck again.", path=path, error=why)
        ) from error
