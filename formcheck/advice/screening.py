"""Questions before exercise, and what the answers allow. The topics are those of the biomechanics brief, in our own
words.

Nothing here judges a person's health: a yes means that a professional should look first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from formcheck.i18n import gettext_noop

Outcome = Literal["unanswered", "ready", "professional", "emergency"]
Leads = Literal["professional", "emergency"]


@dataclass(frozen=True, slots=True)
class Question:
    """One yes-or-no question; ``leads``: the outcome of a yes. ``about``: a heading shared with its neighbours."""

    id: str
    about: str
    text: str
    leads: Leads = "professional"


_BACK: Final = gettext_noop("Your back")
_HEART: Final = gettext_noop("Heart and breath")
_BODY: Final = gettext_noop("Your body today")

#: Asked in this order; the emergency signs first, so that nobody misses them.
QUESTIONS: Final = (
    Question(
        "saddle",
        _BACK,
        gettext_noop(
            "With your back pain: are you numb between the legs, do you have new trouble passing or holding urine or "
            "stool, or are your legs getting weaker?"
        ),
        "emergency",
    ),
    Question("fall", _BACK, gettext_noop("Did your back pain begin with a fall or an accident?")),
    Question(
        "ill", _BACK, gettext_noop("Does back pain come with fever, weight loss you cannot explain, or a past cancer?")
    ),
    Question("night", _BACK, gettext_noop("Does back pain keep you awake, with nothing that eases it?")),
    Question("leg", _BACK, gettext_noop("Does back pain run down a leg, with numbness or weakness there?")),
    Question(
        "heart",
        _HEART,
        gettext_noop(
            "Are you under care for your heart or blood pressure, or has a doctor told you to limit activity?"
        ),
    ),
    Question(
        "breath",
        _HEART,
        gettext_noop(
            "Do you get chest pain, a racing or skipping heartbeat, faintness, or breathlessness that is unusual?"
        ),
    ),
    Question(
        "bones",
        _BODY,
        gettext_noop(
            "Have you had an operation, a broken bone or a bad accident in recent months, or are your bones fragile?"
        ),
    ),
    Question(
        "birth", _BODY, gettext_noop("Are you pregnant, or did you give birth recently, with no all-clear to exercise?")
    ),
    Question("unwell", _BODY, gettext_noop("Are you unwell today, or so unsteady on your feet that you might fall?")),
)
#: The article's own three questions: for self-assessment, not a score, without consequences.
MIRROR: Final = (
    gettext_noop("Is your back sorer when you get out of bed than it was the night before?"),
    gettext_noop("Does your back go out just from leaving the sofa, or from getting in or out of a car?"),
    gettext_noop("Do aches spoil shopping or travelling for you?"),
)
MIRROR_WORDS: Final = (
    gettext_noop("None of these is you. Good: moving well keeps daily life easy."),
    gettext_noop("You know one of these. Many people do, and moving differently can be learned."),
    gettext_noop(
        "You know several of these. Start with somebody who knows backs, then with small movements, done well."
    ),
)
REFERRAL: Final = gettext_noop(
    "Please stop here and speak to a doctor or physiotherapist first. Show them what you answered, and ask which "
    "movements you may do, and how far."
)
EMERGENCY: Final = gettext_noop(
    "Please get emergency help now: call your local emergency number or go to the nearest emergency department. "
    "Do not exercise today."
)
BEFORE_YOU_START: Final = (
    gettext_noop("Clear the floor, and keep a chair within reach."),
    gettext_noop("Wear flat shoes or none, and a close-fitting top."),
    gettext_noop("Start with a small movement. Using your hands is fine."),
    gettext_noop("Stop at once if you feel pain, tingling or dizziness."),
)

#: The one sentence on the idle screen of a kiosk, where nobody answers questions.
KIOSK_FIRST: Final = gettext_noop("Only if you feel well today and nobody told you to hold back.")


def open_questions(answers: Mapping[str, bool | None]) -> tuple[Question, ...]:
    """Those without an answer yet."""
    return tuple(question for question in QUESTIONS if answers.get(question.id) is None)


def outcome(answers: Mapping[str, bool | None]) -> Outcome:
    """The outcome of the answers. A yes counts at once; "ready" takes an answer to every question."""
    given = [(question, answers.get(question.id)) for question in QUESTIONS]
    leads = {question.leads for question, answer in given if answer}
    if leads:
        return "emergency" if "emergency" in leads else "professional"
    return "unanswered" if open_questions(answers) else "ready"


def may_plan(found: Outcome) -> bool:
    """Whether a weekly plan may be made: never after a yes."""
    return found == "ready"


def may_check(found: Outcome, *, cleared: bool) -> bool:
    """Whether clips may be checked: when ready, or cleared by a professional. Never in an emergency."""
    return found == "ready" or (found == "professional" and cleared)


def mirror_words(answers: Mapping[int, bool | None]) -> str | None:
    """The result of the article's three questions once all are answered, untranslated; None before."""
    given = [answers.get(i) for i in range(len(MIRROR))]
    if any(answer is None for answer in given):
        return None
    return MIRROR_WORDS[min(sum(map(bool, given)), len(MIRROR_WORDS) - 1)]
