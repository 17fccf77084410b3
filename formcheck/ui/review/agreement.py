"""How often trainers agree with each check, the limit that would have agreed best, and limits that were changed."""

from datetime import datetime
from html import escape
from typing import Any, Final

import streamlit as st

from formcheck.errors import StoreError
from formcheck.i18n import gettext, gettext_noop, ngettext
from formcheck.judging.levels import movements_at
from formcheck.measures.limit import Limit
from formcheck.movements import movements
from formcheck.review.agreement import FEWEST, FEWEST_CLIPS, CheckAgreement, Key, Proposal, Share, agreements, judged
from formcheck.schema import Direction, Report
from formcheck.storage.review.limits import in_force
from formcheck.storage.review.records import LimitChange
from formcheck.storage.review.store import ReviewStore
from formcheck.ui.components.words import plain
from formcheck.ui.review.state import attempt, done, has_name, visit
from formcheck.wording.findings import amount, check_title, limit_words
from formcheck.wording.names import movement_name

ENDS: Final[dict[Direction, tuple[str, str]]] = {
    "above": (gettext_noop("Good up to, {unit}"), gettext_noop("Work on it from, {unit}")),
    "below": (gettext_noop("Good from, {unit}"), gettext_noop("Work on it up to, {unit}")),
}
TOO_FAR: Final = gettext_noop(
    "These numbers are too far from the limit that comes with FormCheck. Please come nearer to it."
)
CSS: Final = (
    "<style>.fc-share {position: relative; height: .9rem; border-radius: .45rem; background: var(--fc-line);"
    " max-width: 26rem; margin: .3rem 0} .fc-share i {position: absolute; top: 0; bottom: 0; border-radius: .45rem;"
    " background: var(--fc-accent); opacity: .45} .fc-share b {position: absolute; top: -.15rem; bottom: -.15rem;"
    " width: 3px; background: var(--fc-ink)}</style>"
)


def show_agreement() -> None:
    """A part for each check somebody decided on, the least agreed first; below it what was changed."""
    changes = attempt(lambda store: store.limit_changes())
    found = attempt(lambda store: judged(_reports(store), store.decisions()))
    if changes is None or found is None:
        return
    limits = limits_now(changes)
    rows = agreements(found, limits)
    st.html(CSS)
    if not rows:
        st.markdown(gettext("Nobody has agreed or disagreed with a finding yet."))
    else:
        st.caption(
            gettext(
                "The bar shows where the true share may lie (90 % interval). A proposal needs {decisions} decisions on "
                "{clips} clips.",
                decisions=FEWEST,
                clips=FEWEST_CLIPS,
            )
        )
    for row in rows:
        _show_check(row, limits.get((row.movement, row.check)))
    _show_changes(changes, limits)


def limits_now(changes: tuple[LimitChange, ...]) -> dict[Key, Limit]:
    """The limit of every check at the standard level, as it is now."""
    at_level = movements_at("standard", in_force(changes))
    return {(movement.name, row.id): row.limit for movement in at_level.values() for row in movement.checks}


def _reports(store: ReviewStore) -> dict[int, Report]:
    """Of clips somebody decided on; one that is damaged counts nowhere."""
    found = {}
    for clip_id in {one.clip_id for one in store.decisions() if one.subject == "finding"}:
        try:
            found[clip_id] = store.report(clip_id)
        except StoreError:
            continue
    return found


def _show_check(row: CheckAgreement, limit: Limit | None) -> None:
    share = row.share
    label = gettext(
        "{title}, {movement}: agreed {count} of {all}",
        title=check_title(row.check),
        movement=movement_name(row.movement),
        count=share.count,
        all=share.of,
    )
    icon = ":material/lightbulb:" if row.proposal else None
    with st.expander(label, icon=icon, expanded=bool(row.proposal), key=f"agreed-{row.movement}-{row.check}"):
        st.html(_bar(share))
        st.markdown(f"{_shares(share)} {ngettext('On {count} clip.', 'On {count} clips.', row.clips)}")
        if limit is None:
            return
        good, fault = limit_words(limit.used())
        st.markdown(gettext("Limit now: good {good}, work on it {fault}.", good=good, fault=fault))
        if row.proposal:
            _show_proposal(row.proposal)
        _show_form((row.movement, row.check), limit, row.proposal)


def _show_proposal(proposal: Proposal) -> None:
    good, fault = limit_words(proposal.limit.used())
    with st.container(key="card-proposal", gap="small"):
        st.markdown(f"**{gettext('Proposal: good {good}, work on it {fault}.', good=good, fault=fault)}**")
        lines = (
            gettext("With the limit now: {share}", share=_shares(proposal.now)),
            gettext("With the proposal: {share}", share=_shares(proposal.then)),
            gettext("On clips it was not found with, which is what to expect: {share}", share=_shares(proposal.unseen)),
        )
        st.html(f'<ul class="fc-dotted">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>')


