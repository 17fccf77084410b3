"""How the pages look: words, icons and colours of the verdicts, and styles that Streamlit's theme cannot set."""

import json
from typing import Final, Literal

from formcheck.colours import Rgb, hex_of
from formcheck.drawing.scene import ACCENT, INK, PAPER, STATUS
from formcheck.i18n import gettext
from formcheck.schema import RepStatus, Verdict
from formcheck.wording.names import STATUS_NAMES, VERDICT_NAMES

BadgeColour = Literal["green", "yellow", "red", "gray"]

#: Word, icon and badge colour of each verdict, worst first. The icons have the shapes drawn on the video.
VERDICTS: Final[dict[Verdict, tuple[str, str, BadgeColour]]] = {
    "fault": (VERDICT_NAMES["fault"], ":material/report:", "red"),
    "watch": (VERDICT_NAMES["watch"], ":material/warning:", "yellow"),
    "good": (VERDICT_NAMES["good"], ":material/check_circle:", "green"),
    "not_assessed": (VERDICT_NAMES["not_assessed"], ":material/remove_circle:", "gray"),
}
#: The same of a whole repetition.
STATUSES: Final[dict[RepStatus, tuple[str, str, BadgeColour]]] = {
    "fault": VERDICTS["fault"],
    "watch": VERDICTS["watch"],
    "good": VERDICTS["good"],
    "partly": (STATUS_NAMES["partly"], ":material/contrast:", "gray"),
    "not_assessed": VERDICTS["not_assessed"],
}
#: Of `.streamlit/config.toml`, for what is drawn without Streamlit: background, card, edge, text, softer text.
LIGHT: Final = {"paper": "#FFFFFF", "card": "#F3F6F9", "line": "#D5DCE4", "ink": "#0D1421", "soft": "#4A5462"}
DARK: Final = {"paper": "#0D1421", "card": "#18222F", "line": "#33404F", "ink": "#EDF2F7", "soft": "#A9B6C6"}
#: The colours of clips as text: at least 4.5 to 1 on both backgrounds of a theme.
TEXT_ON_LIGHT: Final = {
    "accent": "#00629A",
    "good": "#006B4E",
    "watch": "#7A5900",
    "fault": "#A31535",
    "not_assessed": "#4A5462",
}
TEXT_ON_DARK: Final = {
    "accent": "#5BB8EC",
    "good": "#3FD0A0",
    "watch": "#F5C542",
    "fault": "#FF8FA3",
    "not_assessed": "#A9B6C6",
}

#: Drawn here, because Streamlit fetches its own page icons from the internet.
ICON_SVG: Final = (
    f'<svg viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="{hex_of(ACCENT)}"/>'
    '<g fill="none" stroke="#FFFFFF" stroke-width="6" stroke-linecap="round" stroke-linejoin="round">'
    '<path d="M34 22 L44 40 L24 42 L30 54"/><path d="M34 23 L18 26"/></g>'
    '<circle cx="31" cy="12" r="5" fill="#FFFFFF"/></svg>'
)


def _variables() -> str:
    """``--fc-…`` for every colour; Streamlit sets the colour scheme that ``light-dark`` follows."""
    both = [(name, LIGHT[name], DARK[name]) for name in LIGHT]
    both += [(f"{name}-text", light, TEXT_ON_DARK[name]) for name, light in TEXT_ON_LIGHT.items()]
    same: list[tuple[str, Rgb]] = [("accent", ACCENT), *STATUS.items()]
    lines = [f"--fc-{name}: light-dark({light}, {dark});" for name, light, dark in both]
    lines += [f"--fc-{name.replace('_', '-')}: {hex_of(rgb)};" for name, rgb in same]
    return ".stApp {" + " ".join(lines).replace("not_assessed", "not-assessed") + "}"


def uploader_words(key: str, choose: str, drop: str) -> str:
    """Style that replaces Streamlit's English words in every uploader by our translated ones."""
    zone = f".st-key-{key} [data-testid=stFileUploaderDropzone]"
    hint = "[data-testid=stFileUploaderDropzoneInstructions]"
    dragged = f"{zone} > input + div:not([data-testid]):not(:has([data-testid]))"  # laid over it while a file hovers
    places = (
        (f"{zone} button [data-testid=stMarkdownContainer]", "p", choose, "font-size: 1rem"),
        (f"{zone} {hint} > div", "span", drop, "color: var(--fc-soft); white-space: normal"),
        (dragged, "span", gettext("Drop it here"), "color: var(--fc-accent-text); font-weight: 650"),
    )
    words = "".join(
        f"{place} > {theirs} {{display: none}}"
        f"{place}::after {{content: {json.dumps(text, ensure_ascii=False)}; {look}}}"
        for place, theirs, text, look in places
    )
    # The input behind the button would be a second button, in English.
    return f"<style>{words}{zone} > input {{visibility: hidden}}</style>"


