"""What every test may ask for, and which of them share a worker."""

import os
from pathlib import Path
from typing import Any

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


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """All browser tests to one worker: two browsers and two pose models at once would only starve each other.

    The others go wherever there is room. (A scheduler of our own, because the groups of pytest-xdist 3.8 are lost with
    pytest 9.2.)
    """
    from xdist.scheduler import LoadScopeScheduling

    class BrowserTogether(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return "browser" if nodeid.startswith("tests/browser/") else nodeid

    return BrowserTogether(config, log)
