"""A card for each repetition: the still at the bottom, depth, tempo, hands, and findings."""

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from formcheck.i18n import gettext, listed, ngettext
from formcheck.movements import movements
from formcheck.reports.rep_cards import RepCard, rep_card
from formcheck.schema import Finding, Rep, RepStatus, Verdict
from formcheck.ui.check import gauges
from formcheck.ui.check.running import Result
from formcheck.ui.components.drawings import icon
from formcheck.ui.components.theme import STATUSES, VERDICTS
from formcheck.wording.findings import check_title, sentence, shown_status, shown_verdict, title, verdict_word
from formcheck.wording.parts import first_sentence

AT_ONCE: Final = 6  # two rows of three; of a longer set people read the first and the extremes
IN_A_ROW: Final = 3
SAID_MOST: Final = 3  # more would be a wall of text; the rest is named, and explained check by check
CSS: Final = (
    "<style>.stHtml ul.fc-seen {display: grid; gap: .55rem; margin: 0 0 .8rem}"
    ".fc-seen li {display: grid; grid-template-columns: 1.5rem 1fr; gap: .15rem .5rem; line-height: 1.35}"
    ".fc-seen b {display: block; font-weight: 650} .fc-seen span {color: var(--fc-soft); font-size: .92em}"
    ".stHtml ul.fc-hands {margin: .2rem 0 0; line-height: 1.35; font-size: .92em}"
    '[class*="st-key-card-"] .stImage img {border-radius: 12px}</style>'
)


def card_of(result: Result, rep: Rep) -> RepCard:
    """One repetition of a result, ready for layout."""
    return rep_card(result.report, result.angles, rep, result.stills.bottoms.get(rep.index))


def show_reps(result: Result) -> None:
    """All repetitions; those beyond the first six are folded."""
    reps = result.report.reps
    if not reps:
        return
    st.header(gettext("Each repetition"), anchor=False)
    st.html(CSS + gauges.CSS)
    longest_s = max(sum(s or 0 for s in gauges.seconds_of(rep.tempo)) for rep in reps) or 1.0
    cards = [card_of(result, rep) for rep in reps]
    _show_rows(cards[:AT_ONCE], longest_s)
    if later := cards[AT_ONCE:]:
        first, last = later[0].rep.index, later[-1].rep.index
        one = gettext("Rep {number}", number=first)
        words = one if first == last else gettext("Repetitions {first} to {last}", first=first, last=last)
        with st.expander(words):
            _show_rows(later, longest_s)


def _show_rows(cards: Sequence[RepCard], longest_s: float) -> None:
    """Three in a row; one or two get twice the room, and their words stand beside the picture."""
    wide = len(cards) < IN_A_ROW
    count = len(cards) if wide else IN_A_ROW
    for first in range(0, len(cards), count):
        for column, card in zip(st.columns(count), cards[first : first + count], strict=False):
            with column:
                _show_card(card, longest_s, wide=wide)


def _show_card(card: RepCard, longest_s: float, *, wide: bool) -> None:
    rep = card.rep
    status, word = shown_status(card.status, card.findings)
    edge = "not_assessed" if status == "partly" else status
    with st.container(key=f"card-{edge}-rep-{rep.index}", gap="small", height="stretch"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.subheader(gettext("Rep {number}", number=rep.index), anchor=False, width="content")
            show_status(status, gettext("Only partly filmed") if rep.partial else word)
        picture, words = st.columns(2) if wide and card.still else (st.container(), st.container())
        if card.still is not None:
            picture.image(card.still, alt=card.alt, width="stretch")
        with words:
            depth = _depth_gauge(card)
            if drawn := depth + gauges.tempo_bar(rep.tempo, longest_s):
                st.html(drawn)
            if rep.partial:
                st.caption(gettext("It starts before the video or ends after it, so we can't check it."))
            else:
                st.html(seen_list(card.findings, card.unjudged_core) + hands_list(card.hands))


def _depth_gauge(card: RepCard) -> str:
    if card.knee_limit_deg is not None and movements()[card.rep.movement].gauge == "depth":
        return gauges.knee_gauge(card.rep.peak.knee_flexion_deg, card.knee_limit_deg)
    return gauges.gauge(card)


def show_badge(verdict: Verdict, words: str | None = None) -> None:
    """Icon and word of a verdict."""
    word, symbol, colour = VERDICTS[verdict]
    st.badge(words or gettext(word), icon=symbol, color=colour)


def show_status(status: RepStatus, words: str) -> None:
    """Icon and word of what a repetition comes to."""
    _, symbol, colour = STATUSES[status]
    st.badge(words, icon=symbol, color=colour)


def seen_list(findings: Sequence[Finding], unjudged_core: Sequence[str] = ()) -> str:
    """What asks for attention, worst first; then how many checks were good, and how many could not be judged, by name
    where core ones are among them.
    """
    loud = [f for f in findings if f.verdict in ("fault", "watch")]
    items = [_item(shown_verdict(f), title(f), first_sentence(sentence(f)), verdict_word(f)) for f in loud[:SAID_MOST]]
    if later := loud[SAID_MOST:]:
        items.append(_item(shown_verdict(later[0]), gettext("Also"), listed(map(title, later))))
    if good := sum(f.verdict == "good" for f in findings):
        items.append(_item("good", ngettext("{count} check is good", "{count} checks are good", good)))
    unknown = dict.fromkeys((*unjudged_core, *(f.check for f in findings if f.verdict == "not_assessed")))
    if unjudged_core:
        items.append(_item("not_assessed", gettext(VERDICTS["not_assessed"][0]), listed(map(check_title, unknown))))
    elif count := len(unknown):
        words = ngettext("{count} check: can't tell", "{count} checks: can't tell", count)
        items.append(_item("not_assessed", words))
    return f'<ul class="fc-seen">{"".join(items)}</ul>' if items else ""


def _item(verdict: Verdict, name: str, words: str = "", alt: str = "") -> str:
    more = f"<span>{escape(words)}</span>" if words else ""
    return f"<li>{icon(verdict, alt or gettext(VERDICTS[verdict][0]))}<div><b>{escape(name)}</b>{more}</div></li>"


def hands_list(lines: Sequence[str]) -> str:
    """What the hands did, a line each."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    name = f'<span class="name">{escape(gettext("Hands"))}</span>'
    return f'<div class="fc-gauge">{name}<ul class="fc-hands">{items}</ul></div>'


def verdict_list(findings: Sequence[Finding]) -> str:
    """Checks with their verdicts, in icon and word."""
    items = "".join(_item(shown_verdict(f), title(f), verdict_word(f), verdict_word(f)) for f in findings)
    return f'<ul class="fc-seen">{items}</ul>'
