"""Entering what a professional allowed."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from formcheck.i18n import gettext, listed
from formcheck.settings import NO_LIMITS, ClinicianLimits

KNEE_DEG: Final = (30, 150, 90)  # least, most, and where the slider begins: a chair's height
TRUNK_DEG: Final = (10, 90, 45)
STEP_DEG: Final = 5  # limits are not given more exactly


def limits_words(clinician_limits: ClinicianLimits) -> str:
    """The limits in force in one line; empty when there are none."""
    if clinician_limits == NO_LIMITS:
        return ""
    knee, trunk = clinician_limits.knee_flexion_deg, clinician_limits.trunk_inclination_deg
    parts = (
        "" if knee is None else gettext("bend your knees up to {deg:.0f}°", deg=knee),
        "" if trunk is None else gettext("lean forward up to {deg:.0f}°", deg=trunk),
        "" if clinician_limits.hinge else gettext("no hip hinge"),
        gettext("using your hands is fine") if clinician_limits.hands else "",
    )
    return gettext("Your limit today: {limits}.", limits=listed(parts))


def show_limits(clinician_limits: ClinicianLimits) -> None:
    """The line, where there are limits."""
    if words := limits_words(clinician_limits):
        st.caption(f":material/flag: {words}")


def choose_limits(clinician_limits: ClinicianLimits, keep: Callable[[ClinicianLimits], None]) -> None:
    """Switches and sliders; ``keep`` is called with the choice."""
    st.markdown(
        gettext(
            "Enter the limits your doctor or physiotherapist gave you. We warn you when you go past them, "
            "and never ask for more."
        )
    )
    knee = _degrees(
        gettext("Limit how far my knees bend"),
        gettext("Bend my knees up to"),
        "knee",
        clinician_limits.knee_flexion_deg,
        KNEE_DEG,
    )
    trunk = _degrees(
        gettext("Limit how far I lean forward"),
        gettext("Lean forward up to"),
        "trunk",
        clinician_limits.trunk_inclination_deg,
        TRUNK_DEG,
    )
    no_hinge = st.toggle(gettext("No hip hinge"), value=not clinician_limits.hinge, key="limit-hinge")
    hands = st.toggle(gettext("I may use my hands"), value=clinician_limits.hands, key="limit-hands")
    chosen = ClinicianLimits(knee_flexion_deg=knee, trunk_inclination_deg=trunk, hinge=not no_hinge, hands=hands)
    if chosen != clinician_limits:
        keep(chosen)
        st.rerun()


def _degrees(question: str, words: str, part: str, now: float | None, scale: tuple[int, int, int]) -> float | None:
    least, most, first = scale
    if not st.toggle(question, value=now is not None, key=f"limit-{part}-on"):
        return None
    place = first if now is None else round(now)
    return float(st.slider(words, least, most, place, STEP_DEG, format="%d°", key=f"limit-{part}"))
