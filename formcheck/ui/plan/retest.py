"""A retest: how to do it, its clip filmed or brought along, and what it tells beside the first clip."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from formcheck.advice.as_asked import Asked
from formcheck.advice.causes import SHORT_TITLES, RetestOutcome
from formcheck.advice.retests import RETESTS, asked_for, run
from formcheck.i18n import gettext, gettext_noop, listed
from formcheck.leftovers import private_folder
from formcheck.movements.spec import Cause, RetestId
from formcheck.schema import Report, Verdict
from formcheck.ui.before import readiness
from formcheck.ui.before.limits_today import show_limits
from formcheck.ui.check.clips import Clip, show_refused, take_upload
from formcheck.ui.check.extremes import middle_still
from formcheck.ui.check.running import CurrentResult, current_result, result_for
from formcheck.ui.check.samples import poster
from formcheck.ui.components.drawings import icon
from formcheck.ui.components.theme import uploader_words

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

OPEN: Final = "retest-open"  # which one is on the page
CLIP: Final = "retest-clip"  # its clip, until it is analysed
FILMING: Final = "retest-filming"
DONE: Final = "retests"  # where a visit keeps them, by the hash of the first clip
CSS: Final = "\n".join(
    (
        "<style>",
        ".stApp ol.fc-steps {counter-reset: step; list-style: none; margin: 0; padding: 0; display: grid; gap: .9rem}",
        ".stApp .fc-steps li {counter-increment: step; display: grid; grid-template-columns: 2.4rem 1fr; gap: .8rem;"
        " align-items: center; font-size: 1.1rem; line-height: 1.4; margin: 0; padding: 0}",
        ".fc-steps li::before {content: counter(step); width: 2.4rem; height: 2.4rem; border-radius: 50%; display:"
        " grid; place-items: center; font-weight: 700; background: var(--fc-accent); color: #fff}",
        ".stHtml ul.fc-asked {list-style: none; margin: .3rem 0; padding: 0; display: grid; gap: .45rem}",
        ".stApp .fc-asked li {display: grid; grid-template-columns: 1.5rem 1fr; gap: .5rem; margin: 0; padding: 0}",
        "</style>",
    )
)
#: What stands beside each thing that was asked for.
ASKED_NAMES: Final[dict[Verdict, str]] = {
    "good": gettext_noop("Done as asked"),
    "fault": gettext_noop("Not done as asked"),
    "not_assessed": gettext_noop("Can't tell"),
}


@dataclass(frozen=True, slots=True)
class Tried:
    """A retest that was filmed: its report and a still of it."""

    report: Report
    still: bytes | NDArray[np.uint8] | None


def tried(current: CurrentResult) -> dict[RetestId, Tried]:
    """The retests of the current clip."""
    done: dict[str, dict[RetestId, Tried]] = st.session_state.setdefault(DONE, {})
    return done.setdefault(current.clip.sha256, {})


def outcomes_so_far(current: CurrentResult) -> tuple[RetestOutcome, ...]:
    """Their outcomes, in the current language."""
    return tuple(run(retest, current.result.report, one.report) for retest, one in tried(current).items())


def begin(retest: RetestId) -> None:
    """Open a retest in place of the page."""
    st.session_state[OPEN] = retest
    _put_away()


def opened() -> RetestId | None:
    """The retest that is on the page."""
    found: RetestId | None = st.session_state.get(OPEN)
    return found


def show_retest(retest: RetestId, current: CurrentResult) -> None:
    """Steps, then filming or a clip, then the comparison."""
    st.html(CSS)
    row = RETESTS[retest]
    st.button(gettext("Back to the reasons"), icon=":material/arrow_back:", on_click=_close, key="retest-back")
    st.title(gettext(row.title), anchor=False)
    st.html(f'<p class="fc-lead">{escape(gettext(row.tells))}</p>')
    place = st.container()
    if (done := tried(current).get(retest)) and CLIP not in st.session_state:
        _show_comparison(retest, current, done)
        return
    st.html(_steps(row.steps))
    show_limits(readiness.clinician_limits())
    if not readiness.may_go_on():
        return
    clip: Clip | None = st.session_state.pop(CLIP, None)
    if clip is not None:
        _look(retest, current, clip, place.empty())
    _show_input_choice()


def _look(retest: RetestId, current: CurrentResult, clip: Clip, place: "DeltaGenerator") -> None:
    """Judge the new clip as the first one was judged, whatever movement it turns out to show."""
    options = replace(
        current.options,
        movement="auto",
        person=None,
        clinician_limits=readiness.clinician_limits(),
    )
    result = result_for(clip, options, place)
    if result is not None:
        tried(current)[retest] = Tried(result.report, middle_still(result) or _middle_of(clip, result.report))
        st.rerun()


def _middle_of(clip: Clip, report: Report) -> NDArray[np.uint8] | None:
    """A clip without a whole repetition still has to show why it tells nothing."""
    with private_folder() as folder:
        return poster(clip.put_into(folder), report.clip.duration_s / 2)


def _show_input_choice() -> None:
    if st.session_state.get(FILMING):
        from formcheck.ui.check.recording import show_recorder

        show_recorder(_take)
        return
    left, right = st.columns(2, gap="large", vertical_alignment="center")
    with left:
        st.file_uploader(gettext("Your new video"), key="retest-upload", on_change=_take_upload)
        st.html(uploader_words("retest-upload", gettext("Choose a video"), gettext("or drop one here")))
        show_refused()
    with right:
        st.button(
            gettext("Film it now"),
            type="primary",
            icon=":material/videocam:",
            on_click=_film,
            key="retest-film",
            width="stretch",
        )
        st.caption(":material/lock: " + gettext("Your video is checked on this computer and not kept."))


def _show_comparison(retest: RetestId, current: CurrentResult, done: Tried) -> None:
    outcome = run(retest, current.result.report, done.report)
    with st.container(key="card-told" if outcome.says_something else "card-watch-told"):
        if not outcome.says_something:
            st.html(f'<p class="fc-over">{escape(gettext("This does not tell us anything yet"))}</p>')
        st.subheader(outcome.because, anchor=False)
        every = asked_for(retest, current.result.report, done.report)
        st.html(_asked([one for one in every if one.words != outcome.because]))
        for word, causes in ((gettext("More likely"), outcome.more), (gettext("Less likely"), outcome.less)):
            if causes:
                st.markdown(f"**{word}:** {_named(tuple(SHORT_TITLES), causes)}")
        if outcome.says_something:
            st.caption(gettext("One comparison is a hint, not proof."))
    pictures = (
        ("first", gettext("First video"), middle_still(current.result)),
        ("second", gettext(RETESTS[retest].title), done.still),
    )
    for column, (which, words, still) in zip(st.columns(2, gap="medium"), pictures, strict=True):
        with column, st.container(key=f"card-still-{which}", gap="small"):
            st.markdown(f"**{words}**")
            if still is not None:
                st.image(still, alt=gettext("A repetition at its lowest point: {clip}", clip=words), width="stretch")
            else:
                st.caption(gettext("No photo"))
    if not outcome.says_something:
        st.markdown(f"**{gettext('What was asked')}**")
        st.html(_steps(RETESTS[retest].steps))
    st.button(
        gettext("Film it again"),
        type="secondary" if outcome.says_something else "primary",
        icon=":material/replay:",
        on_click=_again,
        args=(retest,),
        key="retest-again",
    )


def _asked(every: Sequence[Asked]) -> str:
    """Each thing that was asked for beside a tick or a cross."""
    items = "".join(
        f"<li>{icon(one.verdict, gettext(ASKED_NAMES[one.verdict]))}<span>{escape(one.words)}</span></li>"
        for one in every
    )
    return f'<ul class="fc-asked">{items}</ul>' if every else ""


def _steps(steps: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(gettext(step))}</li>" for step in steps)
    return f'<ol class="fc-steps">{items}</ol>'


def _named(order: Sequence[Cause], causes: frozenset[Cause]) -> str:
    return listed(gettext(SHORT_TITLES[cause]) for cause in order if cause in causes)


def _take(clip: Clip) -> None:
    st.session_state[CLIP] = clip
    st.session_state[FILMING] = False


def _take_upload() -> None:
    if clip := take_upload("retest-upload"):
        _take(clip)


def _film() -> None:
    st.session_state[FILMING] = True


def _again(retest: RetestId) -> None:
    if current := current_result():
        tried(current).pop(retest, None)


def _close() -> None:
    st.session_state.pop(OPEN, None)
    _put_away()


def _put_away() -> None:
    st.session_state.pop(CLIP, None)
    st.session_state.pop(FILMING, None)
