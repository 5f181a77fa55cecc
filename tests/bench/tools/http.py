"""HTTP as thin as can be, so that the server is what is measured."""

import asyncio
import json
import secrets
import ssl
from typing import Any, Self

from tests.edge.house import House


class Http:
    """One kept-alive connection, in the name of whoever holds `token`."""

    def __init__(self, house: House, token: str = "", trust: ssl.SSLContext | None = None) -> None:
        self._port = house.port
        self._token = token
        self._trust = trust

    async def __aenter__(self) -> Self:
        self._reader, self._writer = await asyncio.open_connection(
            "127.0.0.1", self._port, ssl=self._trust
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()

    async def call(self, method: str, path: str, body: object = None) -> tuple[int, bytes]:
        """The status and the body of one call."""
        data = json.dumps(body).encode() if body is not None else b""
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
            f"Authorization: Bearer {self._token}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(data)}\r\n\r\n"
        )
        self._writer.write(head.encode() + data)
        answer = (await self._reader.readuntil(b"\r\n\r\n")).decode()
        length = int(answer.lower().split("content-length:")[1].split()[0])
        return int(answer.split()[1]), await self._reader.readexactly(length)

    async def command(self, name: str, **args: Any) -> int:
        """Give a command; the version it led to."""
        asked = {"id": secrets.token_hex(8), "command": name, "args": args}
        status, body = await self.call("POST", "/api/v1/commands", asked)
        if status != 200:
            raise RuntimeError(f"{name}: {status} {body.decode()}")
        return int(json.loads(body)["version"])

    async def scan(self, code: str) -> dict[str, Any]:
        """Hold a code before the kiosk; the answer."""
        asked = {"id": secrets.token_hex(8), "code": code}
        status, body = await self.call("POST", "/api/v1/check-ins", asked)
        if status != 200:
            raise RuntimeError(f"scan: {status} {body.decode()}")
        return dict(json.loads(body))
