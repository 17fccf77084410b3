"""``formcheck app --phones``: the app on this machine as ever, and for phones in the same network beside it."""

import socket
from contextlib import suppress
from ipaddress import IPv4Address
from pathlib import Path
from typing import Final

from formcheck.cli import serve as serving
from formcheck.cli.terminal import say_line
from formcheck.errors import BadChoice

OWN: Final = "127.0.0.1"
FIRST_PORT, PORTS = 8501, 50
#: One of each range that private networks use (RFC 1918, 3927). Nothing is sent: the system only says which of its
#: own addresses it would send from.
SOMEWHERE: Final = ("192.168.255.254", "10.255.255.254", "172.31.255.254", "169.254.255.254")


def serve_to_phones(host: str, port: int | None, classes: Path | None = None) -> int:
    """Serve the app until Ctrl-C; returns the exit code. ``host``: the network's address, or 127.0.0.1 to find it.

    Raises BadChoice without a trainer's passcode, without a network, and as `formcheck.cli.serve.serve` does.
    """
    serving.need_app()
    from formcheck.storage.certificate import certificate_for
    from formcheck.storage.passcodes import has_passcode

    if not has_passcode("trainer"):
        raise BadChoice("Phones need a passcode: please run formcheck passcode set trainer first.")
    address = network_address() if host == OWN else _named_address(host)
    chosen = _free_port(address, port)
    certificate = certificate_for(address)
    say_line(f"Phones in this network open https://{address}:{chosen} and need a passcode.")
    say_line("Their browser warns once: this computer signed its certificate itself, and no browser can know it.")
    say_line("It is this computer if the browser shows this SHA-256 fingerprint of the certificate:")
    say_line(f"  {certificate.fingerprint}")
    given = {
        "FORMCHECK_PHONES": f"https://{address}:{chosen}",
        "FORMCHECK_PHONES_CERTIFICATE": str(certificate.path),
        "FORMCHECK_PHONES_KEY": str(certificate.key),
    }
    # "still": a source that changed would be loaded again, and forget who has given a passcode
    return serving.served([*serving.command(OWN, chosen), "still"], OWN, chosen, given | serving.named(classes))


def network_address() -> IPv4Address:
    """The address of this machine in its own network. Raises BadChoice where it is in none."""
    found = [address for far in SOMEWHERE if (address := _own_address(far)) is not None]
    if not found:
        raise BadChoice("This computer is in no network that phones could share: please connect it to your Wi-Fi.")
    return found[0]


def _own_address(far: str) -> IPv4Address | None:
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((far, 9))
        address = IPv4Address(probe.getsockname()[0])
        return address if _is_private(address) else None
    return None


def _named_address(host: str) -> IPv4Address:
    try:
        address = IPv4Address(host)
    except ValueError as error:
        name = host[: serving.NAME_CHARS]
        raise BadChoice(
            f"{name} is no address of a network: give --host one like 192.168.1.5, or leave it out."
        ) from error
    if not _is_private(address):
        raise BadChoice(f"{address} is no address of a private network: phones on the Internet are not let in.")
    return address


def _is_private(address: IPv4Address) -> bool:
    return address.is_private and not (address.is_loopback or address.is_unspecified)


def _free_port(address: IPv4Address, port: int | None) -> int:
    """A port that is free at both addresses. Raises BadChoice."""
    if port is not None:
        serving.check_free(str(address), port)
        return port
    for one in range(FIRST_PORT, FIRST_PORT + PORTS):
        try:
            for host in (OWN, str(address)):
                serving.check_free(host, one)
        except BadChoice:
            continue
        return one
    serving.check_free(str(address), 0)  # says what is wrong with the address, if that is it
    raise BadChoice(f"No port from {FIRST_PORT} on is free: please give another --port.")
