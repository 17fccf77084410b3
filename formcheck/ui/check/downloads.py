"""Downloads of a result, and the visitor's own calibration."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import streamlit as st
from streamlit.runtime.uploaded_file_manager import DeletedFile

from formcheck.errors import BadChoice
from formcheck.i18n import gettext, gettext_noop
from formcheck.motion.calibration import Calibration
from formcheck.settings import AnalysisOptions, Faces
from formcheck.storage.calibrations import calibration_from, calibration_json
from formcheck.ui.check import running
from formcheck.ui.check.clips import Clip, forget_upload
from formcheck.ui.check.running import Result
from formcheck.ui.components.theme import uploader_words
from formcheck.ui.components.words import plain
from formcheck.ui.settings.preferences import keep, preferences

if TYPE_CHECKING:
    from formcheck.clip.pipeline import Analysis

FACES: Final[dict[Faces, str]] = {
    "bystanders": gettext_noop("Blur other people"),
    "blur": gettext_noop("Blur everybody"),
    "show": gettext_noop("Show everybody"),
}
MOST_MB: Final = 1  # a calibration has two kilobytes; Streamlit knows no less
Make: TypeAlias = "Callable[[Analysis, Path], bytes]"


def show_downloads(clip: Clip, options: AnalysisOptions, result: Result) -> None:
    """The report to print, without and with the clip in it, the video with everything drawn on it, and both as data.

    What takes long is made when it is asked for.
    """
    stem = Path(result.report.clip.name).stem
    films: tuple[tuple[str, str, Make, str, str], ...] = (
        ("whole", gettext("Report with video"), _report_with_video, f"{stem}.report-video.html", "text/html"),
        ("video", gettext("Video to share"), _annotated, f"{stem}.annotated.mp4", "video/mp4"),
    )
    files: tuple[tuple[str, str, str | bytes | Callable[[], bytes], str, str], ...] = (
        ("html", gettext("Report to print"), result.report_html, f"{stem}.report.html", "text/html"),
        *((kind, label, running.later(clip, options, make), name, mime) for kind, label, make, name, mime in films),
        ("json", gettext("Report as data"), result.report.to_json(), f"{stem}.report.json", "application/json"),
        ("csv", gettext("Angles as a table"), result.angles_csv, f"{stem}.angles.csv", "text/csv"),
    )
    st.header(gettext("Take your results with you"), anchor=False)
    with st.container(horizontal=True):
        for kind, label, data, name, mime in files:
            st.download_button(
                label, data, name, mime, icon=":material/download:", on_click="ignore", key=f"download-{kind}"
            )
    st.caption(gettext("Files with a video are made when you ask for them, which takes a moment."))
    choose_faces()


def choose_faces() -> None:
    """Whose faces are blurred in everything that is saved; the pictures of the page are made again."""
    st.segmented_control(
        gettext("Faces in what you save"),
        list(FACES),
        default=preferences().faces,
        required=True,
        format_func=lambda choice: gettext(FACES[choice]),
        key="faces",
        on_change=_take_faces,
        help=gettext("Heads we do not find are not blurred. Look at a video before you share it."),
    )


def _take_faces() -> None:
    keep(replace(preferences(), faces=st.session_state["faces"]))


def _annotated(analysis: "Analysis", folder: Path) -> bytes:
    from formcheck.clip import pipeline

    out = folder / "annotated.mp4"
    pipeline.write_annotated(analysis, out)
    return out.read_bytes()


def _report_with_video(analysis: "Analysis", folder: Path) -> bytes:
    from formcheck.clip import pipeline
    from formcheck.reports.page import report_html

    stills = pipeline.rep_stills(analysis)
    player = pipeline.player_html(analysis, folder)
    return report_html(analysis.report, analysis.angles, stills.bottoms, player=player).encode()


def choose_calibration() -> None:
    """The visitor's own calibration: kept for this visit, brought along as a file, or left out again."""
    if running.own_calibration() is not None:
        st.caption(":material/check: " + gettext("Using your own calibration."))
        st.button(
            gettext("Stop using my calibration"), on_click=_keep_calibration, args=(None,), key="without-calibration"
        )
        return
    st.html(uploader_words("calibration-file", gettext("Choose a file"), gettext("or drop one here")))
    st.file_uploader(
        gettext("Your calibration"),
        "json",
        max_upload_size=MOST_MB,
        key="calibration-file",
        on_change=_take_calibration,
    )
    if words := st.session_state.pop("calibration-error", None):
        st.error(plain(words), icon=":material/error:")


def offer_calibration(result: Result) -> None:
    """Offer to use a clip that shows the guided recording as a calibration for later clips."""
    if result.calibration is None or running.own_calibration() is not None:
        return
    with st.container(key="card-calibration"):
        st.header(gettext("You can use this video as your calibration"), anchor=False)
        st.markdown(
            gettext(
                "In this video you stand tall and bend forward with a flat back. With it we can measure your "
                "lower back more exactly in your next videos. We keep only a few measurements of your outline, "
                "and no image."
            )
        )
        with st.container(horizontal=True):
            st.button(
                gettext("Use it until I close the page"),
                on_click=_keep_calibration,
                args=(result.calibration,),
                key="calibrate",
            )
            st.download_button(
                gettext("Save it as a file"),
                calibration_json(result.calibration),
                f"{Path(result.report.clip.name).stem}.calibration.json",
                "application/json",
                icon=":material/download:",
                on_click="ignore",
                key="download-calibration",
            )


def _take_calibration() -> None:
    upload = st.session_state["calibration-file"]
    if upload is None or isinstance(upload, DeletedFile):
        return
    try:
        _keep_calibration(calibration_from(upload.getvalue(), upload.name))
    except BadChoice as error:
        st.session_state["calibration-error"] = str(error)
    finally:
        forget_upload(upload.file_id)


def _keep_calibration(found: Calibration | None) -> None:
    st.session_state[running.CALIBRATION] = found
