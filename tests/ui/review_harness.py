"""What the tests of the Review page do with it in Streamlit's own harness."""

import json
import re
from dataclasses import replace

from formcheck.storage.review.store import ReviewStore

PAGE = "formcheck/ui/review/page.py"


def run(asked):
    """The page, run again after what was asked of it."""
    at = asked.run()
    assert not at.exception, at.exception
    return at


def names(at):
    """The clips of the list, from the top."""
    return [found[1] for e in at.get("html") if (found := re.search('"fc-row".*<b>(.*)</b>', e.proto.body))]


def name_choice(at):
    """The list of names."""
    (found,) = [one for one in at.selectbox if one.key and one.key.startswith("review-who-known")]
    return found


def press(at, key):
    return run(at.button(key=key).click())


def opened(at, name="bad.mp4"):
    (clip,) = [one for one in ReviewStore().queue().clips if one.name == name]
    return press(at, f"open-{clip.id}"), clip.id


def decisions():
    return [(one.check or one.subject, one.answer, one.corrected, one.who) for one in ReviewStore().decisions()]


def player(at):
    (found,) = [one for one in at.get("bidi_component") if "films" in one.proto.json]
    return json.loads(found.proto.json)


def changed(at, **values):
    return replace(at.session_state["review"], **values)


def message(clip, handed_out):
    return handed_out[f"message-page-{clip}"].decode()
