"""Studio: its name, look, place and classes, edited here and in force at once; and the PIN that protects them."""

from html import escape
from typing import Final

import msgspec
import streamlit as st

from formcheck.advice.classes import Studio
from formcheck.colours import ACCENT, hex_of
from formcheck.errors import BadChoice
from formcheck.i18n import LANGUAGES, gettext
from formcheck.storage.classes import COMES_ALONG, logo_of, save_studio, studio_file, studio_in_force, usual_studio
from formcheck.storage.pin import has_pin
from formcheck.ui.components import pin_gate
from formcheck.ui.components.theme import CSS, uploader_words
from formcheck.ui.components.words import plain
from formcheck.ui.studio import classes

DRAFT: Final = "studio-draft"  # the studio as it was when the page was opened
SAVED: Final = "studio-saved"  # that it has just been saved
LOGO_MB: Final = 1
UNSET: Final = "-"  # a choice of no language


def draft() -> Studio:
    """The studio in force when the page was opened; where its file is wrong, that is said, and the default is shown."""
    if DRAFT not in st.session_state:
        try:
            st.session_state[DRAFT] = studio_in_force()
        except BadChoice as error:
            st.error(plain(str(error)), icon=":material/error:")
            return usual_studio()
    found: Studio = st.session_state[DRAFT]
    return found


def choose_about(now: Studio) -> Studio:
    """Name, place, language."""
    with st.container(key="card-studio"):
        left, right = st.columns(2, gap="large")
        with left:
            name = st.text_input(gettext("Name of the studio"), now.name, max_chars=60, key="studio-name")
            address = st.text_input(gettext("Address"), now.address, max_chars=120, key="studio-address")
            booking = st.text_input(
                gettext("Where classes are booked"), now.booking, placeholder="https://", key="studio-booking"
            )
        with right:
            words = {UNSET: gettext("Not set")} | {str(one): name for one, name in LANGUAGES.items()}
            language = st.segmented_control(
                gettext("Language of the studio"),
                list(words),
                default=now.language or UNSET,
                required=True,
                format_func=words.__getitem__,
                key="studio-language",
            )
            colour = _choose_colour(now)
    given = {"name": name.strip(), "address": address.strip(), "booking": booking.strip()}
    known = next((one for one in LANGUAGES if one == language), None)
    return msgspec.structs.replace(now, **given, language=known, colour=colour)


def _choose_colour(now: Studio) -> str:
    if not st.toggle(gettext("Use our own colour"), bool(now.colour), key="studio-own-colour"):
        return ""
    chosen: str = st.color_picker(gettext("Colour"), now.colour or hex_of(ACCENT), key="studio-colour")
    return chosen.upper()


def choose_logo(now: Studio) -> tuple[str, bytes | None]:
    """The logo's name, and the picture where a new one was brought."""
    st.html(uploader_words("studio-logo", gettext("Choose a picture"), gettext("or drop one here")))
    with st.container(key="card-studio-logo"):
        left, right = st.columns(2, gap="large", vertical_alignment="center")
        kinds = ["png", "jpg", "jpeg", "webp"]
        brought = left.file_uploader(gettext("Logo"), kinds, max_upload_size=LOGO_MB, key="studio-logo")
        picture = brought.getvalue() if brought else logo_of(now)
        if picture is None:
            right.caption(gettext("No logo yet. A picture (PNG, JPEG or WebP) up to 1 MB works."))
            return "", None
        with right:
            if not st.toggle(gettext("Show the logo"), value=True, key="studio-with-logo"):
                return "", None
            try:
                st.image(picture, width=160, alt=gettext("Your logo"))
            except Exception:
                st.error(gettext("We can't open this picture. Please choose another one."), icon=":material/error:")
                return now.logo, None
        name = f"studio-logo.{brought.name.rpartition('.')[2].lower()}" if brought else now.logo
        return name, picture if brought else None


def save(studio: Studio, logo: bytes | None) -> None:
    """Write it down, and begin again from what is now in force."""
    try:
        save_studio(studio, logo)
    except BadChoice as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.session_state.pop(DRAFT, None)
    classes.forget()
    st.session_state[SAVED] = True
    st.rerun()


def show_by_hand() -> None:
    """Where the file is, for those who would rather edit that."""
    with st.expander(gettext("Edit it as a file"), icon=":material/description:"):
        words = gettext("What you save here is in this file. You can edit it by hand too; changes hold at once.")
        st.markdown(words)
        st.code(str(studio_file()), language=None)
        st.markdown(gettext("A file with every line explained comes with FormCheck:"))
        st.code(str(COMES_ALONG), language=None)


def show_pin() -> None:
    """Choosing the PIN, or another one."""
    label = gettext("Change the PIN") if has_pin() else gettext("Protect this page with a PIN")
    with st.expander(label, icon=":material/lock:"):
        st.markdown(gettext("The same PIN opens this page and the settings of the kiosk."))
        pin_gate.choose_pin()
        pin_gate.show_said()


def show_editor() -> None:
    """Everything that can be edited, then the button that puts it in force."""
    now = draft()
    edited = choose_about(now)
    logo, picture = choose_logo(now)
    st.header(gettext("Classes"), anchor=False)
    edited = msgspec.structs.replace(edited, logo=logo, classes=classes.edit(now.classes))
    if st.button(gettext("Save"), type="primary", icon=":material/check:", key="studio-save"):
        save(edited, picture)
    if st.session_state.pop(SAVED, None):
        st.success(gettext("Saved. The app and the kiosk show it from now on."), icon=":material/check:")
    st.header(gettext("For whoever looks after this computer"), anchor=False)
    show_by_hand()
    show_pin()


st.html(CSS)
st.title(gettext("Studio"), anchor=False)
lead = gettext("What members see of your studio: its name and look, and the classes that plans are made of.")
st.html(f'<p class="fc-lead">{escape(lead)}</p>')
if pin_gate.is_unlocked():
    show_editor()
else:
    with st.container(key="card-pin"):
        pin_gate.ask_for_pin()
