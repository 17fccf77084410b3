"""``formcheck passcode``: what phones in the same network need before they see anything."""

import getpass
import sys
from typing import Annotated, Literal

import typer

from formcheck.cli.serve import need_app
from formcheck.cli.terminal import say_line
from formcheck.errors import BadChoice, OutputError

RoleArgument = Annotated[Literal["trainer", "member"], typer.Argument(help="Whose passcode.", show_default=False)]
passcode_app = typer.Typer(
    rich_markup_mode=None, help="Set the passcodes that phones need with formcheck app --phones."
)


@passcode_app.command("set")
def set_(role: RoleArgument) -> None:
    """Set a passcode of at least 6 characters; it is asked for and not shown.

    trainer opens every page, member all but Review and Studio. Without a terminal, it is read from the first line of
    standard input.
    """
    need_app()
    from formcheck.storage.passcodes import set_passcode

    set_passcode(role, _asked(role))
    say_line(f"The passcode for {role}s is set. It holds for every phone that comes from now on.")


@passcode_app.command()
def remove(role: RoleArgument) -> None:
    """Remove a passcode: no phone comes in by it any more."""
    need_app()
    from formcheck.storage.passcodes import remove_passcode

    try:
        was = remove_passcode(role)
    except OSError as error:
        raise OutputError(
            f"We can't remove the passcode ({error.strerror}): please check the folder of your data."
        ) from error
    say_line(f"The passcode for {role}s is gone." if was else f"There is no passcode for {role}s.")


def _asked(role: str) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    try:
        first = getpass.getpass(f"Passcode for {role}s: ")
        again = getpass.getpass("The same again: ")
    except EOFError as error:
        raise BadChoice("No passcode was typed.") from error
    if first != again:
        raise BadChoice("The two are not the same: please try again.")
    return first
