"""Where the trainers' store is. Without SQLAlchemy, which takes a moment to import: most machines have no store."""

import os
from pathlib import Path
from typing import Final

from formcheck.storage.small_files import data_folder

STORE: Final = "FORMCHECK_STORE"  # names another database by URL
FILE_NAME: Final = "review.sqlite"


def named_store() -> str | None:
    """The URL that ``FORMCHECK_STORE`` names; None for the file of this machine."""
    return os.environ.get(STORE) or None


def own_file() -> Path:
    """The file of this machine, which need not be there."""
    return data_folder().absolute() / FILE_NAME
