"""The rendered clips that come with FormCheck."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import formcheck

PACKAGE: Final = Path(formcheck.__file__).parent
#: Of the checkout, then of an installed copy.
FOLDERS: Final = (PACKAGE.parent / "sample_videos", PACKAGE / "_samples")


def sample_clips() -> Mapping[str, Path]:
    """Their files by name, in order of name; empty where none were installed."""
    for folder in FOLDERS:
        if clips := sorted(folder.glob("*.mp4")):
            return MappingProxyType({path.stem: path for path in clips})
    return MappingProxyType({})
