"""What a professional allowed, entered by the person or their trainer."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from formcheck.i18n import listed, say
from formcheck.settings import NO_LIMITS, Allowed

KNEE_DEG: Final = (30, 150, 90)  # least, most, and where the slider begins: a chair's height
TRUNK_DEG: Final = (10, 90, 45)
#: The pages' wrapping of text would break the number above a slider in two.
CSS: Final = "<style>.stApp .stMainBlockContainer .stSlider p {text-wrap: nowrap}</style>"
STEP_DEG: Final = 5  # as exact as anybody is told


def limits_words(allowed: Allowed) -> str:
    """The limits in force in a line; empty when there are none."""
    if allowed == NO_LIMITS:
        return ""
    knee, trunk = allowed.knee_flexion_deg, allowed.trunk_inclination_deg
    parts = (
        "" if knee is None else say("knees up to {deg:.0f}°", deg=knee),
        "" if trunk is None else say("leaning forward up to {deg:.0f}°", deg=trunk),
        "" if allowed.hinge else say("no hip hinge"),
        say("hands may help") if allowed.hands else "",
    )
    return say("Your limit today: {limits}.", limits=listed(parts))


def show_limits(allowed: Allowed) -> None:
    """The line, where there are limits."""
    if words := limits_words(allowed):
        st.caption(f":material/flag: {words}")


def choose_limits(allowed: Allowed, keep: Callable[[Allowed], None]) -> None:
    """Switches and sliders; what is chosen goes to ``keep``."""
    st.html(CSS)
    st.markdown(say("Enter what your professional told you. Past it FormCheck says so, and never asks for more."))
    knee = _degrees(
        say("My knees may bend only so far"), say("Knees up to"), "knee", allowed.knee_flexion_deg, KNEE_DEG
    )
    trunk = _degrees(
        say("I may lean forward only so far"), say("Leaning up to"), "trunk", allowed.trunk_inclination_deg, TRUNK_DEG
    )
    no_hinge = st.toggle(say("No hip hinge"), value=not allowed.hinge, key="limit-hinge")
    hands = st.toggle(say("My hands may help"), value=allowed.hands, key="limit-hands")
    chosen = Allowed(knee_flexion_deg=knee, trunk_inclination_deg=trunk, hinge=not no_hinge, hands=hands)
    if chosen != allowed:
        keep(chosen)
        st.rerun()


def _degrees(question: str, words: str, part: str, now: float | None, scale: tuple[int, int, int]) -> float | None:
    least, most, first = scale
    if not st.toggle(question, value=now is not None, key=f"limit-{part}-on"):
        return None
    place = first if now is None else round(now)
    return float(st.slider(words, least, most, place, STEP_DEG, format="%d°", key=f"limit-{part}"))
