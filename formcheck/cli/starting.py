"""Starts a server so that nothing in the working folder decides how: neither modules nor settings that lie there."""

import os
from contextlib import suppress
from importlib import import_module
from pathlib import Path


def start(module: str, app: str, *words: str) -> None:
    """Run ``main`` of a server's module with the Streamlit script and more words, from the folder this was started in.

    Streamlit reads settings when it is imported, from the folder it finds itself in: here that of the script.
    """
    started_in = None
    with suppress(OSError):  # a folder that is gone
        started_in = Path.cwd()
    os.chdir(Path(app).parent)
    main = import_module(module).main
    if started_in is not None:
        with suppress(OSError):
            os.chdir(started_in)
    main(app, *words)
