"""The benchmark: the numbers the README promises, measured on the real server over loopback.

`python3 -m tests.bench` prints medians and tails; trust ratios over milliseconds, machines are noisy.
"""

import asyncio
import base64
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from server.bootstrap import enter

SCREENS = 150
COMMANDS = 100
CLIENTS = 32
CHECK_INS_EACH = 100
ALONE = 400
TARGETS = {
    "command to the last of 150 screens, ms": "p50 ≤ 10, p99 ≤ 40",
    "check-in, one client, ms": "p50 ≤ 3",
    "check-ins, 32 clients, per second": "≥ 1500",
    "start to ready, s": "≤ 2",
    "server's memory, MiB": "≤ 150",
    "`next` in the core, ms": "p50 ≤ 1",
}


class Server:
    """A real server on a free port with a fresh `var`, and what a client needs to reach it."""

    def __init__(self, var: Path) -> None:
        from server.conference.commands import Role
        from server.web.access import Access

        self.port = _free_port()
        access = Access.at(var / "access.json")
        access.set_account("bench", Role.OPERATOR, "123456")
        self.kiosk = access.add_device("kiosk", "bench-kiosk")
        self.screen = access.add_device("screen", "hall-1", "hall")
        begun = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "server", "serve", "--port", str(self.port), "--var", str(var)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        asyncio.run(self._ready())
        self.start_s = time.perf_counter() - begun

    async def _ready(self) -> None:
        while True:
            try:
                async with Http(self.port) as http:
                    if (await http.call("GET", "/readyz"))[0] == 200:
                        return
            except OSError:
                await asyncio.sleep(0.01)

    def memory_mib(self) -> float:
        """The server's resident memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def stop(self) -> None:
        """End the server."""
        self.process.terminate()
        self.process.wait()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Http:
    """One kept-alive HTTP connection, as thin as can be so that the server is what is measured."""

    def __init__(self, port: int, token: str = "") -> None:
        self._port = port
        self._token = token

    async def __aenter__(self) -> "Http":
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
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


class Screen:
    """A wall screen: a raw WebSocket that notes when each version of its view arrived."""

    def __init__(self, port: int, token: str) -> None:
        self._port = port
        self._token = token
        self.arrived: dict[int, float] = {}

    async def connect(self) -> None:
        """Shake hands, sign in and wait for the first view."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        key = base64.b64encode(os.urandom(16)).decode()
        self._writer.write(
            (
                "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
                f"Host: 127.0.0.1:{self._port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
            ).encode()
        )
        await self._reader.readuntil(b"\r\n\r\n")
        self._send("40" + json.dumps({"token": self._token, "as": "hall", "screen": "hall-1"}))
        while not self.arrived:
            await self._one()

    async def watch(self) -> None:
        """Note every view from now on."""
        while True:
            await self._one()

    async def _one(self) -> None:
        first, length = await self._reader.readexactly(2)
        if length == 126:
            length = int.from_bytes(await self._reader.readexactly(2))
        elif length == 127:
            length = int.from_bytes(await self._reader.readexactly(8))
        text = (await self._reader.readexactly(length)).decode()
        if first & 0x0F == 1 and text.startswith('42["view"'):
            version = int(text.partition('"version":')[2].partition(",")[0])
            self.arrived[version] = time.perf_counter()
        elif text == "2":
            self._send("3")

    def _send(self, text: str) -> None:
        data = text.encode()
        size = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + len(data).to_bytes(2)
        self._writer.write(b"\x81" + size + b"\0\0\0\0" + data)


