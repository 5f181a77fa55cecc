"""A real server on a free port with a folder of its own, and clients that speak to it as pages do.

    with House(tmp_path / "var") as house:
        operator = house.enter("console")
        operator.command("open_reception")
        kiosk = house.http(house.device("kiosk", "ki-ốt 1"))
        kiosk.scan(house.code("C-037"))
        with house.socket("hall", house.device("screen", "hall-1", "hall")) as wall:
            operator.command("blackout")
            wall.wait(lambda view: view["screen"]["mode"] == "blackout")

Leaving the `with` kills the server: it promises to survive that, and it is the quickest way out.
"""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from functools import cached_property
from pathlib import Path
from typing import Self

import requests

from server.conference import Conference, Event
from server.conference.badges import code_of
from server.conference.commands import Role
from server.config import ROOT, SAMPLE, Settings
from server.files import load
from server.journal import read_only
from server.secret import kept_secret
from server.web.access import Access
from server.web.addresses import of_device
from tests.edge.clients import PATIENCE_S, Http, Socket

STARTS_WITHIN_S = 60  # a server takes about one, a crowded machine as long as it likes


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class House:
    """A server with a folder of its own; it listens from `start` to `close`."""

    def __init__(self, var: Path, folder: Path = SAMPLE, *options: object) -> None:
        self.var = var
        self.folder = folder
        self.options = [str(option) for option in options]
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.access = Access.at(self.settings.access)
        self._log = var.parent / f"{var.name}.log"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def settings(self) -> Settings:
        """The settings the server was started with."""
        return Settings(folder=self.folder, var=self.var, port=self.port)

    @property
    def journal(self) -> Path:
        """The file the day is written to."""
        return self.settings.journal

    # The process.

    def start(self, **env: str) -> None:
        """Start the server and wait until it is ready; `env` adds to its environment."""
        self.spawn(**env)
        try:
            self.ready()
        except Exception:
            self.close()
            raise

    def command(self) -> list[str]:
        """What starts the server."""
        return [sys.executable, "-m", "server", "serve"]

    def spawn(self, **env: str) -> "subprocess.Popen[bytes]":
        """Start the server without waiting for it."""
        where = [str(self.folder), "--port", str(self.port), "--var", str(self.var)]
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command() + where + self.options,
                cwd=ROOT,
                env=os.environ | {"COLUMNS": "200", "PYTHONUNBUFFERED": "1"} | env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        return self.process

    def ready(self, timeout_s: float = STARTS_WITHIN_S) -> None:
        """Wait until the server answers that it is ready."""
        assert self.process is not None
        give_up = time.monotonic() + timeout_s
        with Http(self.base) as http:
            while time.monotonic() < give_up:
                if self.process.poll() is not None:
                    raise RuntimeError(f"the server has ended:\n{self.said()}")
                try:
                    if http.get("/readyz", timeout=1).status_code == 200:
                        return
                except requests.RequestException:
                    time.sleep(0.02)
        raise TimeoutError(f"not ready within {timeout_s} s:\n{self.said()[-2000:]}")

    def kill9(self) -> None:
        """End the server as a pulled plug does."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def stop(self, timeout_s: float = PATIENCE_S) -> int:
        """Ask the server to stop and answer its exit status."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout_s)
        self.process = None
        return status

    def restart(self) -> None:
        """Pull the plug and start again, on the same port and folder."""
        self.kill9()
        self.start()

    def close(self) -> None:
        """Be gone, whatever state the server is in; measured, it may write down what it ran."""
        if "COVERAGE_PROCESS_CONFIG" in os.environ and self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.stop()
        self.kill9()

    def said(self) -> str:
        """All that the server has written to its terminal."""
        return self._log.read_text(encoding="utf-8") if self._log.exists() else ""

    def links(self) -> dict[str, str]:
        """The links that sign in once, as the last start showed them, by the page they open."""
        found = re.findall(rf"({re.escape(self.base)}/(\w+)\S*#key=\S+)", self.said())
        return {page: link for link, page in found}

    # Who comes in.

    def account(self, name: str, role: Role | str, pin: str) -> None:
        """Make an account, as the command line does while the server runs."""
        self.access.set_account(name, Role(role), pin)

    def device(self, kind: str, name: str, role: str | None = None) -> str:
        """Pair a screen (with its role), a kiosk or a reception desk, and answer its token."""
        return self.access.add_device(kind, name, role)

    def address(self, kind: str, name: str, role: str | None, token: str) -> str:
        """The address to open on a paired device."""
        return of_device(self.base, kind, name, role, token)

    def url(self, path: str) -> str:
        """The address of a page."""
        return f"{self.base}{path}"

    def sign_in(self, name: str, role: Role | str, pin: str = "135790") -> Http:
        """Make an account, sign in with its PIN, and answer that person's calls."""
        self.account(name, role, pin)
        with Http(self.base) as stranger:
            answer = stranger.post("/api/v1/session", json={"name": name, "pin": pin})
        answer.raise_for_status()
        return self.http(answer.json()["token"])

    def enter(self, page: str) -> Http:
        """Use up the link of `page` that signs in once, and answer that person's calls."""
        with Http(self.base) as stranger:
            key = self.links()[page].partition("#key=")[2]
            answer = stranger.post("/api/v1/session", json={"key": key})
        answer.raise_for_status()
        return self.http(answer.json()["token"])

    def http(self, token: str | None = None) -> Http:
        """The calls of whoever holds `token`; nobody, without one."""
        return Http(self.base, token)

    def socket(self, as_: str, token: str, screen: str | None = None) -> Socket:
        """A socket that watches `as_`, once it has been shown its first view."""
        auth = {"token": token, "as": as_}
        found = Socket(self.base, auth | ({"screen": screen} if screen is not None else {}))
        found.wait()
        return found

    # What is known of the day beside the server.

    def code(self, person: str, serial: int = 1) -> str:
        """The code on the `serial`-th badge of a person of the folder."""
        return code_of(kept_secret(self.var), self.plan.code, person, serial)

    @cached_property
    def plan(self) -> Conference:
        """The conference of the folder."""
        return load(self.folder)

    def events(self) -> list[Event]:
        """Every event on disk now."""
        return read_only(self.journal)
