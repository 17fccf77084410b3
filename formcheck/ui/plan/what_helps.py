"""What helps: drills, classes and the week for possible causes, if the person may move."""

import streamlit as st

from formcheck.advice.causes import CandidateCause
from formcheck.advice.drills import drills_against
from formcheck.advice.screening import NO_PLAN
from formcheck.errors import BadChoice
from formcheck.i18n import gettext
from formcheck.storage.classes import studio_in_force
from formcheck.ui.before import readiness
from formcheck.ui.before.limits_today import show_limits
from formcheck.ui.components.words import plain
from formcheck.ui.plan.drill_cards import show_classes, show_drills
from formcheck.ui.plan.week import Printed, show_week


def show_what_to_do(causes: tuple[CandidateCause, ...], printed: Printed) -> None:
    """Drills, classes and the week, if the person may move."""
    st.header(gettext("What helps"), anchor=False)
    if not readiness.may_go_on():
        if readiness.outcome() == "professional":
            st.caption(gettext(NO_PLAN))
        return
    clinician_limits = readiness.clinician_limits()
    show_limits(clinician_limits)
    names = [possible.cause for possible in causes]
    drills = drills_against(causes, clinician_limits)
    if drills:
        st.markdown(gettext("Go slowly, use no weights, and only go as far as is easy."))
        show_drills(drills)
    else:
        st.info(
            gettext(
                "None of our exercises is within your limit today. Please ask your doctor or physiotherapist for one."
            )
        )
    try:
        studio = studio_in_force()
    except BadChoice as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    show_classes(studio, names)
    show_week(causes, studio, printed, drills)
