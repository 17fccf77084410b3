"""One word, one meaning: words that readers stumbled over are in no sentence that a person reads."""

import re

import pytest
from catalogue import gathered, messages

#: What was said once, each with what is said now.
OLD_WORDS = {
    r"find out automatically|find out \(": "Detect automatically",
    r"right down": "full depth",
    r"call it off": "Cancel",
    r"helped out where": "Your back did work your legs should do",
    r"nothing to correct": "Everything we could check looked good",
    r"a strategy, not a mistake": "That is fine for now",
    r"lean about alike|\balike\b": "the same, or at the same angle",
    r"times as far as": "You bent from the hips",
    r"fold (over|of the hips)|hip fold": "hip bend",
    r"\btrunk\b": "back, or leaning forward",
    r"you go straight on": "Stand still for a second after each one",
    r"to play a part": "likely, possible",
    r"became (more|less) likely": "is now the likelier reason",
    r"asks? for a reason": "nothing to fix",
    r"looked at before they are trained": "Ten quick questions first",
    r"lies where your browser": "It is in your downloads folder",
    r"\btold\b|\btells\b|tell apart": "we know, helps to see",
    r"pictures? (a|per) second": "frames per second",
    r"kept its line": "kept its shape",
    r"pitched|pitching": "leaned forward",
    r"rim\b|\bhouse\b": "plain words",
    r"give or take nan|\bnan\b": "nothing",
}


def found(text):
    return [old for old in OLD_WORDS if re.search(old, text, re.IGNORECASE)]


#: Citations of sources keep the words of the field; they stand in tables for trainers.
SOURCE = re.compile(r"(measured|chosen|FMS|BSA|SRT|McKean|Scarborough)\b.*[:;]")


@pytest.mark.parametrize("form", range(2))
def test_no_old_word_is_said(form):
    said = {}
    for message in messages(gathered()):
        texts = message.id if isinstance(message.id, tuple | list) else (message.id,)
        for text in texts[form : form + 1]:
            if not SOURCE.match(text) and (old := found(text)):
                said[text] = old
    assert said == {}


@pytest.mark.parametrize(
    "text",
    [
        "6 squats, to parallel, and nothing to correct in what could be seen.",
        "A hinge: the hips fold 3.37 times as far as the knees bend.",
        "Your repetitions came out alike.",
        "You go straight on, so standing still cannot be judged.",
        "Call it off",
    ],
)
def test_an_old_sentence_is_noticed(text):
    assert found(text)


def test_new_sentences_pass():
    assert not any(map(found, ("You bent from the hips.", "Everything we could check looked good.", "Cancel")))
