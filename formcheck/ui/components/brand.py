"""A studio's own look: its logo above every page, and its colour where ours would be, made readable."""

from base64 import b64encode
from contextlib import suppress
from functools import lru_cache
from typing import Final

import streamlit as st
from streamlit import config

from formcheck.advice.classes import COLOUR, Studio
from formcheck.colours import ACCENT, INK, PAPER, Rgb, hex_of
from formcheck.drawing.scene import contrast, ink_on
from formcheck.errors import BadChoice
from formcheck.storage.classes import logo_of, studio_in_force
from formcheck.ui.components.theme import DARK, LIGHT, TEXT_ON_DARK

READS: Final = 4.5  # WCAG 2.2 of text
STEPS: Final = 20  # from a colour to black or white
KINDS: Final = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}


def the_brand() -> Studio:
    """The studio whose look holds; one without a look while there is a mistake in its file."""
    with suppress(BadChoice):
        return studio_in_force()
    return Studio(name="")


def show_brand(studio: Studio) -> None:
    """The logo, and the colour as styles after the pages' own."""
    if picture := logo_of(studio):
        with suppress(Exception):  # a damaged picture is no reason to show no page
            st.logo(picture, size="large")
    if studio.colour:
        st.html(brand_css(studio.colour))
    _colour_widgets(studio.colour)


def _colour_widgets(colour: str) -> None:
    """Streamlit's own widgets in the studio's colour, or in ours again, from the next drawing of any page on."""
    usual = {"light": hex_of(ACCENT), "dark": TEXT_ON_DARK["accent"]}
    for name, card in (("light", LIGHT["card"]), ("dark", DARK["card"])):
        wanted = hex_of(readable(rgb_of(colour), rgb_of(card))) if colour else usual[name]
        option = f"theme.{name}.primaryColor"
        if config.get_option(option) != wanted:
            config.set_option(option, wanted)


def logo_url(picture: bytes | None) -> str:
    """A logo within a page; empty where there is none, or it is no picture that we know."""
    kind = next((kind for begins, kind in KINDS.items() if picture and picture.startswith(begins)), None)
    return f"data:{kind};base64,{b64encode(picture or b'').decode()}" if kind else ""


@lru_cache(maxsize=4)
def brand_css(colour: str) -> str:
    """Our accent replaced by another colour, in every place that has it."""
    rgb = rgb_of(colour)
    light, dark = hex_of(readable(rgb, rgb_of(LIGHT["card"]))), hex_of(readable(rgb, rgb_of(DARK["card"])))
    both = f"light-dark({light}, {dark})"
    own, on_it = hex_of(rgb), hex_of(ink_on(rgb))
    buttons = '.stApp button[kind="primary"]:not(:disabled), .stApp button[kind="primary"]:not(:disabled):hover'
    return (
        f"<style>.stApp.stApp {{--fc-accent: {own}; --fc-accent-text: {both}; --primary-color: {own}}}"
        f"{buttons} {{background: {own}; border-color: {own}; color: {on_it}}}"
        f".stApp .st-key-card-next a p, .stApp .st-key-card-next a span {{color: {on_it}}}</style>"
    )


def accent_on_dark(colour: str) -> str:
    """A studio's colour as it reads on the kiosk's dark screen; empty for none."""
    return hex_of(readable(rgb_of(colour), rgb_of(DARK["paper"]))) if COLOUR.fullmatch(colour) else ""


def readable(rgb: Rgb, on: Rgb) -> Rgb:
    """The colour itself, or the nearest one towards black or white that reads on a background."""
    towards = INK if contrast(INK, on) > contrast(PAPER, on) else PAPER
    for step in range(STEPS + 1):
        red, green, blue = (round(c + (t - c) * step / STEPS) for c, t in zip(rgb, towards, strict=True))
        if contrast((red, green, blue), on) >= READS:
            break
    return red, green, blue


def rgb_of(colour: str) -> Rgb:
    """A colour from #RRGGBB."""
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue
