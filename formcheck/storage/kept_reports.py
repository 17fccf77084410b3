"""Reports of earlier runs, read back. What may change in a report without a new version: docs/report.md."""

from pathlib import Path
from typing import Final

import msgspec

from formcheck.errors import BadChoice, brief
from formcheck.i18n import gettext, gettext_noop
from formcheck.ordinary import MOST_REPORT_BYTES, UnfitFile, read_ordinary
from formcheck.reports.export import why_not
from formcheck.schema import SCHEMA_VERSION, Report
from formcheck.schema.undecodable import UNDECODABLE

NOT_ONE: Final = gettext_noop("{name} is not a report of FormCheck ({error}). Please choose a .report.json file.")


class _Versioned(msgspec.Struct, frozen=True):
    schema_version: int


def read_report(path: Path | str) -> Report:
    """Read a ``.report.json``, of this version of FormCheck or of an older one with the same ``schema_version``.

    Raises BadChoice when it is no report, or one whose numbers mean something else.
    """
    path = Path(path)
    try:
        content = read_ordinary(path, MOST_REPORT_BYTES)
        found = msgspec.json.decode(content, type=_Versioned).schema_version
        if found == SCHEMA_VERSION:
            return Report.from_json(content)
    except (OSError, UnfitFile) as error:
        why = why_not(error) if isinstance(error, OSError) else error
        raise BadChoice(gettext(NOT_ONE, name=path, error=why)) from error
    except UNDECODABLE as error:
        raise BadChoice(gettext(NOT_ONE, name=path, error=brief(error))) from error
    raise BadChoice(
        gettext(
            "{name} is a report of another version ({found}, here {own}). Please check the video again.",
            name=path,
            found=found,
            own=SCHEMA_VERSION,
        )
    )
