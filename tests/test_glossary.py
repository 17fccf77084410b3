"""Plain English: old words and phrases that a person must not read again, in any sentence of the pages or reports."""

import re

import catalogue
import pytest

#: Packages whose sentences are still being rewritten; to be emptied, then deleted.
NOT_YET = (
    "formcheck/measures/",
    "formcheck/movements/",
    "formcheck/judging/",
    "formcheck/wording/",
    "formcheck/schema.py",
)
#: Words and phrases: jargon, clever turns, and what reads as if translated.
OLD = re.compile(
    r"\b(told|alike|houses?|rim|proprioception|helped out|right down|call it off|door post|side-on|clips?|cut off|judged|"
    r"looked at|this machine|a picture|moving picture|pictures a second|pictures looked at|sink|soften|soft knees|"
    r"a professional|a strategy|worth knowing|hold back|stands there|comes along|it begins at|you go straight on|"
    r"speaks? up|plays? a part|asks for a reason|strength at depth|became (more|less) likely|moves the odds|why it may be|"
    r"and what to do about it|measurement's own error|damaged or no video|where your browser|a minute of questions|"
    r"from here it is|kept its line|line of your back)\b",
    re.IGNORECASE,
)
FILLED_IN = re.compile(r"\{[^}]*\}")
#: Labels that were a whole sentence; inside a longer one the same words may stand.
OLD_WHOLE = {
    "Find out",
    "Right down",
    "Call it off",
    "Watch it",
    "Free",
    "Choices",
    "Rep by rep",
    "Cut off",
    "And then",
}


def sentences():
    """Every sentence of the packages in question, plurals apart, with its place."""
    for message in catalogue.messages(catalogue.gathered()):
        places = [place for place, _ in message.locations if not place.startswith(NOT_YET)]
        if places:
            for text in [message.id] if isinstance(message.id, str) else message.id:
                yield places[0], text


def old_words(text: str) -> list[str]:
    """What of a sentence must not be read again."""
    found = [match[0] for match in OLD.finditer(FILLED_IN.sub("", text))]
    return [*found, text] if text in OLD_WHOLE else found


def test_no_old_word_is_said_again():
    assert [f"{place}: {text} ({', '.join(old)})" for place, text in sentences() if (old := old_words(text))] == []


def test_the_packages_left_out_exist():
    """One that was renamed, or deleted, is not excused."""
    assert [name for name in NOT_YET if not (catalogue.ROOT / name).exists()] == []


def test_there_is_enough_to_look_at():
    assert len(list(sentences())) > 300


@pytest.mark.parametrize(
    "text",
    [
        "Find out",
        "Right down",
        "Call it off",
        "Why it may be, and what to do about it",
        "Strength at depth became more likely.",
        "Lies where your browser puts it.",
        "Your back is told by your own calibration.",
        "Some backs should be looked at before they are trained. A minute of questions tells.",
        "{name} is damaged or no video: save it again, best as MP4 (H.264).",
        "{fps} pictures a second are too few to count well.",
        "Your lower back helped out where hips and legs should work",
        "Trunk and shins lean about alike, or as your legs need",
        "Nothing that could be seen asks for a reason.",
        "Changed by {difference}, more than the measurement's own error of {error}.",
    ],
)
def test_an_old_sentence_is_noticed(text):
    assert old_words(text) != []


@pytest.mark.parametrize(
    "text",
    ["Detect automatically", "Full depth", "Cancel", "Using your own calibration.", "Possible reasons, and what helps"],
)
def test_the_new_sentences_pass(text):
    assert old_words(text) == []
