"""``formcheck app --kiosk``: choices reach the server's process, and what cannot work is said before it starts."""

import subprocess

import pytest

from formcheck.cli import main as cli
from formcheck.cli import serve as serving
from formcheck.kiosk.choices import KioskSettings, from_environment


class Server:
    """Stands in for a child process that ends well."""

    def __init__(self, asked, command, env=None):
        asked.append((command, env or {}))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def wait(self, *_):
        return 0


@pytest.fixture
def asked(monkeypatch):
    found = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, stdin=None, env=None: Server(found, command, env))
    monkeypatch.setattr(serving, "check_free", lambda host, port: None)
    return found


def choices_of(env, monkeypatch):
    monkeypatch.setenv("FORMCHECK_KIOSK", env["FORMCHECK_KIOSK"])
    return from_environment()


def test_the_usual_kiosk_is_local_and_takes_the_first_camera(asked, monkeypatch):
    assert cli.run(["app", "--kiosk"]) == 0
    command, env = asked[0]
    assert command[-1] == "127.0.0.1"
    assert "kiosk.server" in command[4]
    assert choices_of(env, monkeypatch) == KioskSettings()


def test_options_reach_the_process(asked, monkeypatch, tmp_path):
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(b"x")
    options = ["--camera", str(clip), "--language", "zh", "--result-seconds", "5", "--port", "8600"]
    assert cli.run(["app", "--kiosk", *options]) == 0
    command, env = asked[0]
    assert command[-2:] == ["127.0.0.1", "8600"]
    assert choices_of(env, monkeypatch) == KioskSettings(camera=str(clip), language="zh", result_s=5)


def test_without_the_option_the_app_is_no_kiosk(asked, monkeypatch):
    monkeypatch.delenv("FORMCHECK_KIOSK", raising=False)
    assert cli.run(["app"]) == 0
    command, env = asked[0]
    assert "ui.serving" in command[4]
    assert "FORMCHECK_KIOSK" not in env


def test_a_clip_that_is_not_there_is_said_at_once(asked, capsys):
    assert cli.run(["app", "--kiosk", "--camera", "nowhere.mp4"]) == 2
    assert "nowhere.mp4" in capsys.readouterr().err
    assert asked == []
