"""Recording a clip in the page: guidance on the picture, countdown, what to do with the clip; and the guided
calibration.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Final, Literal

import streamlit as st

from formcheck.errors import FormcheckError
from formcheck.i18n import gettext, gettext_noop
from formcheck.reports.poses import poses_csv, poses_json
from formcheck.ui.check.clips import Clip, uploaded_clip
from formcheck.ui.check.filming import show_how_to_film
from formcheck.ui.check.recorder import CALIBRATION, Recorder, RecorderSnapshot, SetGuide
from formcheck.ui.components import camera_view
from formcheck.ui.components.camera import Feed
from formcheck.ui.components.camera_view import StreamState, words_for
from formcheck.ui.components.voice import say_aloud
from formcheck.ui.components.words import plain
from formcheck.ui.settings.preferences import fragment, preferences

Kind = Literal["movement", "calibration"]

NOW: Final = "recorder-now"
MADE: Final = "recorder-made"
KIND: Final = "recorder-kind"
KINDS: Final[dict[Kind, str]] = {"movement": gettext_noop("A movement"), "calibration": gettext_noop("My calibration")}
NAMES: Final[dict[Kind, str]] = {"movement": "recording", "calibration": "calibration"}
ABOUT: Final[dict[Kind, str]] = {
    "movement": gettext_noop("Do three to five slow repetitions. We record for one minute at most."),
    "calibration": gettext_noop(
        "In half a minute FormCheck learns the shape of your back. Stand up straight with your arms "
        "forward. Bend forward slowly from the hips with a flat back and come up. Then squat once, as "
        "low as is comfortable. We guide you through each step."
    ),
}
BEGIN: Final = gettext_noop("Stand still for a second, then start.")
LOOK_EVERY_S: Final = 0.5
CSS: Final = """<style>
.fc-now {font-size: 1.6rem; font-weight: 700;
  line-height: 1.2; margin: 0}