#: Of the card that leads to Next steps.
NEXT_CSS: Final = (
    "<style>.st-key-card-next a {background: var(--fc-accent); padding: .5rem 1.2rem; border-radius: 99px}"
    " .st-key-card-next a p, .st-key-card-next a span {color: #fff; font-weight: 650}</style>"
)
#: Keyed containers get the class ``st-key-<key>``: cards carry their status as an edge in the video's colours.
CSS: Final = "\n".join(
    (
        "<style>",
        _variables(),
        ".stMainBlockContainer {max-width: 1160px; padding-top: 4.5rem; padding-bottom: 4rem}",
        ".stMainBlockContainer h1 {letter-spacing: -0.025em; line-height: 1.1; text-wrap: balance; padding: 0}",
        ".stMainBlockContainer h2 {letter-spacing: -0.015em; margin-top: 2.25rem; padding: 0 0 .25rem}",
        ".stMainBlockContainer h3 {padding: 0}",
        ".stMainBlockContainer p {text-wrap: pretty}",
        f'.stApp button[kind="primary"]:not(:disabled) {{color: light-dark({hex_of(PAPER)}, {hex_of(INK)});'
        " font-weight: 650}",
        ".stApp button:focus-visible, .stApp a:focus-visible, .stApp summary:focus-visible, .stApp video:focus-visible,"
        " .stApp [tabindex]:focus-visible {outline: 3px solid var(--fc-accent-text); outline-offset: 2px;"
        " box-shadow: none}",
        # What is chosen, on its own tint over a card: the accent itself would have a contrast of 4.2 to 1.
        ".stApp [role=radio][aria-checked=true] {color: var(--fc-accent-text)}",
        ".stApp .stCheckbox label, .stApp .stRadio label {min-height: 1.5rem}",  # a finger's target, WCAG 2.5.8
        ".stApp [data-testid=stDateInputCalendarButton] {min-width: 1.5rem; min-height: 1.5rem}",
        # On a card an empty box would hardly show: Streamlit's own edge has a contrast of 1.3 to 1.
        ".stApp .stRadio label:not([data-selected]) > div > div:first-child,"
        " .stApp .stCheckbox label:not([data-selected]) > span + div {border: 2px solid var(--fc-soft)}",
        # The wrapping of text above would break the value over a slider at every letter.
        ".stApp .stMainBlockContainer .stSlider p {text-wrap: nowrap}",
        ".stVideo {border-radius: 14px; overflow: hidden}",
        '[class*="st-key-card-"] {background: var(--fc-card); border-radius: 18px; padding: 1.25rem}',
        '[class*="st-key-card-"] h2 {font-size: 1.35rem; margin: 0; padding: 0}',
        *(
            f'[class*="st-key-card-{verdict}"] {{border-left: 6px solid var(--fc-{verdict.replace("_", "-")})}}'
            for verdict in STATUS
        ),
        ".fc-lead {font-size: 1.3rem; line-height: 1.4; color: var(--fc-soft); margin: 0; max-width: 34em}",
        ".fc-over {font-weight: 650; color: var(--fc-soft); margin: 0}",
        *(
            f".fc-{verdict.replace('_', '-')} {{color: var(--fc-{verdict.replace('_', '-')}-text)}}"
            for verdict in STATUS
        ),
        # Streamlit's own rule for lists in HTML is as specific as one class.
        '.stHtml ul[class^="fc-"] {list-style: none; margin: 0; padding: 0}',
        '.stHtml ul[class^="fc-"] > li {margin: 0}',
        # Lists with a dot at each line; lists of cards, a name and softer words below it.
        ".stHtml .fc-dotted > li {padding-left: 1.35rem; position: relative; line-height: 1.4}",
        ".fc-dotted > li::before {content: ''; position: absolute; left: 0; top: .5em; width: .5rem; height: .5rem;"
        " border-radius: 50%; background: var(--fc-soft)}",
        ".stHtml ul.fc-cards {display: grid; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)); gap: 1rem}",
        ".stHtml .fc-cards > li {background: var(--fc-card); border-radius: 18px; padding: 1rem 1.25rem;"
        " line-height: 1.4}",
        ".fc-cards b {display: block} .fc-cards span {display: block; color: var(--fc-soft); font-size: .93em}",
        ".stProgress p {font-size: 1.15rem; font-weight: 600}",
        ".fc-soft {color: var(--fc-soft)}",
        ".st-key-at-top, .st-key-at-visit {position: absolute; width: 1px !important; overflow: hidden}",
        "@media (max-width: 640px) {.stMainBlockContainer {padding: 4rem 1rem 3rem}",
        ".stMainBlockContainer h1 {font-size: 2rem}}",
        "@media (prefers-reduced-motion: reduce) {* {transition: none !important; animation: none !important}}",
        "</style>",
    )
)
