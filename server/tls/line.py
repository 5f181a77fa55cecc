"""The line: one port speaks both ways, so that an address typed without https still leads in.

Whoever begins with a handshake gets a secure line; whoever speaks plainly is heard plainly, and
what they may ask for then is decided by `server.web.setup.porch`.
"""

import socket
import ssl
from pathlib import Path
from typing import Any

HANDSHAKE = b"\x16"
PATIENCE_S = 30


def context_of(certificate: Path) -> ssl.SSLContext:
    """How the server speaks securely, with the certificate and key of that file."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    context.load_cert_chain(certificate)
    return context


def both_ways(protocol: Any, context: ssl.SSLContext) -> Any:
    """An HTTP protocol like `protocol` of the WSGI server, on secure lines and on plain ones."""

    class BothWays(protocol):  # type: ignore[misc]  # the WSGI server carries no types
        """A protocol that finds out first how its guest speaks."""

        def __init__(self, state: Any, server: Any) -> None:
            if _is_settled(state, context):
                super().__init__(state, server)

        def get_environ(self) -> Any:
            environ = super().get_environ()
            if isinstance(self.connection, ssl.SSLSocket):
                environ |= {"wsgi.url_scheme": "https", "HTTPS": "on"}
            return environ

    return BothWays


def _is_settled(state: Any, context: ssl.SSLContext) -> bool:
    """Put the line to speak on in its place; answer whether anybody is left on it."""
    raw = state[1]
    raw.settimeout(PATIENCE_S)
    try:
        if raw.recv(1, socket.MSG_PEEK) == HANDSHAKE:
            # Known before the handshake, so that one that takes too long can be cut.
            state[1] = context.wrap_socket(raw, server_side=True, do_handshake_on_connect=False)
            state[1].do_handshake()
    except OSError:
        return False
    state[1].settimeout(None)
    return True
