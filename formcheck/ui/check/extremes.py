"""Best and weakest repetition side by side."""

from typing import Final

import streamlit as st

from formcheck.i18n import gettext, gettext_noop
from formcheck.judging.ranking import differ, ranking
from formcheck.judging.reading import findings_of, judged
from formcheck.ui.check.cards import card_of, verdict_list
from formcheck.ui.check.running import Result

MUCH_THE_SAME: Final = gettext_noop("Your repetitions were much the same.")


def show_extremes(result: Result) -> None:
    """Both stills, and in what they differ; one line when all were much the same; nothing for one."""
    found = ranking(result.report)
    if found is None:
        return
    if found.best is None or found.weakest is None:
        if differ(result.report) or not judged(findings_of(result.report, "repeatability")):
            return  # two repetitions are too few to say so
        st.caption(f":material/drag_handle: {gettext(MUCH_THE_SAME)}")
        return
    st.header(gettext("Best and weakest"), anchor=False)
    ends = (
        ("best", gettext("Best: rep {number}", number=found.best.index), found.best),
        ("weakest", gettext("Weakest: rep {number}", number=found.weakest.index), found.weakest),
    )
    for column, (end, words, rep) in zip(st.columns(2, gap="medium"), ends, strict=True):
        with column, st.container(key=f"card-end-{end}", gap="small"):
            card = card_of(result, rep)
            picture, text = st.columns([2, 3], gap="medium") if card.still else (None, st.container())
            if picture and card.still:
                picture.image(card.still, alt=card.alt, width="stretch")
            with text:
                st.subheader(words, anchor=False)
                st.html(verdict_list([one.best if end == "best" else one.weakest for one in found.apart]))


def best_still(result: Result) -> bytes | None:
    """The picture of the best repetition, of the first whole one where all were much the same; None without any."""
    found = ranking(result.report)
    best = found.best if found is not None else None
    pictured = _pictured(result)
    return result.stills.bottoms.get(best.index) if best is not None else next(iter(pictured), None)


def middle_still(result: Result) -> bytes | None:
    """The picture of the middle one of the whole repetitions; None without any."""
    pictured = _pictured(result)
    return pictured[len(pictured) // 2] if pictured else None


def _pictured(result: Result) -> list[bytes]:
    bottoms = result.stills.bottoms
    return [bottoms[rep.index] for rep in result.report.reps if not rep.partial and rep.index in bottoms]
