"""A word to the member: the trainer's own, and the findings chosen, as one page to send or print, or as a video."""

from typing import Final

import streamlit as st

from formcheck.i18n import gettext
from formcheck.reports.message_page import Item, message_html
from formcheck.review.decided import Decided, to_decide
from formcheck.review.kept import Ready
from formcheck.schema import Finding, Report
from formcheck.storage.review.records import ClipNote, QueuedClip
from formcheck.ui.review import marks
from formcheck.ui.review.state import visit
from formcheck.ui.review.video import show_video
from formcheck.wording.findings import shown_verdict, title, verdict_word, words
from formcheck.wording.names import VERDICT_NAMES
from formcheck.wording.summary import headline

LOUD: Final = ("fault", "watch")
CHOSEN_FIRST: Final = 2  # chosen: more than two things to work on and none of them is worked on


def show_message(
    clip: QueuedClip, report: Report, decided: Decided, made: Ready | None, notes: tuple[ClipNote, ...]
) -> None:
    """The trainer's words, what is shown with them, the page, and the video."""
    st.header(gettext("Message to the member"), anchor=False)
    findings = {_key(f): f for f in to_decide(report, everything=True)}
    loud = [key for key, finding in findings.items() if _stands(finding, decided)]
    said = st.text_area(gettext("Your words"), key=f"message-{clip.id}", height=120)
    chosen = st.multiselect(
        gettext("What is shown with them"),
        list(findings),
        default=_one_of_each(loud, findings)[:CHOSEN_FIRST],
        format_func=lambda key: _named(findings[key], decided),
        key=f"message-items-{clip.id}",
    )
    pictures = st.checkbox(gettext("With pictures"), value=True, key=f"message-pictures-{clip.id}")
    still = made if pictures else None
    page = message_html(
        member=clip.member,
        trainer=visit().who,
        day=clip.filmed_on,
        done=headline(report).count,
        words=said,
        items=[_item(findings[key], decided, still) for key in chosen],
    )
    st.download_button(
        gettext("Page to print or send"),
        page.encode(),
        file_name=f"{clip.name.rpartition('.')[0] or clip.name}.message.html",
        mime="text/html",
        icon=":material/print:",
        on_click="ignore",
        key=f"message-page-{clip.id}",
    )
    everything = list(findings.values())
    show_video(clip, report, decided, notes, [findings[key] for key in chosen], everything, said)


def _stands(finding: Finding, decided: Decided) -> bool:
    """Whether it asks for a word: not where the trainer said that it is wrong."""
    return decided.verdict(finding) in LOUD and decided.of_finding(finding).mark != "disagreed"


def _key(finding: Finding) -> str:
    return f"{finding.check} {finding.rep}"


def _one_of_each(keys: list[str], findings: dict[str, Finding]) -> list[str]:
    """Of each check the first finding."""
    first: dict[str, str] = {}
    for key in keys:
        first.setdefault(findings[key].check, key)
    return list(first.values())


def _named(finding: Finding, decided: Decided) -> str:
    where = gettext("Whole set") if finding.rep is None else gettext("Rep {number}", number=finding.rep)
    return f"{title(finding)} · {where} · {_word(finding, decided)}"


def _word(finding: Finding, decided: Decided) -> str:
    verdict = decided.verdict(finding)
    return verdict_word(finding) if verdict == finding.verdict else gettext(VERDICT_NAMES[verdict])


def _item(finding: Finding, decided: Decided, made: Ready | None) -> Item:
    """What was measured is not said of a value that was put right."""
    verdict = decided.verdict(finding)
    same = verdict == finding.verdict
    still = None
    if made:
        still = made.moments.get(finding.check) or made.bottoms.get(finding.rep or 0)
    return Item(
        verdict=shown_verdict(finding) if same else verdict,
        word=_word(finding, decided),
        title=title(finding),
        words=words(finding) if same else "",
        mark=marks.words(decided.of_finding(finding)),
        still=still,
    )
