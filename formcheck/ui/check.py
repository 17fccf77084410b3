"""Check a clip: choose a file or a sample, watch it being measured, read what was seen."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import streamlit as st

from formcheck.coaching.calibration import Calibration
from formcheck.coaching.report import Report
from formcheck.errors import BadChoice
from formcheck.records.calibrations import calibration_from, calibration_json
from formcheck.settings import AnalysisOptions, ModelName, MovementChoice
from formcheck.ui import parts, running, samples
from formcheck.ui.running import Clip, Result, remembered, result_for, sample_clip, uploaded_clip
from formcheck.ui.theme import CSS

TYPES: Final = ["video", "gif", "mkv"]
LEAD: Final = "Film a squat or a hip hinge from the side. See what your body does, rep by rep."
SAMPLES_IN_A_ROW: Final = 4
SAMPLES_AT_ONCE: Final = 8
MOVEMENTS: Final[dict[MovementChoice, str]] = {"auto": "Find out", "squat": "Squat", "hinge": "Hip hinge"}
MODELS: Final[dict[ModelName, str]] = {"full": "Careful (full model)", "lite": "Quick (lite model)"}
PLACES: Final = {2: ("left", "right"), 3: ("left", "middle", "right")}  # people are numbered from left to right


def show_start(*, with_options: bool) -> None:
    """Uploader, choices and sample cards. What is chosen goes to ``st.session_state["clip"]``."""
    if with_options:
        st.html(f'<p class="fc-lead">{LEAD}</p>')
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.file_uploader("Your video", type=TYPES, key="upload", on_change=_take_upload)
    if with_options:
        with right:
            choose_options()
    found = samples.all_samples()
    with st.container(key="samples"):
        if found:
            st.markdown("**Or try one of these**")
        _show_cards(found[:SAMPLES_AT_ONCE])
        if found[SAMPLES_AT_ONCE:]:
            with st.expander("More samples"):
                _show_cards(found[SAMPLES_AT_ONCE:])
    st.caption(parts.SAFETY)


def _show_cards(cards: tuple[samples.Sample, ...]) -> None:
    for first in range(0, len(cards), SAMPLES_IN_A_ROW):
        row = cards[first : first + SAMPLES_IN_A_ROW]
        for column, sample in zip(st.columns(SAMPLES_IN_A_ROW), row, strict=False):
            with column, st.container(border=True):
                picture = _poster(str(sample.path), sample.poster_s, sample.path.stat().st_mtime)
                if picture is not None:
                    st.image(picture, width="stretch")
                st.button(
                    sample.title,
                    key=f"sample-{sample.path.stem}",
                    on_click=_take_sample,
                    args=(sample.path,),
                    width="stretch",
                )


@st.cache_data(max_entries=32, show_spinner=False)
def _poster(path: str, at_s: float, changed_s: float) -> Any:  # noqa: ARG001 - a clip made anew gets a new picture
    return samples.poster(Path(path), at_s)


def _take_upload() -> None:
    upload = st.session_state["upload"]
    if upload is not None:
        st.session_state["clip"] = uploaded_clip(upload.name, upload.getvalue())


def _take_sample(path: Path) -> None:
    st.session_state["clip"] = sample_clip(path)


def choose_options() -> AnalysisOptions:
    """Movement, and the model for those who look for it."""
    movement = st.segmented_control(
        "Movement", MOVEMENTS, default="auto", format_func=MOVEMENTS.__getitem__, key="movement"
    )
    with st.expander("More choices"):
        model = st.radio("Measuring", MODELS, format_func=MODELS.__getitem__, key="model", horizontal=True)
        choose_calibration()
    return AnalysisOptions(movement=movement or "auto", model=model)


def choose_calibration() -> None:
    """The visitor's own calibration: kept for this visit, brought along as a file, or left out again."""
    if running.own_calibration() is not None:
        st.caption(":material/check: Your back is told by your own calibration.")
        st.button("Leave my calibration out", on_click=_keep_calibration, args=(None,), key="without-calibration")
        return
    st.file_uploader("Your calibration", type="json", key="calibration-file", on_change=_take_calibration)
    if words := st.session_state.pop("calibration-error", None):
        st.error(words, icon=":material/error:")


