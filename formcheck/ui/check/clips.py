"""A chosen clip: where it lies, and how it comes into the private folder of an analysis."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import DeletedFile

from formcheck.errors import FormcheckError
from formcheck.i18n import gettext
from formcheck.ui.room import KeptFile, NoRoom, kept_file
from formcheck.ui.visits_kept import VISITS

NAME_CHARS: Final = 60  # four bytes a character at most: fits the 255 bytes a file name may have
PROBLEM: Final = "upload-problem"  # the sentence of an upload that was refused


@dataclass(frozen=True, slots=True)
class Clip:
    """A chosen clip: its name, the hash of its content, where it lies, and how to get it into a folder of our own.

    ``kept``: its file goes when nobody holds it any more.
    """

    name: str
    sha256: str
    put_into: Callable[[Path], Path] = field(repr=False, compare=False)
    own: bool = True  # not one of the samples
    content: Path = field(default=Path(), repr=False, compare=False)
    kept: KeptFile | None = field(default=None, repr=False, compare=False)


def sample_clip(path: Path) -> Clip:
    """A clip that lies on disk already and is read where it lies."""
    return Clip(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), lambda _: path, own=False, content=path)


def uploaded_clip(name: str, content: bytes | memoryview) -> Clip:
    """A clip somebody sent: in the server's private folder until its visit lets go of it, and under its own name only
    in that of one analysis. Raises NoRoom and OutputError.
    """
    safe = re.sub(r"[^\w .()+-]", "_", name)[-NAME_CHARS:].lstrip(". ") or "clip"
    kept = kept_file(content, Path(safe).suffix, VISITS.let_go)

    def put_into(folder: Path) -> Path:
        path = folder / "upload" / safe
        path.parent.mkdir()
        return kept.put_at(path)

    return Clip(safe, hashlib.sha256(content).hexdigest(), put_into, content=kept.path, kept=kept)


def take_upload(key: str) -> Clip | None:
    """What was put in an uploader, no longer held by Streamlit; None when it was emptied, or refused."""
    upload = st.session_state.get(key)
    if upload is None or isinstance(upload, DeletedFile):  # what was taken before, and the browser still names
        return None
    try:
        return uploaded_clip(upload.name, upload.getbuffer())
    except NoRoom as error:
        st.session_state[PROBLEM] = error.words
    except FormcheckError as error:
        st.session_state[PROBLEM] = str(error)
    finally:
        forget_upload(upload.file_id)
    return None


def forget_upload(file_id: str) -> None:
    """Else Streamlit keeps it in memory until the tab is closed."""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file_id)


def show_refused() -> None:
    """Why the last upload was refused, once."""
    if words := st.session_state.pop(PROBLEM, None):
        st.error(gettext(words), icon=":material/error:")
