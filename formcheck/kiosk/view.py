"""The texts of the kiosk's screen in each state, as plain data for the browser."""

from base64 import b64encode
from typing import Any

from formcheck.advice.classes import Studio
from formcheck.advice.screening import KIOSK_FIRST
from formcheck.i18n import gettext, ngettext, sentences, use_locale
from formcheck.kiosk.result_text import ResultText
from formcheck.kiosk.service import KioskState, the_studio
from formcheck.kiosk.visit import Pace
from formcheck.movements import NAMES, movements
from formcheck.schema import Verdict
from formcheck.storage.classes import logo_of
from formcheck.ui.components.brand import accent_on_dark, logo_url
from formcheck.ui.components.drawings import shape
from formcheck.ui.components.theme import VERDICTS
from formcheck.ui.components.voice import VOICES
from formcheck.wording.names import DEPTH_NAMES, STATUS_NAMES


def view(state: KioskState) -> dict[str, Any]:
    """The screen for a state, in the kiosk's language. Equal for equal states, except for the time left."""
    with use_locale(state.settings.language):
        screen = screen_of(state)
        return {
            "screen": screen,
            "lang": VOICES[state.settings.language],
            "voice": state.settings.voice,
            "words": _words(state),
            "studio": _studio(the_studio()),
            "hold": round(min(1.0, state.framing.steady_s / Pace().steady_s), 1) if state.framing else 0,
            "count": {"done": state.done, "wanted": state.wanted},
            "number": _number(state) if screen == "countdown" else "",
            "cue": _cue(state) if screen == "squatting" else None,
            "result": _result(state.result, state.still) if state.result and screen == "result" else None,
            "result_s": state.settings.result_s,
            "aloud": _aloud(state, screen),
        }


def screen_of(state: KioskState) -> str:
    """Which screen: idle is "attract" with nobody in view and "approach" with somebody. A result stays whatever happens
    to the camera.
    """
    if state.stage == "result":
        return "result"
    if state.problem:
        return "trouble"
    if state.stage == "idle":
        return "attract" if state.framing is None or state.framing.hint == "nobody" else "approach"
    return state.stage


def _words(state: KioskState) -> dict[str, str]:
    chosen = movements().get(state.settings.movement) or movements()[NAMES[0]]
    return {
        "title": gettext(chosen.kiosk_question),
        "lead": gettext("It takes half a minute."),
        "step1": gettext("Stand on the mark with your side to the camera."),
        "step2": gettext("Stand still. It starts on its own."),
        "step3": gettext(chosen.kiosk_three),
        "first": gettext(KIOSK_FIRST),
        "private": gettext("Nothing is recorded. Your image stays on this computer."),
        "hint": state.framing.words if state.framing else "",
        "hold": gettext("Hold still"),
        "ready": gettext("Get ready"),
        "pace": gettext(chosen.kiosk_pace),
        "stop": gettext("Stop if anything hurts."),
        "done": ngettext("{count} of {wanted} done", "{count} of {wanted} done", state.done, wanted=state.wanted),
        "start": gettext("Go down when you are ready."),
        "take": gettext("Take your results with you"),
        "scan": gettext("Scan the code to get your result as text. No internet needed."),
        "fitting": gettext("A class for you"),
        "best": gettext("Your best repetition"),
        "safety": gettext("Movement feedback from one camera. Not a medical assessment."),
        "pause": gettext("Back in a moment"),
        "why": gettext("The camera is restarting."),
    }


def _studio(studio: Studio | None) -> dict[str, str]:
    """Whose screen it is; empty words where no studio is known."""
    if studio is None:
        return {"name": "", "address": "", "logo": "", "accent": ""}
    accent = accent_on_dark(studio.colour)
    return {"name": studio.name, "address": studio.address, "logo": logo_url(logo_of(studio)), "accent": accent}


def _number(state: KioskState) -> str:
    return str(max(1, -int(-(state.left_s or 0) // 1)))


def _cue(state: KioskState) -> dict[str, str] | None:
    if state.cue is None:
        return None
    found = {"text": state.cue.text, **_verdict(state.cue.verdict)}
    if state.cue.verdict == "good":  # its sentence begins with that word
        found["word"] = gettext("Repetition {number}", number=state.done)
    return found


def _verdict(verdict: Verdict) -> dict[str, str]:
    """Of a cue: where nothing is wrong and something could not be seen, that is partly judged."""
    word = STATUS_NAMES["partly"] if verdict == "not_assessed" else VERDICTS[verdict][0]
    return {"verdict": verdict, "word": gettext(word), "icon": _icon(verdict)}


def _icon(verdict: Verdict) -> str:
    return f'<svg viewBox="-1.2 -1.2 2.4 2.4" aria-hidden="true">{shape(verdict)}</svg>'


def _result(result: ResultText, still: bytes | None) -> dict[str, Any]:
    scale = [{"word": gettext(word), "here": i in result.depth_steps} for i, word in enumerate(DEPTH_NAMES.values())]
    return {
        "headline": result.headline,
        "scale": scale if result.depth_steps else [],
        "praise": {"text": result.praise, "title": gettext("Went well"), **_verdict("good")},
        "cue": {"text": result.cue, "title": gettext("Next time"), **_verdict(result.verdict)},
        "still": None if still is None else f"data:image/jpeg;base64,{b64encode(still).decode()}",
        "fitting": result.fitting,
        "qr": result.code_svg,
        "text": result.text,
    }


def _aloud(state: KioskState, screen: str) -> dict[str, str] | None:
    """The text to speak once, with a name of its own, so that the same words can come twice."""
    if screen == "countdown":
        return {"name": f"countdown {_number(state)}", "text": _number(state)}
    if screen == "squatting":
        if state.cue is None:
            return {"name": "start", "text": gettext("Go down when you are ready.")}
        return {"name": f"cue {state.cue.t_s}", "text": state.cue.text}
    if screen == "result" and state.result:
        parts = (gettext("{words}.", words=state.result.headline), state.result.praise, state.result.cue)
        return {"name": "result", "text": sentences(parts)}
    return None
