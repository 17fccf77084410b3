"""The findings of an open clip, one at hand: agree, disagree, put right; by mouse or by keys."""

from html import escape
from typing import Final

import streamlit as st

from formcheck.i18n import gettext
from formcheck.review.decided import Decided, open_findings, to_decide
from formcheck.schema import Finding, Report, Verdict
from formcheck.storage.review.records import Answer, Decision
from formcheck.ui.components.drawings import icon
from formcheck.ui.components.theme import VERDICTS
from formcheck.ui.components.words import plain
from formcheck.ui.review import marks
from formcheck.ui.review.state import change, done, has_name, visit, wish
from formcheck.wording.findings import limit_words, measured, shown_verdict, title, verdict_word, words
from formcheck.wording.names import VERDICT_NAMES

AGREE, DISAGREE, CORRECT, NEXT, BEFORE = "A", "D", "E", "J", "K"
CSS: Final = (
    "<style>.fc-found {display: grid; grid-template-columns: 1.7rem 1fr; gap: .15rem .6rem; line-height: 1.4}"
    ".fc-found img {width: 1.5rem !important; height: 1.5rem !important; margin-top: .1rem}"
    ".fc-found p {margin: 0} .fc-found .soft {color: var(--fc-soft); font-size: .92em}"
    '[class*="st-key-found-"] {border-top: 1px solid var(--fc-line); padding: .4rem 0}'
    '[class*="st-key-found-"] {flex-wrap: nowrap !important} [class*="st-key-found-"] .stHtml {flex: 1 1 0}'
    '[class*="st-key-found-at-"] {background: var(--fc-card); border-radius: 12px; padding: .4rem .7rem}</style>'
)


def show_findings(clip_id: int, report: Report, decided: Decided) -> None:
    """The finding at hand with its buttons, then all of them."""
    st.html(CSS + marks.CSS)
    findings = to_decide(report, everything=visit().everything)
    at = at_hand(clip_id, findings, decided)
    if at is None:
        st.markdown(gettext("Nothing here asks for attention."))
    else:
        _show_at_hand(clip_id, findings, at, decided)
        if not open_findings(findings, decided):
            words = gettext("Everything here is decided. Press {key} for the next clip.", key="X")
            st.caption(f":material/check: {words}")
    everything = st.toggle(
        gettext("Also what was good, and what we can't tell"), value=visit().everything, key="review-everything"
    )
    if everything != visit().everything:
        change(everything=everything, at=visit().at | {clip_id: 0}, correcting=False)
        st.rerun()


def at_hand(clip_id: int, findings: tuple[Finding, ...], decided: Decided) -> int | None:
    """Which finding is at hand: where the trainer is, at first the first one that nobody has decided."""
    if not findings:
        return None
    first = next(iter(open_findings(findings, decided)), 0)
    return min(visit().at.get(clip_id, first), len(findings) - 1)


def show_list(clip_id: int, report: Report, decided: Decided) -> None:
    """Every finding with its mark; a press goes to it."""
    findings = to_decide(report, everything=visit().everything)
    at = at_hand(clip_id, findings, decided)
    for i, finding in enumerate(findings):
        key = f"found-at-{i}" if i == at else f"found-{i}"
        with st.container(horizontal=True, vertical_alignment="center", key=key):
            said = f"{_named(finding)}<br>{_mark(finding, decided)}"
            st.html(f'<div class="fc-found">{_sign(finding, decided)}<div>{said}</div></div>')
            st.button(
                gettext("Show"),
                key=f"show-{i}",
                on_click=_go,
                args=(clip_id, i, finding.t_s),
                help=gettext("Show {title}", title=plain(title(finding))),
            )


def _show_at_hand(clip_id: int, findings: tuple[Finding, ...], at: int, decided: Decided) -> None:
    finding = findings[at]
    verdict = decided.verdict(finding)
    edge = shown_verdict(finding) if verdict == finding.verdict else verdict
    with st.container(key=f"card-{edge}-at-hand", gap="small"):
        st.caption(gettext("Finding {number} of {all}", number=at + 1, all=len(findings)))
        good, fault = limit_words(finding.limit)
        limit = gettext("Good: {good}. Work on it: {fault}.", good=good, fault=fault)
        said = words(finding)
        if verdict != finding.verdict:  # what was put right does not stand as a fact
            said = gettext("Measured: {words}", words=said)
        lines = (said, measured(finding), limit)
        st.html(
            f'<div class="fc-found">{_sign(finding, decided)}<div><p>{_named(finding)}</p>'
            f"<p>{_mark(finding, decided)}</p>"
            + "".join(f'<p class="soft">{escape(line)}</p>' for line in lines if line)
            + "</div></div>"
        )
        _show_buttons(clip_id, findings, at)
        if visit().correcting:
            _show_correction(clip_id, findings, at, decided)


