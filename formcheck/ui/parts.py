"""Parts of pages that show a report: headline, lists, findings, repetitions, downloads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import streamlit as st

from formcheck.coaching.report import Depth, Finding, MovementName, Rep, Report, Verdict, ViewKind
from formcheck.coaching.wording import amount
from formcheck.ui.running import Result
from formcheck.ui.theme import VERDICTS, WORST_FIRST

MOVEMENT_WORD: Final[dict[MovementName, str]] = {"squat": "Squat", "hinge": "Hip hinge", "none": "Neither"}
VIEW_WORD: Final[dict[ViewKind, str]] = {
    "left": "From the left",
    "right": "From the right",
    "front": "From the front",
    "back": "From behind",
    "oblique": "Half turned",
    "unknown": "Not sure",
}
DEPTH_WORD: Final[dict[Depth, str]] = {
    "above_parallel": "Above parallel",
    "parallel": "Parallel",
    "below_parallel": "Below parallel",
    "floor": "Right down",
}
SAFETY: Final = (
    "This is movement feedback from one camera, not a medical assessment. It cannot see your spine, your muscles or "
    "what you feel, and it cannot tell you why something hurts. Stop if anything hurts or you feel dizzy, and talk "
    "to a doctor or physiotherapist before you go on."
)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check said over the whole clip; ``findings`` worst first."""

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
    results = [CheckResult(row[0].check, row[0].title, row[0].verdict, tuple(row)) for row in ordered]
    return tuple(sorted(results, key=lambda result: WORST_FIRST.index(result.verdict)))


def show_headline(report: Report) -> None:
    """The one sentence, what went well, what to work on."""
    st.subheader(plain(report.summary.headline), anchor=False)
    for words, icon, lines in (
        ("What went well", ":green[:material/check_circle:]", report.summary.went_well),
        ("What to work on", ":primary[:material/arrow_circle_right:]", report.summary.work_on),
    ):
        if lines:
            st.markdown("  \n".join([f"**{words}**", *(f"{icon} {plain(line)}" for line in lines)]))


def show_facts(report: Report) -> None:
    """Repetitions, movement and view as three numbers in a row, then what the picture allowed."""
    partial = report.summary.reps_partial
    with st.container(horizontal=True):
        st.metric("Repetitions", f"{report.summary.reps_complete}{f' (+{partial} cut off)' if partial else ''}")
        st.metric("Movement", MOVEMENT_WORD[report.movement])
        st.metric("Filmed", VIEW_WORD[report.view.kind])
    for note in report.quality.notes:
        st.caption(f":material/info: {plain(note)}")


def show_checks(report: Report) -> None:
    """A card for every check that asks for attention: icon, word, what was seen, where. A line for every good one."""
    results = by_check(report.findings)
    if not results:
        return
    st.subheader("Check by check", anchor=False)
    for result in results:
        if result.verdict != "good":
            _show_card(result)
    if good := [result for result in results if result.verdict == "good"]:
        word, icon, colour = VERDICTS["good"]
        with st.container(key="good-checks", gap="xsmall"):
            st.badge(word, icon=icon, color=colour)
            for result in good:
                st.markdown(f"**{plain(result.title)}:** {plain(result.findings[0].reason)}")


def _show_card(result: CheckResult) -> None:
    word, icon, colour = VERDICTS[result.verdict]
    with st.container(key=f"{result.verdict}-{result.check}", gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(word, icon=icon, color=colour)
            st.markdown(f"**{plain(result.title)}**")
        st.markdown(plain(result.findings[0].reason))
        st.caption(_where(result))


def _where(result: CheckResult) -> str:
    """Repetitions that share the verdict, the worst value with its limit, and how sure it is."""
    worst = result.findings[0]
    same = sorted(f.rep for f in result.findings if f.verdict == result.verdict and f.rep is not None)
    judged = sum(f.rep is not None for f in result.findings)
    words = []
    if same:
        listed = ", ".join(map(str, same))
        words.append("Every repetition" if len(same) == judged > 1 else f"Repetition {listed}")
    if worst.value is not None:
        value = f"measured {amount(worst.value, worst.unit)}"
        if worst.limit:
            most = "at most" if worst.limit.bad == "above" else "at least"
            value += f", good is {most} {amount(worst.limit.good, worst.unit)}"
        words.append(value)
    words.append("sure" if worst.confidence >= 0.75 else "fairly sure" if worst.confidence >= 0.5 else "not very sure")
    return " · ".join(words)


def show_not_assessed(report: Report) -> None:
    """What this clip could not show, each with why and how to film it."""
    if not report.summary.not_assessed:
        return
    titles = {f.check: f.title for f in report.findings}
    with st.container(border=True):
        st.markdown(":gray[:material/remove_circle:] **Not judged in this clip**")
        st.markdown(
            "\n".join(
                f"- **{plain(titles.get(check) or check.replace('_', ' ').capitalize())}:** {plain(reason)}"
                for check, reason in report.summary.not_assessed.items()
            )
        )


def show_reps(reps: Sequence[Rep]) -> None:
    """The table of repetitions: depth, tempo, angles at the bottom."""
    if not reps:
        return
    st.subheader("Rep by rep", anchor=False)
    st.dataframe([_rep_row(rep) for rep in reps], hide_index=True)
    st.caption("Angles of the side nearer the camera at the bottom; a straight, upright body is 0°.")


def _rep_row(rep: Rep) -> dict[str, Any]:
    depth = "Cut off" if rep.partial else DEPTH_WORD[rep.depth] if rep.depth else "–"
    seconds = (("Down", rep.tempo.descent_s), ("Pause", rep.tempo.bottom_s), ("Up", rep.tempo.ascent_s))
    angles = (
        ("Knee", rep.peak.knee_flexion_deg),
        ("Hip", rep.peak.hip_flexion_deg),
        ("Trunk", rep.peak.trunk_inclination_deg),
        ("Shin", rep.peak.tibia_inclination_deg),
    )
    return {
        "Rep": rep.index,
        "Depth": depth,
        **{name: "–" if value is None else f"{value:.1f} s" for name, value in seconds},
        **{name: "–" if value is None else amount(round(value), "deg") for name, value in angles},
        "Hands": _hands(rep),
    }


def _hands(rep: Rep) -> str:
    """What held the body up on the way: each place once, with the longest time."""
    if rep.supports is None:
        return "–"
    held = [support for support in rep.supports if support.kind == "braced"]
    longest = {s.place: max(one.seconds for one in held if one.place == s.place) for s in held}
    return ", ".join(f"{place} {seconds:.1f} s" for place, seconds in longest.items()) or "free"


def show_downloads(result: Result) -> None:
    """The annotated video, the report and the angles as files."""
    stem = Path(result.report.clip.name).stem
    files = (
        ("Video", result.video_mp4, f"{stem}.annotated.mp4", "video/mp4"),
        ("Report", result.report.to_json(), f"{stem}.report.json", "application/json"),
        ("Angles", result.angles_csv, f"{stem}.angles.csv", "text/csv"),
    )
    with st.container(horizontal=True):
        for label, data, name, mime in files:
            st.download_button(
                label, data, name, mime, icon=":material/download:", on_click="ignore", key=f"download-{label}"
            )


def plain(text: str) -> str:
    """Text that Markdown shows as it is: names of files are not ours to trust."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#$~|:" else c for c in text)
