"""Plain small pages for phones, without Streamlit: one template, its style, nothing fetched."""

import secrets
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from formcheck.i18n import LANGUAGES, Language, get_locale
from formcheck.ui.components.theme import DARK, LIGHT, TEXT_ON_DARK, TEXT_ON_LIGHT

HERE: Final = Path(__file__).parent
PHONE: Final = "phone.html"
TAGS: Final[dict[Language, str]] = {"en": "en", "zh": "zh-Hans"}
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # without any, a form's own address would be hidden from us too
    "Cache-Control": "no-store",
}

POLICY: Final = (
    "default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def small_page(template: str, words: Mapping[str, object], status: int = 200) -> Response:
    """A page in this context's language. What it may load and run is in its own policy, which no other one loosens."""
    nonce = secrets.token_urlsafe(16)
    text = (
        _templates()
        .get_template(template)
        .render(
            **words,
            language=TAGS[get_locale()],
            nonce=nonce,
            script=(HERE / template).with_suffix(".js").read_text(encoding="utf-8") if template == PHONE else "",
            style=(HERE / "small_page.css").read_text(encoding="utf-8"),
            light=LIGHT | {f"{name}-text": value for name, value in TEXT_ON_LIGHT.items()},
            dark=DARK | {f"{name}-text": value for name, value in TEXT_ON_DARK.items()},
        )
    )
    policy = POLICY.format(nonce=nonce)
    return HTMLResponse(text, status, {**HEADERS, "Content-Security-Policy": policy})


def spoken_by(accepted: str) -> Language:
    """The language of a browser's header Accept-Language, as far as we speak it: the first that is ours."""
    for part in accepted.lower().split(","):
        tag = part.partition(";")[0].strip().partition("-")[0]
        if ours := next((language for language in LANGUAGES if language == tag), None):
            return ours
    return "en"


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
