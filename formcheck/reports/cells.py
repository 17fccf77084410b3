"""Text in tables that people open in a spreadsheet, which takes some text for a formula and runs it."""

from typing import Final

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # a name may begin like one (OWASP)


def text_cell(text: str) -> str:
    """Text that a spreadsheet shows as text: with an apostrophe before what it would take for a formula.

    Of one kind of line end, because Python's writer leaves the others unquoted and what follows would begin a row.
    """
    one_kind = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{one_kind}" if text.startswith(FORMULA) else one_kind