def _take_calibration() -> None:
    upload = st.session_state["calibration-file"]
    if upload is not None:
        try:
            _keep_calibration(calibration_from(upload.getvalue(), upload.name))
        except BadChoice as error:
            st.session_state["calibration-error"] = str(error)


def _keep_calibration(found: Calibration | None) -> None:
    st.session_state[running.CALIBRATION] = found


def offer_calibration(result: Result) -> None:
    """A clip that shows the guided recording can tell the back of later clips."""
    if result.calibration is None or running.own_calibration() is not None:
        return
    with st.container(border=True):
        st.markdown(
            "**This clip can be your calibration.** It shows you tall and in a flat hinge. With it, your lower back is "
            "told more exactly in your next clips. Only the outline's distances are kept, no picture."
        )
        with st.container(horizontal=True):
            st.button("Use it in this visit", on_click=_keep_calibration, args=(result.calibration,), key="calibrate")
            st.download_button(
                "Keep it as a file",
                calibration_json(result.calibration),
                f"{Path(result.report.clip.name).stem}.calibration.json",
                "application/json",
                icon=":material/download:",
                on_click="ignore",
                key="download-calibration",
            )


def choose_person(clip: Clip, report: Report) -> int | None:
    """Which of several people to follow; None when there is nothing to choose or the first choice stands."""
    people = [seen.person for seen in report.quality.people]
    if len(people) < 2:
        return None
    places = PLACES.get(len(people), tuple(f"{i} from the left" for i in range(1, len(people) + 1)))
    chosen = st.segmented_control(
        "Several people are in view. Who is it about?",
        people,
        default=report.quality.person if report.quality.person in people else None,
        format_func=lambda person: places[people.index(person)].capitalize(),
        key=f"person-{clip.sha256}",
    )
    return chosen if chosen != report.quality.person else None


def show_result(result: Result) -> None:
    """Video on the left, words on the right; one below the other on a phone."""
    report = result.report
    tall = report.clip.height > report.clip.width
    left, right = st.columns([2, 3] if tall else [1, 1], gap="medium")
    with left, st.container(key="picture"):
        st.video(result.video_mp4, format="video/mp4", loop=True, autoplay=True, muted=True)
        parts.show_downloads(result)
    with right:
        parts.show_headline(report)
        parts.show_facts(report)
        parts.show_checks(report)
        parts.show_not_assessed(report)
        parts.show_reps(report.reps)
        offer_calibration(result)
    st.caption(parts.SAFETY)


def show_header(clip: Clip) -> AnalysisOptions:
    """Name of the clip, the choices, and the way back."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(f"**FormCheck** · {parts.plain(clip.name)}")
        with st.container(horizontal=True, width="content"):
            with st.popover("Choices", icon=":material/tune:"):
                options = choose_options()
            st.button("Another clip", icon=":material/arrow_back:", on_click=_forget_clip, key="another")
    return options


def _forget_clip() -> None:
    del st.session_state["clip"]


st.html(CSS)
clip: Clip | None = st.session_state.get("clip")
# Always the same four places, so that Streamlit replaces one view by the other and leaves nothing of it standing.
head, place, who = st.container(), st.empty(), st.container()
if clip is None:
    with head:
        st.title("FormCheck", anchor=False)
    with st.container():
        show_start(with_options=True)
else:
    with head:
        options = show_header(clip)
    base = remembered(clip, options)
    if base:
        with who:
            options = replace(options, person=choose_person(clip, base.report))
    fresh = remembered(clip, options) is None
    body = st.empty() if fresh else st.container()
    result = result_for(clip, options, place)
    if result and not base:
        with who:
            if choose_person(clip, result.report) is not None:
                st.rerun()
    with body.container() if fresh else body:
        if result:
            show_result(result)
        else:
            show_start(with_options=False)
