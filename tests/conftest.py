"""What every test may ask for."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def clips() -> Path:
    """The developers' folder of real clips: FORMCHECK_CLIPS, or shared/clips beside the checkout. Skips without it."""
    named = os.environ.get("FORMCHECK_CLIPS")
    folder = Path(named) if named else ROOT.parent / "shared" / "clips"
    if not folder.is_dir():
        if named:
            pytest.fail(f"FORMCHECK_CLIPS names {folder}, which is not a folder")
        pytest.skip("the developers' real clips are not on this machine (FORMCHECK_CLIPS)")
    return folder
