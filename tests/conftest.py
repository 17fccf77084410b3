"""What every test may ask for, and which of them share a worker."""

import os
import signal
from collections.abc import Iterator
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


@pytest.fixture(scope="session", autouse=True)
def _own_data(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing that is kept on the developer's machine is read or changed by a test."""
    os.environ["FORMCHECK_DATA"] = str(tmp_path_factory.mktemp("data"))


@pytest.fixture
def heard_signals() -> Iterator[None]:
    """Programs started in a test hear Ctrl-C, even where whoever runs the tests ignores it, as "&" does."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a program gets the system's default for it
    yield
    signal.signal(signal.SIGINT, before)


#: Files that ask for the same samples, each of which is measured once in a process.
ALIKE = ("tests/clip/test_pipeline.py", "tests/clip/test_samples_judged.py")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A file's tests to one worker, since they share what was measured for them, and all browser tests to one: two
    browsers and two pose models at once would only starve each other.

    (A scheduler of our own, because the groups of pytest-xdist 3.8 are lost with pytest 9.2.)
    """
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.split("::", 1)[0]
            return "browser" if file.startswith("tests/browser/") else ALIKE[0] if file in ALIKE else file

    return Together(config, log)
