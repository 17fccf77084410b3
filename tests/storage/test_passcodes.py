"""Passcodes of which only hashes are kept, and a certificate that is made when it has to be."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest

from formcheck.errors import BadChoice
from formcheck.storage import hashing
from formcheck.storage.certificate import CERTIFICATE, KEY, RENEW, VALID, certificate_for
from formcheck.storage.passcodes import FILES, has_passcode, remove_passcode, role_of, set_passcode
from formcheck.storage.small_files import FOLDER

HERE = IPv4Address("192.168.1.5")
NOW = datetime(2026, 11, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    return tmp_path


def test_only_the_hash_is_kept_and_for_nobody_else(data):
    set_passcode("trainer", "kettle bell 7")
    kept = data / FILES["trainer"]
    assert kept.read_bytes().startswith(b"$argon2id$v=19$m=19456,t=2,p=1$")
    assert b"kettle" not in kept.read_bytes()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert has_passcode("trainer")
    assert not has_passcode("member")


def test_a_passcode_opens_its_own_role_and_nothing_else_does():
    set_passcode("trainer", "kettle bell 7")
    set_passcode("member", "yoga mat 12")
    assert role_of("kettle bell 7") == "trainer"
    assert role_of(" yoga mat 12\n") == "member"  # as a phone's keyboard ends a word
    assert role_of("ｙoga mat 12") == "member"  # a wide letter of a Chinese keyboard
    for wrong in ("", "kettle bell", "kettle bell 77", "KETTLE BELL 7", "x" * 10_000):
        assert role_of(wrong) is None
    assert remove_passcode("member")
    assert role_of("yoga mat 12") is None
    assert not remove_passcode("member")


@pytest.mark.parametrize("words", ["", "12345", "  12345  ", "x1" * 65, "111111", "123456", "654321", "abcdef"])
def test_what_is_too_short_too_long_or_too_easy_is_refused(words):
    with pytest.raises(BadChoice, match="choose another"):
        set_passcode("trainer", words)
    assert not has_passcode("trainer")


def test_both_roles_never_share_one():
    set_passcode("trainer", "kettle bell 7")
    with pytest.raises(BadChoice, match="different passcodes"):
        set_passcode("member", "kettle bell 7")
    set_passcode("trainer", "kettle bell 7")  # the same again for the same role


def test_a_role_without_a_passcode_costs_a_try_as_much_work(monkeypatch):
    set_passcode("trainer", "kettle bell 7")
    done = []
    monkeypatch.setattr(hashing, "hashed", lambda words: done.append(words) or b"")
    assert role_of("yoga mat 12") is None
    assert done == ["yoga mat 12"]


def test_a_damaged_file_opens_nothing(data):
    set_passcode("trainer", "kettle bell 7")
    (data / FILES["trainer"]).write_bytes(b"\xff$argon2id$nothing")
    assert role_of("kettle bell 7") is None


def test_a_certificate_names_this_machine_and_its_key_is_for_nobody_else(data):
    made = certificate_for(HERE, NOW)
    assert made.key.stat().st_mode & 0o777 == 0o600
    assert len(made.fingerprint.split(":")) == 32
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made.path, made.key)
    trusting = ssl.create_default_context(cafile=str(made.path))
    (told,) = trusting.get_ca_certs() or [ssl._ssl._test_decode_cert(str(made.path))]
    assert ("DNS", "localhost") in told["subjectAltName"]
    assert {one for kind, one in told["subjectAltName"] if kind == "IP Address"} == {"127.0.0.1", str(HERE)}


def test_a_certificate_stays_until_it_ends_or_the_address_is_another():
    first = certificate_for(HERE, NOW)
    assert certificate_for(HERE, NOW + timedelta(days=300)).fingerprint == first.fingerprint
    later = certificate_for(HERE, NOW + VALID - RENEW)
    assert later.fingerprint != first.fingerprint
    assert certificate_for(IPv4Address("10.0.0.9"), NOW + VALID).fingerprint != later.fingerprint
    before = certificate_for(HERE, NOW).fingerprint
    assert certificate_for(HERE, NOW - timedelta(days=30)).fingerprint != before, "of the future: a clock was wrong"


@pytest.mark.parametrize("broken", [CERTIFICATE, KEY])
def test_a_certificate_that_cannot_be_used_is_made_anew(data, broken):
    first = certificate_for(HERE, NOW)
    (data / broken).write_bytes(b"-----BEGIN nothing")
    assert certificate_for(HERE, NOW).fingerprint != first.fingerprint


def test_a_key_of_another_certificate_does_not_pass(data):
    other = certificate_for(IPv4Address("10.0.0.9"), NOW).key.read_bytes()
    first = certificate_for(HERE, NOW)
    (data / KEY).write_bytes(other)
    again = certificate_for(HERE, NOW)
    assert again.fingerprint != first.fingerprint
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(again.path, again.key)


def test_a_key_is_for_nobody_else_from_its_first_byte(monkeypatch):
    modes, write = [], Path.write_bytes

    def watched(path, content):
        count = write(path, content)
        modes.append(path.stat().st_mode & 0o777)
        return count

    monkeypatch.setattr(Path, "write_bytes", watched)
    certificate_for(HERE, NOW)
    assert modes == [0o600, 0o600]
