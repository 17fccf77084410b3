"""How the pages look: words and icons of the verdicts, and the few lines of style Streamlit's theme cannot say."""

from typing import Final, Literal

from formcheck.coaching.report import Verdict
from formcheck.media.scene import ACCENT, STATUS

BadgeColour = Literal["green", "yellow", "red", "gray"]

#: Word, icon and badge colour of each verdict, worst first. The icons have the shapes drawn on the video.
VERDICTS: Final[dict[Verdict, tuple[str, str, BadgeColour]]] = {
    "fault": ("Work on this", ":material/report:", "red"),
    "watch": ("Watch this", ":material/warning:", "yellow"),
    "good": ("Good", ":material/check_circle:", "green"),
    "not_assessed": ("Can't tell", ":material/remove_circle:", "gray"),
}
WORST_FIRST: Final[tuple[Verdict, ...]] = tuple(VERDICTS)


def hex_of(rgb: tuple[int, int, int]) -> str:
    """A colour as CSS and charts write it."""
    return "#{:02X}{:02X}{:02X}".format(*rgb)


#: Drawn here, because Streamlit fetches its own page icons from the internet.
ICON_SVG: Final = (
    f'<svg viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="{hex_of(ACCENT)}"/>'
    '<g fill="none" stroke="#FFFFFF" stroke-width="6" stroke-linecap="round" stroke-linejoin="round">'
    '<path d="M34 22 L44 40 L24 42 L30 54"/><path d="M34 23 L18 26"/></g>'
    '<circle cx="31" cy="12" r="5" fill="#FFFFFF"/></svg>'
)
#: Keyed containers get the class ``st-key-<key>``: cards carry their status as an edge in the video's colours.
CSS: Final = "\n".join(
    (
        "<style>",
        ".stMainBlockContainer {max-width: 1120px; padding-top: 3.5rem; padding-bottom: 3rem}",
        ".stMainBlockContainer h1 {letter-spacing: -0.02em; padding-bottom: 0}",
        ".stMainBlockContainer h3 {font-size: 1.4rem}",
        ".stVideo {border-radius: 14px; overflow: hidden}",
        ".st-key-samples img {border-radius: 12px; aspect-ratio: 1; object-fit: cover; object-position: bottom}",
        '[data-testid="stMetricValue"] {font-size: 1.35rem}',
        "@media (min-width: 641px) {.st-key-picture {position: sticky; top: 4rem}}",
        *(
            f'[class*="st-key-{verdict}-"] {{border-left: 6px solid {hex_of(rgb)}; padding-left: 1rem}}'
            for verdict, rgb in STATUS.items()
        ),
        f".fc-lead {{font-size: 1.25rem; color: {hex_of(ACCENT)}; font-weight: 600; margin: -0.4rem 0 0.6rem}}",
        "@media (max-width: 640px) {.stMainBlockContainer {padding: 2.5rem 1rem 2rem}",
        ".stMainBlockContainer h1 {font-size: 2rem} .st-key-samples .stColumn {min-width: 40%; flex: 1 1 40%}}",
        "</style>",
    )
)
