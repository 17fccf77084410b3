"""What msgspec raises of content that is not what was asked for, damaged or nested without end."""

from typing import Final

import msgspec

UNDECODABLE: Final = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
