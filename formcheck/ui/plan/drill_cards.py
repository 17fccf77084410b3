"""What to do: drills as cards with a picture of their beginning and end, and the classes that train the same."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from formcheck.advice.classes import Studio, StudioClass, fitting_classes, trains_words, when_words
from formcheck.advice.drills import Drill
from formcheck.clip.samples import FOLDERS
from formcheck.i18n import gettext
from formcheck.movements.spec import Cause
from formcheck.ui.components.words import plain

IN_A_ROW: Final = 2
CSS: Final = "\n".join(
    (
        "<style>",
        '[class*="st-key-card-drill-"] {padding: 0; overflow: hidden} [class*="st-key-card-drill-"] .stImage img'
        " {border-radius: 0}",
        '[class*="st-key-drill-words-"] {padding: .25rem 1.25rem 1.25rem}',
        ".stApp ol.fc-do {margin: 0; padding: 0 0 0 1.2rem; display: grid; gap: .35rem; line-height: 1.4}"
        " .stApp .fc-do li {margin: 0; padding: 0; font-size: 1rem}",
        ".fc-dose {display: inline-block; font-weight: 650; padding: .2rem .7rem; border-radius: 99px; background:"
        " var(--fc-paper); border: 1px solid var(--fc-line); margin: 0}",
        "</style>",
    )
)


def show_drills(drills: Sequence[Drill]) -> None:
    """A card each: picture, dose, steps."""
    st.html(CSS)
    for first in range(0, len(drills), IN_A_ROW):
        for column, drill in zip(st.columns(IN_A_ROW, gap="medium"), drills[first : first + IN_A_ROW], strict=False):
            with column, st.container(key=f"card-drill-{drill.id}", gap="small", height="stretch"):
                _show_card(drill)


def _show_card(drill: Drill) -> None:
    title = gettext(drill.title)
    if picture := picture_of(drill):
        st.image(str(picture), alt=gettext("{drill}: how it starts and how it ends", drill=title), width="stretch")
    with st.container(key=f"drill-words-{drill.id}", gap="small"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.subheader(title, anchor=False, width="content")
            st.html(f'<p class="fc-dose">{escape(gettext(drill.dose))}</p>', width="content")
        st.html(f'<ol class="fc-do">{"".join(f"<li>{escape(gettext(step))}</li>" for step in drill.steps)}</ol>')


def picture_of(drill: Drill) -> Path | None:
    """The rendered picture of a drill; None where it is not installed."""
    places = (folder / "drills" / f"{drill.id}.jpg" for folder in FOLDERS)
    return next((place for place in places if place.is_file()), None)


def show_classes(studio: Studio, causes: Sequence[Cause]) -> None:
    """The classes that train what was seen, with when and where they are, and where they are booked."""
    chosen = fitting_classes(studio, causes)
    if not chosen:
        return
    title = gettext("Classes at {studio}", studio=plain(studio.name)) if studio.name else gettext("Classes that fit")
    st.subheader(title, anchor=False)
    if studio.address:
        st.markdown(f":material/location_on: {plain(studio.address)}")
    st.html(f'<ul class="fc-cards">{"".join(_class(one, studio, causes) for one in chosen)}</ul>')


def _class(one: StudioClass, studio: Studio, causes: Sequence[Cause]) -> str:
    lines = "".join(f"<span>{escape(line)}</span>" for line in (when_words(one), trains_words(one, causes)) if line)
    address = one.booking or studio.booking
    book = gettext("Book {name}", name=one.name)
    link = (
        f'<a href="{escape(address)}" target="_blank" rel="noreferrer noopener">{escape(book)}</a>' if address else ""
    )
    return f"<li><b>{escape(one.name)}</b>{lines}{link}</li>"