def _show_buttons(clip_id: int, findings: tuple[Finding, ...], at: int) -> None:
    finding = findings[at]
    answered = decided_next(findings, at)
    with st.container(horizontal=True):
        for label, symbol, key, answer in (
            (gettext("Agree"), ":material/thumb_up:", AGREE, "agree"),
            (gettext("Disagree"), ":material/thumb_down:", DISAGREE, "disagree"),
        ):
            st.button(
                label,
                icon=symbol,
                shortcut=key,
                key=f"decide-{answer}",
                on_click=_decide,
                args=(clip_id, finding, answer, {}, answered),
            )
        st.button(gettext("Correct"), icon=":material/edit:", shortcut=CORRECT, key="decide-correct", on_click=_correct)
        st.button(
            gettext("Take back"),
            icon=":material/undo:",
            key="decide-withdrawn",
            on_click=_decide,
            args=(clip_id, finding, "withdrawn", {}, (at, finding.t_s)),
        )
    with st.container(horizontal=True):
        last = len(findings) - 1
        for label, symbol, key, to in (
            (gettext("Previous finding"), ":material/keyboard_arrow_up:", BEFORE, max(0, at - 1)),
            (gettext("Next finding"), ":material/keyboard_arrow_down:", NEXT, min(last, at + 1)),
        ):
            st.button(
                label,
                icon=symbol,
                shortcut=key,
                key=f"finding-{key}",
                on_click=_go,
                args=(clip_id, to, findings[to].t_s),
                disabled=to == at,
                type="tertiary",
            )


def decided_next(findings: tuple[Finding, ...], at: int) -> tuple[int, float | None]:
    """Where a decision leads: the next finding and its moment; the last one stays."""
    to = min(at + 1, len(findings) - 1)
    return to, findings[to].t_s


def _show_correction(clip_id: int, findings: tuple[Finding, ...], at: int, decided: Decided) -> None:
    finding = findings[at]
    verdicts: list[Verdict] = list(VERDICTS)
    chosen = st.segmented_control(
        gettext("What is it really?"),
        verdicts,
        default=decided.verdict(finding),
        format_func=lambda verdict: gettext(VERDICT_NAMES[verdict]),
        key=f"really-{clip_id}-{at}",
    )
    answer: Answer = "agree" if chosen == finding.verdict else "correct"
    corrected = {} if answer == "agree" else {"verdict": chosen}
    st.button(
        gettext("Save"),
        type="primary",
        key="save-correction",
        disabled=chosen is None,
        on_click=_decide,
        args=(clip_id, finding, answer, corrected, decided_next(findings, at)),
    )


def _decide(
    clip_id: int, finding: Finding, answer: Answer, corrected: dict[str, str], to: tuple[int, float | None]
) -> None:
    if not has_name():
        return
    made = Decision(
        clip_id=clip_id,
        subject="finding",
        rep=finding.rep,
        check=finding.check,
        answer=answer,
        corrected=corrected,
        who=visit().who,
    )
    if done(lambda store: store.decide([made])):
        _go(clip_id, *to)


def _go(clip_id: int, to: int, t_s: float | None) -> None:
    change(at=visit().at | {clip_id: to}, correcting=False)
    if t_s is not None:
        wish(t_s)


def _correct() -> None:
    change(correcting=not visit().correcting)


def _sign(finding: Finding, decided: Decided) -> str:
    verdict = decided.verdict(finding)
    if verdict == finding.verdict:
        return icon(shown_verdict(finding), verdict_word(finding))
    return icon(verdict, gettext(VERDICT_NAMES[verdict]))


def _named(finding: Finding) -> str:
    where = gettext("Whole set") if finding.rep is None else gettext("Rep {number}", number=finding.rep)
    return f"<b>{escape(title(finding))}</b> · {escape(where)}"


def _mark(finding: Finding, decided: Decided) -> str:
    """The verdict in force, then how it stands."""
    verdict = decided.verdict(finding)
    word = verdict_word(finding) if verdict == finding.verdict else gettext(VERDICT_NAMES[verdict])
    return f"{escape(word)} {marks.badge(decided.of_finding(finding))}"
