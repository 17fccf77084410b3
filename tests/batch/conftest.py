import sys
from types import ModuleType

import pytest


@pytest.fixture(autouse=True)
def own_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new process imports its parent's main module again, and a page tested before has put the app in its place."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
