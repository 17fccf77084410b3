"""How much it hurts, before and after: two scales of which neither has to be answered."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from formcheck.advice.pain import MOST, PainCheck
from formcheck.i18n import gettext

NOT_SAID: Final = -1


def show_pain(check: PainCheck, key: str, keep: Callable[[PainCheck], None]) -> None:
    """Both scales; ``keep`` is called with every change."""
    before, after = st.columns(2, gap="large")
    with before:
        _scale(gettext("How much does it hurt before?"), check.before, f"{key}-before", key, keep)
    with after:
        _scale(gettext("And after?"), check.after, f"{key}-after", key, keep)
    st.caption(gettext("0 is no pain, 10 is the worst. More pain makes your plan gentler, never harder."))


def _scale(label: str, value: int | None, key: str, both: str, keep: Callable[[PainCheck], None]) -> None:
    st.select_slider(
        label,
        [NOT_SAID, *range(MOST + 1)],
        NOT_SAID if value is None else value,
        format_func=lambda one: gettext("Not said") if one == NOT_SAID else str(one),
        key=key,
        on_change=_take,
        args=(both, keep),
    )


def _take(key: str, keep: Callable[[PainCheck], None]) -> None:
    said = (st.session_state[f"{key}-{when}"] for when in ("before", "after"))
    keep(PainCheck(*(None if one == NOT_SAID else int(one) for one in said)))