def _show_form(key: Key, limit: Limit, proposal: Proposal | None) -> None:
    """Two numbers and a reason; nothing changes without one."""
    start = proposal.limit if proposal else limit
    name = "-".join((*key, f"{start.good:g}"))
    with st.form(f"limit-{name}", border=False):
        left, right = st.columns(2)
        unit = amount(1, limit.unit).removeprefix("1").strip()
        good = left.number_input(
            gettext(ENDS[limit.bad][0], unit=unit), value=start.good, key=f"good-{name}", format="%g"
        )
        fault = right.number_input(
            gettext(ENDS[limit.bad][1], unit=unit), value=start.fault, key=f"fault-{name}", format="%g"
        )
        reason = st.text_input(gettext("Reason"), key=f"reason-{name}")
        pressed = st.form_submit_button(gettext("Use this limit from now on"), key=f"use-{name}")
    if not pressed or not has_name():
        return
    if not reason.strip():
        st.error(gettext("Please give a reason. It is kept with the change."), icon=":material/error:")
    elif (fault >= good) != (limit.bad == "above"):
        st.error(gettext("These two numbers are the wrong way round. Please swap them."), icon=":material/error:")
    elif not _shipped(key).may_become(good, fault):
        st.error(gettext(TOO_FAR), icon=":material/error:")
    elif done(lambda store: store.change_limit(_changed(key, limit, (good, fault), reason, _evidence(proposal)))):
        st.rerun()


def _changed(
    key: Key, limit: Limit, ends: tuple[float, float], reason: str, evidence: dict[str, Any] | None = None
) -> LimitChange:
    return LimitChange(
        movement=key[0],
        check=key[1],
        unit=limit.unit,
        bad=limit.bad,
        good_before=limit.good,
        fault_before=limit.fault,
        good=ends[0],
        fault=ends[1],
        reason=reason,
        who=visit().who,
        evidence=evidence or {},
    )


def _evidence(proposal: Proposal | None) -> dict[str, Any]:
    if proposal is None:
        return {}
    shares = {"now": proposal.now, "then": proposal.then, "unseen": proposal.unseen}
    counts = {name: [share.count, share.of] for name, share in shares.items()}
    return {**counts, "clips": proposal.clips, "good": proposal.limit.good, "fault": proposal.limit.fault}


def _show_changes(changes: tuple[LimitChange, ...], limits: dict[Key, Limit]) -> None:
    """Newest first; the way back to the limit of FormCheck is a change like any other."""
    if not changes:
        return
    st.header(gettext("Changed limits"), anchor=False)
    st.caption(gettext("Clips checked before keep the limit they were judged by, and their reports say which."))
    for one in reversed(changes):
        with st.container(key=f"change-{one.made_at}", gap="xsmall"):
            day = datetime.fromisoformat(one.made_at).date().isoformat()
            st.markdown(
                gettext(
                    "**{title}, {movement}**: {before} to {after}. {reason} ({who}, {day})",
                    title=plain(check_title(one.check)),
                    movement=movement_name(one.movement),
                    before=_ends(one.good_before, one.fault_before, one.unit),
                    after=_ends(one.good, one.fault, one.unit),
                    reason=plain(one.reason),
                    who=plain(one.who),
                    day=day,
                )
            )
    for own in in_force(changes):
        key = (own.movement, own.check)
        st.button(
            gettext(
                "{title}, {movement}: back to FormCheck's own limit",
                title=check_title(own.check),
                movement=movement_name(own.movement),
            ),
            icon=":material/undo:",
            on_click=_back,
            args=(key, limits[key]),
            key=f"back-{own.movement}-{own.check}",
        )


def _back(key: Key, limit: Limit) -> None:
    """To the limit that comes with FormCheck."""
    if has_name():
        shipped = _shipped(key)
        reason = gettext("Back to FormCheck's own limit.")
        done(lambda store: store.change_limit(_changed(key, limit, (shipped.good, shipped.fault), reason)))


def _shipped(key: Key) -> Limit:
    return movements()[key[0]].check(key[1]).limit


def _ends(good: float, fault: float, unit: str) -> str:
    return f"{amount(good, unit)} / {amount(fault, unit)}"


def _shares(share: Share) -> str:
    low, high = share.interval
    return gettext(
        "{count} of {all} ({low} to {high} %).",
        count=share.count,
        all=share.of,
        low=round(100 * low),
        high=round(100 * high),
    )


def _bar(share: Share) -> str:
    low, high = (round(100 * end, 1) for end in share.interval)
    at = round(100 * share.count / share.of, 1)
    return (
        f'<div class="fc-share" role="img" aria-label="{escape(_shares(share))}">'
        f'<i style="left: {low}%; width: {high - low:.1f}%"></i><b style="left: calc({at}% - 1px)"></b></div>'
    )
