"""How to film: a card with a drawing, shown before the first clip and in the recorder."""

from typing import Final

import streamlit as st

from formcheck.i18n import gettext, gettext_noop
from formcheck.ui.components.drawings import drawing, figure, frame, picture
from formcheck.ui.phones.passes import open_at

HOW: Final = (
    (gettext_noop("From the side"), gettext_noop("the camera is at hip height and sees your left or right side")),
    (gettext_noop("2.5 to 3.5 m away"), gettext_noop("your whole body, head to feet, stays in view")),
    (gettext_noop("A close-fitting top"), gettext_noop("tucked in, so that we can see your back")),
    (gettext_noop("Stand still for a second"), gettext_noop("before the first and after the last repetition")),
)
#: Ways from a phone to this computer.
BRING: Final = (
    gettext_noop("With a cable: unlock the phone, plug it in, and copy the video from its camera folder."),
    gettext_noop("From an iPhone to a Mac: open the video, tap Share, then AirDrop."),
    gettext_noop("Or send it to yourself as a file: sent as a video, most messengers make it small and blurred."),
)
CSS: Final = (
    "<style>.st-key-card-filming .fc-drawing {width: 100%; max-width: 560px; display: block; margin: 0 auto}"
    ".stHtml ul.fc-how {display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .7rem 1.5rem;"
    " margin-top: 1rem} .fc-how li {line-height: 1.35} .fc-how b {display: block}"
    ".fc-how span {color: var(--fc-soft); font-size: .93em}</style>"
)


def show_how_to_film() -> None:
    """The card: where the camera stands, what it should see, and what to wear."""
    lines = "".join(f"<li><b>{gettext(first)}</b><span>{gettext(then)}</span></li>" for first, then in HOW)
    with st.container(key="card-filming", gap="small"):
        st.header(gettext("How to film"), anchor=False)
        st.html(f'{CSS}{picture(side_on(), alt_text())}<ul class="fc-how">{lines}</ul>')


def show_from_phone() -> None:
    """How a clip gets from a phone to this computer, folded; where phones are let in, that they can do without."""
    with st.expander(gettext("Is your video on your phone?"), icon=":material/smartphone:"):
        ways = [gettext(way) for way in BRING]
        if address := open_at():
            ways.insert(
                0, gettext("Open {address} on the phone, in the same Wi-Fi, and choose it there.", address=address)
            )
        st.markdown("\n".join(f"* {way}" for way in ways))


def alt_text() -> str:
    """What the drawing shows, in words."""
    return gettext(
        "A phone on a stand at hip height, 2.5 to 3.5 metres away, points at the side of a person. Next "
        "to it is what the phone shows: a whole person squatting, seen from the side."
    )


def side_on() -> str:
    """Camera, distance and person; and the picture it gives."""
    floor = 206
    stand = f"M50 140 V178 M50 172 L34 {floor} M50 172 L66 {floor} M50 172 V{floor}"
    sight = f"M66 119 L262 44 M66 119 L262 {floor - 2} M66 119 H252"
    person = figure("front", 284, floor - 2, 0.98)
    way = '<path class="ink" stroke-width="3" d="M56 232 H278 M66 224 l-10 8 l10 8 M268 224 l10 8 l-10 8"/>'
    parts = (
        f'<path class="line" stroke-width="4" d="M14 {floor} H330"/>'
        f'<path class="soft" stroke-width="2" stroke-dasharray="2 8" d="{sight}"/>'
        '<rect class="paper" stroke-width="4" x="38" y="98" width="24" height="42" rx="6"/>'
        f'<path class="ink" stroke-width="4" d="{stand}"/>{person}{way}'
        f'<text x="167" y="256">2.5–3.5 m</text>{frame(392, 22, figure("low", 446, 190, 0.95))}'
        f'<text x="457" y="238">{gettext("Your picture")}</text>'
    )
    return drawing(540, 264, parts)
