"""Questions before exercise, and what the answers allow. The topics are those of the Get Active Questionnaire and the
red flags of back pain (Finucane 2020), in our own words.

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
_HEART: Final = gettext_noop("Your heart and breathing")
_BODY: Final = gettext_noop("How you are today")

#: Asked in this order; the emergency signs first, so that nobody misses them.
QUESTIONS: Final = (
    Question(
        "saddle",
        _BACK,
        gettext_noop(
            "With your back pain, do you have numbness between your legs, new trouble passing or holding "
            "urine or stool, or legs that are getting weaker?"
        ),
        "emergency",
    ),
    Question("fall", _BACK, gettext_noop("Did your back pain start after a fall or an accident?")),
    Question(
        "ill",
        _BACK,
        gettext_noop(
            "Along with back pain, do you have a fever or weight loss you can't explain, or have you ever had cancer?"
        ),
    ),
    Question("night", _BACK, gettext_noop("Does back pain keep you awake at night, and nothing makes it better?")),
    Question("leg", _BACK, gettext_noop("Does the pain go down your leg, and does that leg feel numb or weak?")),
    Question(
        "heart",
        _HEART,
        gettext_noop(
            "Are you seeing a doctor about your heart or blood pressure, or has a doctor asked you to limit activity?"
        ),
    ),
    Question(
        "breath",
        _HEART,
        gettext_noop(
            "Do you get chest pain, a racing or uneven heartbeat, or do you feel faint or unusually short of breath?"
        ),
    ),
    Question(
        "bones",
        _BODY,
        gettext_noop(
            "Have you had an operation, a broken bone or a bad accident in the last few months, or do you "
            "have fragile bones?"
        ),
    ),
    Question(
        "birth",
        _BODY,
        gettext_noop(
            "Are you pregnant or have you given birth recently, and has no doctor said yet that you can exercise?"
        ),
    ),
    Question("unwell", _BODY, gettext_noop("Do you feel unwell today, or so unsteady that you might fall?")),
)
#: The article's own three questions: for self-assessment, not a score, without consequences.
MIRROR: Final = (
    gettext_noop("Do you get out of bed with a back that is sorer than the night before?"),
    gettext_noop("Do you hurt your back just getting off the sofa, or in or out of the car?"),
    gettext_noop("Do aches spoil shopping or travelling for you?"),
)
MIRROR_WORDS: Final = (
    gettext_noop("None of these sounds like you. Good: moving well keeps daily life easy."),
    gettext_noop("One of these sounds like you. That is common, and you can learn to move differently."),
    gettext_noop(
        "Two or more of these sound like you. See a doctor or physiotherapist first, then start with "
        "small movements, done well."
    ),
)
REFERRAL: Final = gettext_noop(
    "Please stop here and speak to a doctor or physiotherapist first. Show them your answers and "
    "ask which movements you can do, and how far."
)
#: What stays open after a yes: nothing that asks anybody to move.
STILL: Final = gettext_noop("You can still look at videos you already have, at our samples and at your diary.")
CLEARED: Final = gettext_noop(
    "Do only what you were allowed, and enter your limits below. Please ask your doctor or physiotherapist for a "
    "weekly plan."
)
NO_PLAN: Final = gettext_noop(
    "You answered yes to a question, so please ask your doctor or physiotherapist for a weekly plan."
)
EMERGENCY: Final = gettext_noop(
    "Please get emergency help now. Call your local emergency number or go to the nearest emergency "
    "department. Do not exercise today."
)
BEFORE_YOU_START: Final = (
    gettext_noop("Clear the floor and keep a chair close by."),
    gettext_noop("Wear flat shoes or go barefoot, and wear a close-fitting top."),
    gettext_noop("Start with a small movement. Using your hands is fine."),
    gettext_noop("Stop at once if you feel pain, tingling or dizziness."),
)

#: The one sentence on the idle screen of a kiosk, where nobody answers questions.
KIOSK_FIRST: Final = gettext_noop("Only if you feel well today and no doctor has asked you to take it easy.")


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
    """Whether somebody may move for us: when ready, or cleared by a professional. Never in an emergency."""
    return found == "ready" or (found == "professional" and cleared)


def mirror_words(answers: Mapping[int, bool | None]) -> str | None:
    """The result of the article's three questions once all are answered, untranslated; None before."""
    given = [answers.get(i) for i in range(len(MIRROR))]
    if any(answer is None for answer in given):
        return None
    return MIRROR_WORDS[min(sum(map(bool, given)), len(MIRROR_WORDS) - 1)]
