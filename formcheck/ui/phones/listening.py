"""The second way in: HTTPS on the network's address, beside the machine's own, for the same app behind its gate."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Final
from urllib.parse import urlsplit

import streamlit as st
import uvicorn

from formcheck.ui.phones.gate import Gate
from formcheck.ui.phones.passes import open_at

CERTIFICATE: Final = "FORMCHECK_PHONES_CERTIFICATE"
KEY: Final = "FORMCHECK_PHONES_KEY"
CLOSING_S: Final = 1  # uvicorn wants whole seconds; phones' sockets are closed at once
HTTPS_PORT: Final = ":443"  # which browsers leave out
POLL_S: Final = 0.05
MEGABYTE: Final = 1_000_000
log = logging.getLogger("formcheck.ui")


class _Beside(uvicorn.Server):
    """A server that leaves Ctrl-C to the one it runs beside."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing is captured."""
        yield


@asynccontextmanager
async def for_phones(app: st.App) -> AsyncIterator[None]:
    """While the app is served on this machine, serve it to phones as well. Raises OSError where it cannot."""
    at = urlsplit(open_at())
    server = _Beside(
        uvicorn.Config(
            Gate(app, at.netloc.removesuffix(HTTPS_PORT)),
            host=at.hostname or "",
            port=at.port or 0,
            ssl_certfile=os.environ[CERTIFICATE],
            ssl_keyfile=os.environ[KEY],
            lifespan="off",  # the app's own is the machine's server's
            proxy_headers=False,  # nobody says for somebody else where they come from
            server_header=False,
            access_log=False,
            log_config=None,
            ws="websockets-sansio",  # as Streamlit's own
            ws_max_size=int(st.get_option("server.maxMessageSize")) * MEGABYTE,
            timeout_graceful_shutdown=CLOSING_S,
        )
    )
    serving = asyncio.create_task(server.serve())
    while not server.started and not serving.done():
        await asyncio.sleep(POLL_S)
    if serving.done():
        raise OSError(open_at())
    try:
        yield
    finally:
        server.should_exit = True
        await serving
