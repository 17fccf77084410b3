"""What was measured of each repetition, with its marks, and a form to put it right."""

from html import escape
from typing import Any, Final, cast

import streamlit as st

from formcheck.i18n import gettext
from formcheck.review.decided import Decided
from formcheck.review.values import BOUNDS, SUBJECTS, UNKNOWN, choices, measured, standing_value
from formcheck.schema import Rep, Report
from formcheck.storage.review.records import Decision, Subject
from formcheck.ui.review import marks
from formcheck.ui.review.state import done, has_name, visit

CSS: Final = (
    "<style>.fc-values {border-collapse: collapse; width: 100%} .fc-values :is(th, td) {text-align: left; border: 0;"
    " border-top: 1px solid var(--fc-line); padding: .45rem .8rem .45rem 0; font-weight: 400; vertical-align: top}"
    ".fc-values th {color: var(--fc-soft); width: 32%}</style>"
)


def show_reps(clip_id: int, report: Report, decided: Decided) -> None:
    """A part for each repetition, folded."""
    if not report.reps:
        return
    st.header(gettext("Each repetition"), anchor=False)
    st.html(CSS)
    for rep in report.reps:
        with st.expander(gettext("Rep {number}", number=rep.index), key=f"rep-{rep.index}"):
            left, right = st.columns(2, gap="medium")
            with left:
                st.html(_table(report, rep, decided))
            with right:
                _show_form(clip_id, report, rep, decided)


def _table(report: Report, rep: Rep, decided: Decided) -> str:
    rows = []
    for subject, name in SUBJECTS.items():
        _, said, standing = standing_value(report, rep, subject, decided)
        rows.append(
            f'<tr><th scope="row">{escape(gettext(name))}</th><td>{escape(said)} {marks.badge(standing)}</td></tr>'
        )
    return f'<table class="fc-values"><tbody>{"".join(rows)}</tbody></table>'


def _show_form(clip_id: int, report: Report, rep: Rep, decided: Decided) -> None:
    with st.form(f"values-{clip_id}-{rep.index}", border=False):
        chosen: dict[Subject, dict[str, Any]] = {}
        for subject in SUBJECTS:
            now, _, _ = standing_value(report, rep, subject, decided)
            if subject == "bounds":
                chosen[subject] = _times(clip_id, rep, dict(now), report.clip.duration_s)
                continue
            known = choices(subject)
            value = now[subject]
            picked = st.selectbox(
                gettext(SUBJECTS[subject]),
                list(known),
                index=list(known).index(value) if value in known else None,
                format_func=known.__getitem__,
                placeholder=gettext(UNKNOWN),
                key=f"value-{clip_id}-{rep.index}-{subject}",
            )
            chosen[subject] = {subject: picked}
        if st.form_submit_button(gettext("Save corrections"), key=f"save-values-{rep.index}") and has_name():
            made = changes(clip_id, report, rep, decided, chosen)
            if done(lambda store: store.decide(made)):
                st.rerun()


def _times(clip_id: int, rep: Rep, now: dict[str, Any], end_s: float) -> dict[str, Any]:
    found = {}
    for column, (name, words) in zip(st.columns(len(BOUNDS)), BOUNDS.items(), strict=True):
        found[name] = column.number_input(
            gettext("{name}, s", name=gettext(words)),
            min_value=0.0,
            max_value=max(float(end_s), float(now[name])),
            value=float(now[name]),
            step=0.04,
            format="%.2f",
            key=f"value-{clip_id}-{rep.index}-{name}",
        )
    return found


def changes(
    clip_id: int, report: Report, rep: Rep, decided: Decided, chosen: dict[Subject, dict[str, Any]]
) -> list[Decision]:
    """A decision for each value that is another one than now; the measured one again takes a correction back."""
    made = []
    for subject, value in chosen.items():
        now, _, _ = standing_value(report, rep, subject, decided)
        plain = measured(report, rep, subject)
        if _same(value, now) or (subject != "bounds" and value[subject] is None):
            continue
        back = _same(value, plain)
        made.append(
            Decision(
                clip_id=clip_id,
                subject=subject,
                rep=rep.index,
                answer="withdrawn" if back else "correct",
                corrected={} if back else value,
                who=visit().who,
            )
        )
    return made


def _same(one: dict[str, Any], other: object) -> bool:
    """Times as they are shown, to a hundredth."""
    return {name: _rounded(value) for name, value in one.items()} == {
        name: _rounded(value) for name, value in cast("dict[str, Any]", other).items()
    }


def _rounded(value: object) -> object:
    return round(value, 2) if isinstance(value, float) else value
