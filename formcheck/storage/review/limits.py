"""The limits that trainers of this studio changed, as judging takes them."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from formcheck.i18n import gettext
from formcheck.movements import movements
from formcheck.settings import OwnLimit
from formcheck.storage.review.address import named_store, own_file
from formcheck.storage.review.records import LimitChange


def own_limits() -> tuple[OwnLimit, ...]:
    """The limits in force that are not those of FormCheck; none where nobody has a store. Raises StoreError."""
    if named_store() is None and not own_file().exists():
        return ()
    from formcheck.storage.review.database import store_url

    url = store_url()
    if url.get_backend_name() != "sqlite":
        return _read(url.render_as_string(hide_password=False))
    try:
        changed = Path(str(url.database)).stat()
    except OSError:
        return ()
    return _read_again(str(url), changed.st_mtime_ns, changed.st_size)


def in_force(changes: Sequence[LimitChange]) -> tuple[OwnLimit, ...]:
    """The last change of each check; one back to the limit of FormCheck, far beyond it, or of a check that
    is no more, is none.
    """
    last = {(one.movement, one.check): one for one in changes}
    return tuple(_own(one) for one in last.values() if _counts(one))


def _counts(change: LimitChange) -> bool:
    movement = movements().get(change.movement)
    row = next((row for row in movement.checks if row.id == change.check), None) if movement else None
    if row is None or (row.limit.unit, row.limit.bad) != (change.unit, change.bad):
        return False
    moved = (row.limit.good, row.limit.fault) != (change.good, change.fault)
    return moved and row.limit.may_become(change.good, change.fault)


def _own(change: LimitChange) -> OwnLimit:
    day = datetime.fromisoformat(change.made_at).date().isoformat() if change.made_at else ""
    source = gettext("changed by {who} on {day}: {reason}", who=change.who, day=day, reason=change.reason)
    return OwnLimit(movement=change.movement, check=change.check, good=change.good, fault=change.fault, source=source)


@lru_cache(maxsize=4)
def _read_again(url: str, _changed_ns: int, _size: int) -> tuple[OwnLimit, ...]:
    return _read(url)


def _read(_url: str) -> tuple[OwnLimit, ...]:
    from formcheck.storage.review.database import Database
    from formcheck.storage.review.store import ReviewStore

    store = ReviewStore(Database())
    try:
        return in_force(store.limit_changes())
    finally:
        store.close()
