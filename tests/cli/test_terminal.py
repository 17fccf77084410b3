"""What C++ libraries write to descriptor 2 stays off the terminal, wherever Python's own stderr goes."""

import io
import os
import sys

import pytest

from formcheck.cli.terminal import quiet_libraries, say_line


@pytest.mark.parametrize("own_stream", [False, True])
def test_libraries_are_quiet_and_sentences_are_not(
    own_stream: bool, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = io.StringIO()
    if own_stream:
        monkeypatch.setattr(sys, "stderr", text)
    with quiet_libraries():
        os.write(2, b"chatter\n")
        say_line("A sentence.")
    os.write(2, b"afterwards\n")
    seen = capfd.readouterr().err
    assert seen.replace("A sentence.\n", "") == "afterwards\n"
    assert (seen + text.getvalue()).count("A sentence.\n") == 1


def test_debug_lets_libraries_talk(capfd: pytest.CaptureFixture[str]) -> None:
    with quiet_libraries(quiet=False):
        os.write(2, b"chatter\n")
    assert capfd.readouterr().err == "chatter\n"


def test_descriptor_2_itself_is_handed_to_pythons_stderr(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fdopen(2, "w", closefd=False, buffering=1)
    monkeypatch.setattr(sys, "stderr", real)
    with quiet_libraries():
        os.write(2, b"chatter\n")
        say_line("A sentence.")
    assert sys.stderr is real
    assert capfd.readouterr().err == "A sentence.\n"
