"""Downloads of a result, and the visitor's own calibration."""

from pathlib import Path

import streamlit as st

from formcheck.errors import BadChoice
from formcheck.i18n import gettext
from formcheck.motion.calibration import Calibration
from formcheck.storage.calibrations import calibration_from, calibration_json
from formcheck.ui.check import running
from formcheck.ui.check.running import Result
from formcheck.ui.components.theme import uploader_words


def show_downloads(result: Result) -> None:
    """The annotated video, the report to print, and both as data."""
    stem = Path(result.report.clip.name).stem
    files = (
        ("video", gettext("Video"), result.video_mp4, f"{stem}.annotated.mp4", "video/mp4"),
        ("html", gettext("Report to print"), result.report_html, f"{stem}.report.html", "text/html"),
        ("json", gettext("Report as data"), result.report.to_json(), f"{stem}.report.json", "application/json"),
        ("csv", gettext("Angles as a table"), result.angles_csv, f"{stem}.angles.csv", "text/csv"),
    )
    st.header(gettext("Take your results with you"), anchor=False)
    with st.container(horizontal=True):
        for kind, label, data, name, mime in files:
            st.download_button(
                label, data, name, mime, icon=":material/download:", on_click="ignore", key=f"download-{kind}"
            )


def choose_calibration() -> None:
    """The visitor's own calibration: kept for this visit, brought along as a file, or left out again."""
    if running.own_calibration() is not None:
        st.caption(":material/check: " + gettext("Using your own calibration."))
        st.button(
            gettext("Stop using my calibration"), on_click=_keep_calibration, args=(None,), key="without-calibration"
        )
        return
    st.html(uploader_words("calibration-file", gettext("Choose a file"), gettext("or drop one here")))
    st.file_uploader(gettext("Your calibration"), type="json", key="calibration-file", on_change=_take_calibration)
    if words := st.session_state.pop("calibration-error", None):
        st.error(words, icon=":material/error:")


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
    if upload is not None:
        try:
            _keep_calibration(calibration_from(upload.getvalue(), upload.name))
        except BadChoice as error:
            st.session_state["calibration-error"] = str(error)


def _keep_calibration(found: Calibration | None) -> None:
    st.session_state[running.CALIBRATION] = found
