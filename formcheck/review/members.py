"""Everything kept of one member: handed out as one file, or deleted for good."""

import io
import zipfile
from pathlib import Path
from typing import Any

import msgspec

from formcheck.errors import StoreError
from formcheck.review.kept import folder, remove_kept
from formcheck.storage.review.records import QueuedClip
from formcheck.storage.review.store import ReviewStore


def members(clips: tuple[QueuedClip, ...]) -> list[str]:
    """Every member somebody named, by name."""
    return sorted({one.member for one in clips if one.member})


def export_member(store: ReviewStore, member: str) -> bytes:
    """A ZIP: ``member.json`` with clips, decisions and notes, a report for each clip, what was spoken with notes, and
    films that are kept here.

    Raises StoreError.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        clips = store.clips_of(member)
        for clip in clips:
            _add_report(store, clip, made)
            for note in store.notes(clip.id):
                if voice := store.voice(note.id):
                    made.writestr(f"voices/{clip.id}-{note.id}.m4a", voice, zipfile.ZIP_STORED)
            film = Path(clip.video)
            if film.parent == folder() and film.is_file():
                made.write(film, f"films/{clip.id}-{clip.name}", zipfile.ZIP_STORED)
        everything = {"member": member, "clips": [_all_of(store, clip) for clip in clips]}
        made.writestr("member.json", msgspec.json.format(msgspec.json.encode(everything), indent=1))
    return out.getvalue()


def forget_member(store: ReviewStore, member: str) -> int:
    """Delete a member's clips with everything decided and noted of them, and films kept here. Videos elsewhere stay.

    Returns how many clips there were. Raises StoreError.
    """
    films = {clip.content_sha256 for clip in store.clips_of(member)}
    count = store.forget_member(member)
    _remove_films(store, films)
    return count


def forget_clip(store: ReviewStore, clip: QueuedClip) -> None:
    """The same for one clip. Raises StoreError."""
    store.forget([clip.id])
    _remove_films(store, {clip.content_sha256})


def _remove_films(store: ReviewStore, films: set[str]) -> None:
    """Unless another person in the same film is still in the list."""
    for film in films - {clip.content_sha256 for clip in store.queue().clips}:
        remove_kept(film)


def _add_report(store: ReviewStore, clip: QueuedClip, made: zipfile.ZipFile) -> None:
    try:
        made.writestr(f"reports/{clip.id}-{clip.name}.report.json", store.report(clip.id).to_json())
    except StoreError as error:  # damaged; the others are handed out
        made.writestr(f"reports/{clip.id}-{clip.name}.txt", str(error))


def _all_of(store: ReviewStore, clip: QueuedClip) -> dict[str, Any]:
    return {"clip": clip, "decisions": store.decisions(clip.id), "notes": store.notes(clip.id)}
