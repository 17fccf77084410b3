"""Why it may be: possible causes as cards, with what they can go with, and the retests that tell them apart."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Final

import streamlit as st

from formcheck.advice.causes import LIKELY, MAY, TITLES, WHY, CandidateCause
from formcheck.advice.retests import RETESTS
from formcheck.i18n import gettext, gettext_noop
from formcheck.movements.spec import RetestId
from formcheck.wording.parts import first_sentence, further_sentences

AT_ONCE: Final = 3
DOTS: Final = 3
LEAD: Final = gettext_noop("A video can't show which of these it is. It may be more than one.")
CSS: Final = "\n".join(
    (
        "<style>",
        ".stHtml ul.fc-seen-in {display: grid; gap: .4rem; max-width: 52em}",
        ".fc-seen-in span {color: var(--fc-soft); font-size: .9em}",
        ".fc-odds {display: flex; gap: .55rem; align-items: center; font-weight: 650; font-size: .92rem; margin: 0}",
        ".fc-odds i {width: .7rem; height: .7rem; border-radius: 50%; border: 2px solid var(--fc-accent-text);"
        " box-sizing: border-box} .fc-odds i.on {background: var(--fc-accent-text)} .fc-odds span {display: flex;"
        " gap: .2rem}",
        ".fc-told {margin: 0; line-height: 1.4; padding: .55rem .8rem; border-radius: 10px; background:"
        " var(--fc-paper); border-left: 4px solid var(--fc-accent)}",
        '[class*="st-key-card-why-"] h3 {margin-bottom: .25rem}',
        "</style>",
    )
)


def show_causes(
    causes: Sequence[CandidateCause], outcomes: Sequence[str], begin: Callable[[RetestId], None] | None
) -> None:
    """Likeliest first; evidence common to all is shown above, once. ``outcomes``: the sentences of retests, which are
    offered where they can ``begin``.
    """
    st.html(CSS)
    st.header(gettext("Possible reasons"), anchor=False)
    st.html(f'<p class="fc-lead">{escape(gettext(LEAD))}</p>')
    first = causes[:AT_ONCE]
    common = [line for line in first[0].evidence if all(line in one.evidence for one in first)]
    if seen := [line for line in common if line not in outcomes]:
        st.markdown(f"**{gettext('What was seen')}**")
        st.html(_lines(seen))
    _show_row(first, seen, outcomes, begin)
    if later := causes[AT_ONCE:]:
        with st.expander(gettext("Other possible reasons")):
            for start in range(0, len(later), AT_ONCE):
                _show_row(later[start : start + AT_ONCE], (), outcomes, begin)


def _show_row(
    causes: Sequence[CandidateCause],
    seen: Sequence[str],
    outcomes: Sequence[str],
    begin: Callable[[RetestId], None] | None,
) -> None:
    for column, possible in zip(st.columns(AT_ONCE, gap="medium"), causes, strict=False):
        with column, st.container(key=f"card-why-{possible.cause}", gap="small", height="stretch"):
            st.html(_odds(possible))
            st.subheader(gettext(TITLES[possible.cause]), anchor=False)
            st.markdown(gettext(WHY[possible.cause]))
            own = [line for line in possible.evidence if line not in seen]
            for line in own:
                if line in outcomes:
                    st.html(f'<p class="fc-told">{escape(line)}</p>')
            if rest := [line for line in own if line not in outcomes]:
                st.caption(gettext("What we saw:"))
                st.html(_lines(rest))
            if begin is not None:
                _offer_retests(possible, begin)


def _offer_retests(possible: CandidateCause, begin: Callable[[RetestId], None]) -> None:
    for retest in possible.retests:
        if possible.cause not in RETESTS[retest].about:
            continue
        st.button(
            gettext("Try this: {retest}", retest=gettext(RETESTS[retest].title)),
            icon=":material/science:",
            on_click=begin,
            args=(retest,),
            help=gettext(RETESTS[retest].tells),
            key=f"retest-{possible.cause}-{retest}",
            width="stretch",
        )


def _odds(possible: CandidateCause) -> str:
    full = DOTS if possible.weight >= LIKELY else (DOTS - 1 if possible.weight >= MAY else 1)
    dots = "".join(f"<i{' class=on' if dot < full else ''}></i>" for dot in range(DOTS))
    return f'<p class="fc-odds"><span aria-hidden="true">{dots}</span>{escape(possible.words)}</p>'


def _lines(lines: Sequence[str]) -> str:
    return f'<ul class="fc-seen-in fc-dotted">{"".join(f"<li>{_line(line)}</li>" for line in lines)}</ul>'


def _line(line: str) -> str:
    """What was seen, and softer what follows: in how many repetitions."""
    more = further_sentences(line)
    rest = f" <span>{escape(more)}</span>" if more else ""
    return escape(gettext("{words}.", words=first_sentence(line))) + rest
