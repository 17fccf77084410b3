"""Runs a command with loopback and one dead end for a network, and counts what tried to leave:
``python alone.py COUNTS.json COMMAND...`` within ``unshare --net --mount``.

Everything that is not for this machine is routed to the dead end, names are asked for there, and nothing answers.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

DEAD_END, FAR_END = "leaving", "nowhere"  # the two ends of a cable
ADDRESS, GATEWAY, NAMES = "198.51.100.2", "198.51.100.1", "198.51.100.53"  # for documentation, nobody's (RFC 5737)
CABLE: Final = ("link", "add", DEAD_END, "type", "veth", "peer", "name", FAR_END)
SETTING_UP: Final = (
    ("link", "set", "lo", "up"),
    CABLE,
    ("address", "add", f"{ADDRESS}/24", "dev", DEAD_END),
    ("link", "set", DEAD_END, "up"),
    ("link", "set", FAR_END, "up"),
    ("route", "add", "default", "via", GATEWAY),
    # without these the first packet would be a question for a neighbour, and the count depend on a cache
    ("neighbour", "add", GATEWAY, "lladdr", "02:00:00:00:00:01", "dev", DEAD_END),
    ("neighbour", "add", NAMES, "lladdr", "02:00:00:00:00:02", "dev", DEAD_END),
)
SENT_AT: Final = 9  # in a line of /proc/net/dev, after its name: packets sent
Done: TypeAlias = "subprocess.CompletedProcess[str]"


@cache
def unshare() -> tuple[str, ...] | None:
    """The command that starts another with a network of its own; None where that is not allowed."""
    if sys.platform != "linux" or not (shutil.which("unshare") and shutil.which("ip")):
        return None
    for command in (("unshare", "--net", "--mount"), ("unshare", "--map-root-user", "--net", "--mount")):
        tried = [*command, "ip", *CABLE]
        if subprocess.run(tried, capture_output=True, check=False).returncode == 0:
            return command
    return None


def run_alone(command: Sequence[str], counts: Path, **how: object) -> tuple[Done, dict[str, int]]:
    """What came of a command, and what it tried to send."""
    within = unshare()
    assert within is not None
    whole = [*within, sys.executable, __file__, str(counts), *command]
    done = subprocess.run(whole, capture_output=True, text=True, check=False, **how)  # type: ignore[call-overload]
    return done, json.loads(counts.read_text())


def sent() -> dict[str, int]:
    """What has tried to leave: packets on the dead end, and those that found no way at all, also by IPv6."""
    links = dict(line.strip().split(":", 1) for line in _lines("/proc/net/dev")[2:])
    by_ip = dict(zip(*(line.split()[1:] for line in _lines("/proc/net/snmp") if line.startswith("Ip:")), strict=True))
    by_ip6 = dict(line.split() for line in _lines("/proc/net/snmp6"))
    return {
        "packets": int(links[DEAD_END].split()[SENT_AT]),
        "no way": int(by_ip["OutNoRoutes"]),
        "no way by IPv6": int(by_ip6.get("Ip6OutNoRoutes", 0)),
    }


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines()


def _set_up() -> None:
    # a dead end that speaks IPv6 would say so itself, to everybody
    Path("/proc/sys/net/ipv6/conf/default/disable_ipv6").write_text("1")
    for words in SETTING_UP:
        subprocess.run(["ip", *words], check=True)
    with tempfile.NamedTemporaryFile("w", prefix="resolv-", delete=False) as names:
        names.write(f"nameserver {NAMES}\noptions timeout:1 attempts:1\n")
    Path(names.name).chmod(0o644)
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)
    subprocess.run(["mount", "--bind", names.name, str(Path("/etc/resolv.conf").resolve())], check=True)
    Path(names.name).unlink()


def main(counts: str, *command: str) -> int:
    """Set up, run, count."""
    _set_up()
    before = sent()
    code = subprocess.run(command, check=False).returncode
    Path(counts).write_text(json.dumps({name: count - before[name] for name, count in sent().items()}))
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
