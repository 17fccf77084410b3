"""The server keeps to this machine and tells nobody."""

import json
import os
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

import formcheck
from formcheck.cli import serve as serving

ROOT = Path(formcheck.__file__).parent.parent
APP = ROOT / "app.py"
#: A second address of this machine: a server for everybody answers there, one bound to 127.0.0.1 does not.
OTHER_ADDRESS = "127.0.0.2"
HEADLESS = "--server.headless=true"
PATIENCE_S = 60.0


def settings():
    return tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("section", "name", "value"),
    [
        ("server", "address", "127.0.0.1"),
        ("server", "showEmailPrompt", False),
        ("browser", "gatherUsageStats", False),
        ("client", "toolbarMode", "minimal"),
        ("client", "showErrorDetails", "none"),
    ],
)
def test_the_app_is_private_however_it_is_started(section, name, value):
    assert settings()[section][name] == value


def test_nothing_is_fetched_for_the_theme():
    """A font by its address would be asked for from every visitor's browser."""
    assert "://" not in (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(command, folder):
    """The server, once it answers; from a folder without settings of its own."""
    environment = {**os.environ, "HOME": str(folder), "BROWSER": "true"}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as server:
        try:
            yield server
        finally:
            server.kill()


def answers(address, port):
    try:
        with urllib.request.urlopen(f"http://{address}:{port}/_stcore/health", timeout=2) as reply:
            return reply.status == 200
    except OSError:
        return False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has every 127.x.x.x by itself")
@pytest.mark.parametrize("how", ["formcheck", "streamlit"])
def test_it_listens_on_this_machine_only(how, tmp_path):
    port = free_port()
    command = {
        "formcheck": [*serving.command("127.0.0.1", port), "headless"],
        "streamlit": [sys.executable, "-m", "streamlit", "run", str(APP), f"--server.port={port}", HEADLESS],
    }[how]
    with served(command, tmp_path) as server:
        until = time.monotonic() + PATIENCE_S
        while not answers("127.0.0.1", port):
            assert server.poll() is None, server.stdout.read()
            assert time.monotonic() < until, "the server never answered"
            time.sleep(0.1)
        assert not answers(OTHER_ADDRESS, port)


def test_settings_of_the_folder_it_is_started_in_weaken_nothing(tmp_path):
    (tmp_path / ".streamlit").mkdir()
    weak = (
        "[server]\nenableCORS = false\nenableXsrfProtection = false\naddress = '0.0.0.0'\n"
        "[client]\nallowedOrigins = ['https://*.example']\nshowErrorDetails = 'full'\n"
    )
    (tmp_path / ".streamlit" / "config.toml").write_text(weak, encoding="utf-8")
    port = free_port()
    with served([*serving.command("127.0.0.1", port), "headless"], tmp_path) as server:
        until = time.monotonic() + PATIENCE_S
        while not answers("127.0.0.1", port):
            assert server.poll() is None, server.stdout.read()
            assert time.monotonic() < until, "the server never answered"
            time.sleep(0.1)
        assert not answers(OTHER_ADDRESS, port)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/host-config", timeout=5) as reply:
            assert json.load(reply)["allowedOrigins"] == []
            assert "frame-ancestors 'none'" in reply.headers["Content-Security-Policy"]
        upload = urllib.request.Request(f"http://127.0.0.1:{port}/_stcore/upload_file/a/b", data=b"x", method="PUT")
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(upload, timeout=5)
        refused.value.close()
        assert refused.value.code == 403, "an upload without the page's own token"
