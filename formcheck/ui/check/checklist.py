"""Check by check: the outcome of each over the whole clip, and what this clip could not show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import streamlit as st

from formcheck.i18n import gettext, gettext_noop, listed
from formcheck.movements import checks
from formcheck.schema import WORST_FIRST, Finding, Report, Verdict
from formcheck.ui.check.cards import show_badge
from formcheck.ui.components.drawings import drawing, figure, frame, icon, picture
from formcheck.ui.components.words import plain
from formcheck.wording.findings import amount, check_title, measured, shown_verdict, title, verdict_word, words
from formcheck.wording.notes import abstain_words

SHOWN_UNITS: Final = ("deg", "s")  # units people know; values in others are left out
SURE: Final = (
    (0.75, gettext_noop("we are sure")),
    (0.5, gettext_noop("we are fairly sure")),
    (0.0, gettext_noop("we are not very sure")),
)
GOOD_IS: Final = {"above": gettext_noop("good is {value} or less"), "below": gettext_noop("good is {value} or more")}
CSS: Final = "\n".join(
    (
        "<style>",
        ".fc-blind > li {display: grid; grid-template-columns: 56px 1fr; gap: 1rem; align-items: center}",
        ".fc-blind img {width: 56px}",
        "</style>",
    )
)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The outcome of one check over the whole clip; ``findings`` worst first."""

    check: str
    title: str
    verdict: Verdict
    findings: tuple[Finding, ...]


def by_check(findings: Iterable[Finding]) -> tuple[CheckResult, ...]:
    """Findings that were assessed, gathered per check, worst check first."""
    rows: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.verdict != "not_assessed":
            rows.setdefault(finding.check, []).append(finding)
    ordered = [sorted(row, key=lambda f: (WORST_FIRST.index(f.verdict), -f.confidence)) for row in rows.values()]
    results = [CheckResult(row[0].check, title(row[0]), row[0].verdict, tuple(row)) for row in ordered]
    return tuple(sorted(results, key=lambda result: WORST_FIRST.index(result.verdict)))


def show_checks(report: Report) -> None:
    """Every check that was assessed, folded away: icon, word, what was seen, where."""
    results = by_check(report.findings)
    if not results:
        return
    with st.expander(gettext("All checks, with numbers"), icon=":material/checklist:"):
        for result in results:
            with st.container(gap="xxsmall"):
                with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                    st.markdown(f"**{plain(result.title)}**", width="content")
                    show_badge(shown_verdict(result.findings[0]), verdict_word(result.findings[0]))
                st.markdown(plain(words(result.findings[0])))
                st.caption(_where(result))


def _where(result: CheckResult) -> str:
    """Repetitions that share the verdict, the worst value with its limit, and how sure it is."""
    worst = result.findings[0]
    same = sorted(f.rep for f in result.findings if f.verdict == result.verdict and f.rep is not None)
    judged = sum(f.rep is not None for f in result.findings)
    said = []
    if same:
        every = len(same) == judged > 1
        said.append(
            gettext("Every repetition") if every else gettext("Repetition {numbers}", numbers=listed(map(str, same)))
        )
    if worst.value is not None and worst.unit in SHOWN_UNITS:
        said.append(gettext("measured {value}", value=measured(worst)))
        said.append(gettext(GOOD_IS[worst.limit.bad], value=amount(worst.limit.good, worst.unit)))
    said.append(next(gettext(word) for least, word in SURE if worst.confidence >= least))
    return " · ".join(said)


def show_not_assessed(report: Report) -> None:
    """What this clip could not show: why, and how to film it, with what the picture should then look like."""
    together: dict[str, list[str]] = {}
    for check, why in report.summary.not_assessed.items():
        together.setdefault(abstain_words(why), []).append(check)
    if not together:
        return
    st.header(gettext("What this video can't tell us"), anchor=False)
    items = "".join(_blind(same, reason) for reason, same in together.items())
    st.html(f'{CSS}<ul class="fc-blind fc-cards">{items}</ul>')


def _blind(same: Sequence[str], reason: str) -> str:
    """Checks that cannot be judged for one reason; what stands between their names is in none of them."""
    names = " · ".join(map(check_title, same))
    return f"<li>{_hint(same[0])}<div><b>{escape(names)}</b><span>{escape(reason)}</span></div></li>"


def _hint(check: str) -> str:
    """The picture that would show it: from the front, or from the side; nothing of the sort for whole sets."""
    row = next((row for _, row in checks() if row.id == check), None)
    if row is None or row.measure_set is not None:
        return icon("not_assessed", size="56px")
    person = figure("front", 67, 168, 0.9) if row.view == "front" else figure("low", 56, 168, 0.9)
    alt = gettext("Film from the front") if row.view == "front" else gettext("Film from the side")
    return picture(drawing(134, 194, f'<g transform="translate(2 2)">{frame(0, 0, person)}</g>'), alt)
