"""Notes with a voice: what a browser recorded, made small, into the store."""

from collections.abc import Sequence

from formcheck.storage.review.records import Stroke, Voice
from formcheck.storage.review.store import ReviewStore


def keep_note(
    store: ReviewStore,
    clip_id: int,
    t_s: float,
    words: str,
    who: str,
    drawn: Sequence[Stroke] = (),
    recorded: bytes | None = None,
) -> bool:
    """Keep a note, with what was ``recorded``; whether all of it is kept, not only the first minute.

    Raises BadChoice where nothing can be heard, and StoreError.
    """
    if recorded is None:
        store.note(clip_id, t_s, words, who, drawn)
        return True
    from formcheck.media.sound import spoken

    made = spoken(recorded)
    store.note(clip_id, t_s, words, who, drawn, Voice(made.content, made.seconds))
    return made.whole
