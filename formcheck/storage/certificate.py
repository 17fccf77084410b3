"""The certificate by which phones in the same network talk to this machine over HTTPS: made here, signed by itself.

A phone's browser cannot know it and says so. Who compares the fingerprint knows that nobody stands between.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from formcheck.errors import BadChoice
from formcheck.i18n import gettext
from formcheck.ordinary import UnfitFile
from formcheck.reports.export import why_not
from formcheck.storage.small_files import data_folder, read_small, write_whole

CERTIFICATE, KEY = "phones.crt", "phones.key"
VALID: Final = timedelta(days=397)  # the most that every browser takes
RENEW: Final = timedelta(days=7)  # chosen: it does not end in the middle of a week's classes
CLOCKS: Final = timedelta(days=1)  # a phone's clock may be behind


@dataclass(frozen=True, slots=True)
class Certificate:
    """Where certificate and key lie, and the certificate's SHA-256 as browsers show it."""

    path: Path
    key: Path
    fingerprint: str


def certificate_for(address: IPv4Address, now: datetime | None = None) -> Certificate:
    """The certificate that names this machine by this address; a new one where there is none that will do.

    Raises BadChoice where it cannot be kept.
    """
    now = now or datetime.now(UTC)
    path, key = data_folder() / CERTIFICATE, data_folder() / KEY
    found = _fit(path, key, address, now)
    if found is None:
        found = _make(path, key, address, now)
    return Certificate(path, key, found.fingerprint(SHA256()).hex(":").upper())


def _names(address: IPv4Address) -> x509.SubjectAlternativeName:
    own = IPv4Address("127.0.0.1")
    return x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(own), x509.IPAddress(address)])


def _fit(path: Path, key: Path, address: IPv4Address, now: datetime) -> x509.Certificate | None:
    """The one that is kept, where it names this address, holds for a while, and has its key beside it."""
    try:
        found = x509.load_pem_x509_certificate(read_small(path))
        own = load_pem_private_key(read_small(key), None).public_key()
        named = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, UnfitFile, ValueError, TypeError, x509.ExtensionNotFound):
        return None
    form = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    same_key = own.public_bytes(*form) == found.public_key().public_bytes(*form)
    in_time = found.not_valid_before_utc <= now < found.not_valid_after_utc - RENEW
    return found if same_key and in_time and named == _names(address) else None


def _make(path: Path, key: Path, address: IPv4Address, now: datetime) -> x509.Certificate:
    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"FormCheck at {address}")])
    made = (
        x509.CertificateBuilder(subject_name=name, issuer_name=name, public_key=secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCKS)
        .not_valid_after(now - CLOCKS + VALID)
        .add_extension(_names(address), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)  # it vouches for nobody else
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(secret, SHA256())
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(key, secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        write_whole(path, made.public_bytes(Encoding.PEM))
    except OSError as error:
        raise BadChoice(gettext("We can't keep the certificate: {why}.", why=why_not(error))) from error
    return made