</style>"""


@dataclass(frozen=True, slots=True)
class GuidedSet:
    """A set that is recorded without choices, and handed over as soon as it has ended by itself: its file's ``name``,
    how to film it (translated), and its guide.
    """

    name: str
    about: str
    guide: SetGuide = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Now:
    """The recorder of a stream, and its purpose."""

    recorder: Recorder
    kind: Kind
    language: str
    feed: Feed = field(compare=False)
    guided: GuidedSet | None = None


def show_recorder(take: Callable[[Clip], None], guided: GuidedSet | None = None) -> None:
    """Record from the browser's camera; ``take`` is given the clip to use, then the page runs again. ``guided``: one
    set of a check-up.
    """
    st.html(CSS)
    kind: Kind = "movement" if guided else st.session_state.setdefault(KIND, "movement")
    now = _current(kind, guided)
    head = st.container()
    left, right = st.columns([3, 2], gap="medium")
    with left, st.container(key="recorder-camera"):
        seen = camera_view.show("recorder-stream", now.feed)
    if seen.state == "idle" and now.feed.taken:
        now.feed.end()
        st.rerun()  # the next start has a line of its own
    with head:
        if guided is None:
            _choose_kind(kind, busy=seen.state != "idle")

    @fragment(run_every=LOOK_EVERY_S if seen.state == "playing" else None)
    def beside() -> None:
        with st.container(gap=None):  # filled or not, what follows keeps its place
            if trouble := words_for(seen, now.feed):
                st.warning(trouble, icon=":material/videocam_off:")
        _show_beside(now, seen.state, take)

    with right:
        beside()


def _current(kind: Kind, guided: GuidedSet | None) -> _Now:
    """The recorder to go on with; a new one after its stream has ended or when the choice has changed."""
    found: _Now | None = st.session_state.get(NOW)
    language = preferences().language
    if found is not None:
        _take_over(found)
        if found.guided != guided:
            st.session_state.pop(MADE, None)  # of another set
        if not found.feed.ended and (found.kind, found.language, found.guided) == (kind, language, guided):
            return found
        found.feed.end()
    steps = CALIBRATION if kind == "calibration" else ()
    recorder = Recorder(language, steps=steps, guide=guided.guide if guided else None)
    made = _Now(recorder, kind, language, Feed(recorder, recorder.close), guided)
    st.session_state[NOW] = made
    return made


def _take_over(now: _Now) -> None:
    """Keep a finished recording when its recorder is gone."""
    if (made := now.recorder.recording()) is not None:
        st.session_state[MADE] = (now.kind, made)


def _choose_kind(kind: Kind, *, busy: bool) -> None:
    st.segmented_control(
        gettext("What do you want to record?"),
        KINDS,
        default=kind,
        format_func=lambda name: gettext(KINDS[name]),
        key="recorder-choice",
        on_change=_take_kind,
        required=True,
        disabled=busy,
    )


def _take_kind() -> None:
    st.session_state[KIND] = st.session_state["recorder-choice"]


def _show_beside(now: _Now, state: StreamState, take: Callable[[Clip], None]) -> None:
    """The one thing to do next, by where the recorder is."""
    _take_over(now)
    if MADE in st.session_state:
        if now.guided and st.session_state[MADE][1].ended_itself:
            _use(now, take)  # its person stands three metres away
        _show_made(now, take)
    elif state == "playing":
        _show_steps(now)
    elif now.guided:
        st.markdown(now.guided.about)
        st.caption(
            gettext("Start the camera, then step into the outline. A countdown begins, and recording stops by itself.")
        )
    else:
        st.markdown(gettext(ABOUT[now.kind]))
        show_how_to_film()


def _show_steps(now: _Now) -> None:
    shot = now.recorder.snapshot()
    with st.container(key="card-recorder", gap="small"):
        st.html(f'<p class="fc-over">{escape(_where(shot))}</p>')
        words, chosen = shot.words or gettext(BEGIN), preferences()
        st.html(f'<p class="fc-now">{escape(words)}</p>')
        say_aloud(words, key="recorder-says", on=chosen.voice, language=chosen.language)
        if shot.problem:
            st.warning(shot.problem, icon=":material/error:")
        if shot.state == "waiting":
            st.button(
                gettext("Record"),
                type="primary",
                icon=":material/fiber_manual_record:",
                on_click=now.recorder.begin,
                key="recorder-begin",
                width="stretch",
            )
            st.caption(gettext("Press Record, then step into the outline. A countdown gives you time."))
        else:
            st.button(
                gettext("Stop recording") if shot.state == "recording" else gettext("Cancel"),
                icon=":material/stop_circle:",
                on_click=now.recorder.stop,
                key="recorder-stop",
                width="stretch",
            )


def _where(shot: RecorderSnapshot) -> str:
    if shot.state == "recording" and shot.left_s is not None:
        return gettext("Recording · {seconds} s left", seconds=max(1, round(shot.left_s)))
    return {
        "placing": gettext("Get into position"),
        "countdown": gettext("Recording starts soon"),
        "recording": gettext("Recording"),
    }.get(shot.state, gettext("The camera is on"))


def _show_made(now: _Now, take: Callable[[Clip], None]) -> None:
    """The finished clip: use it, record again, keep it."""
    kind, made = st.session_state[MADE]
    name = now.guided.name if now.guided else NAMES[kind]
    st.video(made.mp4, format="video/mp4", muted=True, alt=gettext("Your recording"))
    st.caption(
        gettext(
            "{seconds} seconds. It is gone when you close the page, unless you save it.", seconds=round(made.seconds)
        )
    )
    if st.button(
        gettext("Use this recording"), type="primary", icon=":material/check:", key="recorder-use", width="stretch"
    ):
        _use(now, take)
    with st.container(horizontal=True):
        st.button(
            gettext("Record again"), icon=":material/replay:", on_click=_forget, args=(now,), key="recorder-again"
        )
        _offer(gettext("Save the video"), made.mp4, f"{name}.mp4", "video/mp4")
        with st.popover(gettext("Save joint positions"), icon=":material/accessibility_new:"):
            st.caption(gettext("Where each joint was in every frame of the video. Only numbers, no images."))
            _offer(gettext("As a table (CSV)"), lambda: poses_csv(made.poses), f"{name}.poses.csv", "text/csv")
            _offer("JSON", lambda: poses_json(made.poses), f"{name}.poses.json", "application/json")


def _use(now: _Now, take: Callable[[Clip], None]) -> None:
    """Hand the clip over and run the page again."""
    kind, made = st.session_state[MADE]
    try:
        clip = uploaded_clip(f"{now.guided.name if now.guided else NAMES[kind]}.mp4", made.mp4)
    except FormcheckError as error:  # the recording stays, and can be saved
        st.error(plain(str(error)), icon=":material/error:")
        return
    now.feed.end()
    _forget(now)
    take(clip)
    st.rerun()


def _offer(label: str, data: "bytes | Callable[[], str | bytes]", name: str, mime: str) -> None:
    st.download_button(
        label, data, name, mime, icon=":material/download:", on_click="ignore", key=f"recorder-keep-{mime}"
    )


def _forget(now: _Now) -> None:
    now.recorder.again()
    st.session_state.pop(MADE, None)
