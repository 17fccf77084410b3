"""formcheck passcode and formcheck app --phones: what they ask for and what they refuse; then served for real."""

import contextlib
import http.client
import io
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from fake_pipeline import MODULE
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from formcheck.cli import main as cli
from formcheck.cli import passcode as passcode_command
from formcheck.cli import phones
from formcheck.errors import BadChoice
from formcheck.leftovers import FOLDER_PREFIX
from formcheck.storage.certificate import CERTIFICATE, KEY
from formcheck.storage.passcodes import FILES, role_of, set_passcode
from formcheck.storage.small_files import FOLDER

START_S = 120
FORM = {"content-type": "application/x-www-form-urlencoded"}
STREAM = "/_stcore/stream"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FOLDER, str(tmp_path / "data"))
    return tmp_path / "data"


def test_phones_need_a_passcode_first(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["app", "--phones"]) == 2
    said = capsys.readouterr().err
    assert said == "Phones need a passcode: please run formcheck passcode set trainer first.\n"
    set_passcode("member", "yoga mat 12")  # a member's is not enough
    assert cli.run(["app", "--phones"]) == 2
    assert not (data / KEY).exists()


def test_the_kiosk_is_not_for_phones(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["app", "--phones", "--kiosk"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("host", ["0.0.0.0", "127.0.0.2", "8.8.8.8", "studio.example", "::1", "x" * 500])
def test_an_address_that_is_no_private_networks_is_refused(
    data: Path, host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_passcode("trainer", "kettle bell 7")
    assert cli.run(["app", "--phones", "--host", host]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (data / KEY).exists()


def test_an_address_of_another_machine_is_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_passcode("trainer", "kettle bell 7")
    assert cli.run(["app", "--phones", "--host", "10.253.254.1"]) == 2
    assert "10.253.254.1" in capsys.readouterr().err


def test_without_a_network_there_is_one_sentence(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_passcode("trainer", "kettle bell 7")
    monkeypatch.setattr(phones, "_own_address", lambda far: None)
    assert cli.run(["app", "--phones"]) == 2
    assert "Wi-Fi" in capsys.readouterr().err


def test_a_passcode_is_read_from_a_pipe(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("kettle bell 7\nmore\n"))
    assert cli.run(["passcode", "set", "trainer"]) == 0
    assert role_of("kettle bell 7") == "trainer"
    assert "kettle" not in "".join(capsys.readouterr())
    assert cli.run(["passcode", "remove", "trainer"]) == 0
    assert not (data / FILES["trainer"]).exists()
    assert cli.run(["passcode", "remove", "trainer"]) == 0
    assert "There is no passcode" in capsys.readouterr().err


def test_a_passcode_is_typed_twice_and_not_shown(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", type("Terminal", (io.StringIO,), {"isatty": lambda self: True})())
    typed = iter(["kettle bell 7", "kettle bell 8", "short", "short", "yoga mat 12", "yoga mat 12"])
    monkeypatch.setattr(passcode_command.getpass, "getpass", lambda prompt: next(typed))
    assert cli.run(["passcode", "set", "member"]) == 2
    assert "not the same" in capsys.readouterr().err
    assert cli.run(["passcode", "set", "member"]) == 2
    assert "6 to 128 characters" in capsys.readouterr().err
    assert cli.run(["passcode", "set", "member"]) == 0
    assert role_of("yoga mat 12") == "member"


def test_a_role_is_one_of_two(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["passcode", "set", "kiosk"]) == 2
    assert "'trainer'" in capsys.readouterr().err


@pytest.fixture(scope="module")
def address() -> IPv4Address:
    try:
        return phones.network_address()
    except BadChoice:
        pytest.skip("this machine is in no network")


class Phone:
    """Asks over HTTPS and trusts the server's own certificate and no other."""

    def __init__(self, address: IPv4Address, port: int, data: Path) -> None:
        self.host, self.port = str(address), port
        self.trust = ssl.create_default_context(cafile=str(data / CERTIFICATE))
        self.cookie = ""

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        line = http.client.HTTPSConnection(self.host, self.port, timeout=30, context=self.trust)
        with contextlib.closing(line):
            line.request(method, path, body, {"cookie": self.cookie, **(headers or {})})
            answer = line.getresponse()
            return answer.status, answer.msg, answer.read()

    def give(self, words: str) -> int:
        status, headers, _ = self.ask("POST", "/passcode", f"passcode={words}".encode(), FORM)
        if status == 303:
            self.cookie = headers["set-cookie"].partition(";")[0]
        return status

    def stream(self, **more: str) -> None:
        """Open the page's socket. Raises InvalidStatus when it is refused."""
        given = {"cookie": self.cookie, **more}
        at = f"{self.host}:{self.port}"
        with connect(f"wss://{at}{STREAM}", ssl=self.trust, origin=f"https://{at}", additional_headers=given):
            pass


@pytest.fixture(scope="module")
def served(address: IPv4Address, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Phone, Path, str]]:
    """The app as a program, answering phones; its data, and what it said."""
    folder = tmp_path_factory.mktemp("phones")
    data, log, temporary = folder / "data", folder / "log.txt", folder / "tmp"
    temporary.mkdir()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(FOLDER, str(data))
        set_passcode("trainer", "kettle bell 7")
        set_passcode("member", "yoga mat 12")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {FOLDER: str(data), "TMPDIR": str(temporary), "STREAMLIT_SERVER_HEADLESS": "true"}
    with log.open("wb") as out:
        child = subprocess.Popen(
            [*MODULE, "app", "--phones", "--port", str(port)],
            env=os.environ | environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        until_s = time.monotonic() + START_S
        while serve_is_closed(address, port):
            assert child.poll() is None, log.read_text()
            assert time.monotonic() < until_s, log.read_text()
            time.sleep(0.2)
        yield Phone(address, port, data), data, log.read_text()
        os.killpg(child.pid, signal.SIGINT)
        child.wait(20)
        assert "Traceback" not in log.read_text()
        assert [one for one in temporary.iterdir() if one.name.startswith(FOLDER_PREFIX)] == []
        assert serve_is_closed(address, port)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def serve_is_closed(address: IPv4Address, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((str(address), port)) != 0


@pytest.fixture
def phone(served: tuple[Phone, Path, str]) -> Phone:
    known = served[0]
    return Phone(IPv4Address(known.host), known.port, served[1])


def test_it_says_where_and_by_which_certificate(served: tuple[Phone, Path, str]) -> None:
    known, data, said = served
    der = ssl.get_server_certificate((known.host, known.port))
    assert der.strip() == (data / CERTIFICATE).read_text().strip()
    from hashlib import sha256

    shown = sha256(ssl.PEM_cert_to_DER_cert(der)).hexdigest().upper()
    assert shown in said.replace(":", "")
    assert f"https://{known.host}:{known.port}" in said


@pytest.mark.parametrize("path", ["/", "/review", "/_stcore/health", "/_stcore/host-config", "/visit/leaving", STREAM])
def test_nothing_answers_without_a_passcode(phone: Phone, path: str) -> None:
    assert phone.ask("GET", path)[0] == 401
    assert phone.ask("PUT", path, b"x")[0] == 401


def test_the_pages_socket_needs_a_passcode(phone: Phone) -> None:
    with pytest.raises(InvalidStatus) as refused:
        phone.stream()
    assert refused.value.response.status_code == 403
    with pytest.raises(InvalidStatus):
        phone.stream(**{"x-formcheck-pass": "here", "x-forwarded-for": "127.0.0.1"})
    assert phone.give("yoga+mat+12") == 303
    phone.stream()
    assert phone.ask("GET", "/_stcore/health")[2] == b"ok"


def test_plain_http_gets_nothing_over_the_network(phone: Phone) -> None:
    line = http.client.HTTPConnection(phone.host, phone.port, timeout=10)
    with contextlib.closing(line):
        line.request("GET", "/")
        with pytest.raises((http.client.HTTPException, OSError)):
            line.getresponse()


def test_the_machine_itself_needs_no_passcode(phone: Phone) -> None:
    line = http.client.HTTPConnection("127.0.0.1", phone.port, timeout=30)
    with contextlib.closing(line):
        line.request("GET", "/_stcore/health")
        assert line.getresponse().read() == b"ok"


def test_a_link_that_never_was_opens_nothing(phone: Phone) -> None:
    token = "x" * 43
    status, headers, body = phone.ask("GET", f"/phone/{token}")
    assert (status, b"This link has ended" in body) == (404, True)
    assert "set-cookie" not in headers
    assert phone.ask("POST", f"/phone/{token}/clip?name=a.mp4", b"x")[0] == 404


def test_a_port_that_is_taken_on_the_network_only_is_one_sentence(
    data: Path, address: IPv4Address, capsys: pytest.CaptureFixture[str]
) -> None:
    set_passcode("trainer", "kettle bell 7")
    with socket.socket() as taken:
        taken.bind((str(address), 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert cli.run(["app", "--phones", "--port", str(port)]) == 2
    assert f"port {port} of {address}" in capsys.readouterr().err


def test_the_first_port_free_at_both_addresses_is_taken(address: IPv4Address, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind((str(address), 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(phones, "FIRST_PORT", port)
        assert phones._free_port(address, None) > port
    with pytest.raises(BadChoice):
        phones._free_port(IPv4Address("10.253.254.1"), None)
