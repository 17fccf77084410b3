"""Sentences made ready for a page: safe in Markdown."""


def plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line: names of files are not ours to trust."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#$~|:" else c for c in " ".join(text.split()))