async def fan_out(server: Server) -> list[float]:
    """Milliseconds from sending a command to the last of the screens having the new view."""
    screens = [Screen(server.port, server.screen) for _ in range(SCREENS)]
    for screen in screens:
        await screen.connect()
    watching = [asyncio.create_task(screen.watch()) for screen in screens]
    took = []
    async with Http(server.port) as http:
        _, body = await http.call("POST", "/api/v1/session", {"name": "bench", "pin": "123456"})
        http._token = json.loads(body)["token"]
        for command in ("start", *("next", "back") * (COMMANDS // 2)):
            begun = time.perf_counter()
            asked = {"id": secrets.token_hex(8), "command": command}
            _, body = await http.call("POST", "/api/v1/commands", asked)
            version = json.loads(body)["version"]
            while not all(version in screen.arrived for screen in screens):
                await asyncio.sleep(0.0005)
            last = max(screen.arrived[version] for screen in screens)
            took.append((last - begun) * 1000)
            await asyncio.sleep(0.05)
    for task in watching:
        task.cancel()
    return took[1:]


async def one_by_one(server: Server) -> list[float]:
    """Milliseconds for each durable check-in of one kiosk."""
    took = []
    async with Http(server.port, server.kiosk) as http:
        for n in range(ALONE):
            begun = time.perf_counter()
            await http.call("POST", "/api/v1/check-ins", _scan(n))
            took.append((time.perf_counter() - begun) * 1000)
    return took


async def rush(server: Server) -> float:
    """Durable check-ins per second with 32 kiosks at once."""

    async def kiosk() -> None:
        async with Http(server.port, server.kiosk) as http:
            for n in range(CHECK_INS_EACH):
                status, _ = await http.call("POST", "/api/v1/check-ins", _scan(n))
                if status != 200:
                    raise AssertionError(status)

    begun = time.perf_counter()
    await asyncio.gather(*(kiosk() for _ in range(CLIENTS)))
    return CLIENTS * CHECK_INS_EACH / (time.perf_counter() - begun)


def _scan(n: int) -> dict[str, str]:
    return {"id": secrets.token_hex(8), "code": f"C-{n % 105 + 1:03d}"}


def core_next() -> list[float]:
    """Milliseconds for `next` in the core, all the way through the sample with everybody here."""
    from server.conference import COMMANDS, Actor, begin, decide, evolve
    from server.conference import ConferenceLoaded as Loaded
    from server.conference.attendance import DelegateCheckedIn
    from server.conference.commands import Role
    from server.config import SAMPLE
    from server.files import load

    now, by = datetime.now(UTC), Actor(id="bench", name="bench", role=Role.ADMIN)
    day = begin(Loaded(at=now, conference=load(SAMPLE), digest=""))
    for person in day.people.people:
        day = evolve(day, DelegateCheckedIn(at=now, person=person, place="bench", noted_at=now))
    step, record = COMMANDS["next"], COMMANDS["record_vote"]
    took = []
    while day.agenda.phase != "closed":
        waiting = next((name for name, ballot in day.votes.items() if ballot.open), None)
        if waiting:
            given = record.arguments(list=waiting, unanimous=True)
            for event in decide(day, record, given, by, now):
                day = evolve(day, event)
        begun = time.perf_counter()
        try:
            events = decide(day, step, step.arguments(), by, now)
        except Exception:
            break
        for event in events:
            day = evolve(day, event)
        took.append((time.perf_counter() - begun) * 1000)
    return took


def quantiles(values: list[float]) -> str:
    """Median and tail, as the README quotes them."""
    ordered = sorted(values)
    tail = ordered[min(len(ordered) - 1, round(len(ordered) * 0.99))]
    return f"p50 {statistics.median(ordered):.2f}, p99 {tail:.2f}"


def main() -> None:
    """Measure everything and print one line for each number."""
    figures: dict[str, str] = {"`next` in the core, ms": quantiles(core_next())}
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        try:
            figures["start to ready, s"] = f"{server.start_s:.2f}"
            measured: list[tuple[str, Callable[[Server], Awaitable[object]]]] = [
                ("command to the last of 150 screens, ms", fan_out),
                ("check-in, one client, ms", one_by_one),
                ("check-ins, 32 clients, per second", rush),
            ]
            for name, measure in measured:
                found = asyncio.run(measure(server))  # type: ignore[arg-type]
                figures[name] = quantiles(found) if isinstance(found, list) else f"{found:.0f}"
            figures["server's memory, MiB"] = f"{server.memory_mib():.0f}"
        finally:
            server.stop()
    for name, target in TARGETS.items():
        print(f"{name:42} {figures[name]:28} wanted {target}")


if __name__ == "__main__":
    enter("tests.bench", for_tests=True)
    main()
