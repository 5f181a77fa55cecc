"""The guard on every call: where it comes from, whom it claims to speak for, how soon it ends."""

import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import websocket

from server.app import App
from server.conference.commands import Role
from server.config import Settings
from server.web.access import Access
from server.web.guard import COOKIE, READING
from server.web.openapi import document
from tests.edge.clients import PATIENCE_S, Http
from tests.edge.conftest import TINY
from tests.edge.house import House
from tests.edge.secure import SecureHouse
from tests.edge.test_http import told

PIN = "86420975"


@pytest.fixture(name="app", scope="module")
def _app(tmp_path_factory: pytest.TempPathFactory) -> App:
    """The whole server, put together and not listening."""
    return App(Settings(folder=TINY, var=tmp_path_factory.mktemp("guard") / "var"))


@pytest.fixture(name="cookie")
def _cookie(app: App) -> str:
    app.access.set_account("Điều hành Mẫu", Role.ADMIN, PIN)
    return app.access.sign_in("Điều hành Mẫu", PIN, "10.0.0.7")[0]


def writing_calls(app: App) -> Iterator[tuple[str, str]]:
    """Every method and path that may change something, with its places filled."""
    for rule in app.flask.url_map.iter_rules():
        if (rule.methods or set()) <= READING:
            continue
        values = dict.fromkeys(rule.arguments, "1")
        path = app.flask.url_map.bind("127.0.0.1").build(rule.endpoint, values)
        yield from ((method, path) for method in (rule.methods or set()) - READING)


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null", "https://localhost"])
def test_no_cookie_writes_from_elsewhere(app: App, cookie: str, origin: str | None) -> None:
    """
    No route that changes anything can be reached with a cookie from another site's page.
    """
    calls = list(writing_calls(app))
    guest = app.flask.test_client()
    guest.set_cookie(COOKIE, cookie)
    headers = {"Origin": origin} if origin else {}

    answers = {call: guest.open(call[1], method=call[0], headers=headers) for call in calls}

    assert len(calls) >= 10
    assert {} == {call: a.status for call, a in answers.items() if a.status_code != 403}
    assert {"foreign_origin"} == {(a.json or {})["code"] for a in answers.values()}


def test_every_call_is_described(app: App) -> None:
    """
    The document names every route of the interface, so that whoever walks it leaves none out.
    """
    described = {
        (method.upper(), path) for path, item in document()["paths"].items() for method in item
    }

    routes = {
        (method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in app.flask.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert set() == routes - described


def test_a_cookie_goes_over_secure_lines_only(tmp_path: Path) -> None:
    """
    Where the pages are secure, the cookie is never sent over a plain line.
    """
    with SecureHouse(tmp_path / "var", TINY) as secure:
        secure.account("trang", Role.ADMIN, PIN)
        with secure.guest() as page:
            page.headers["Origin"] = secure.secure
            page.post("/api/v1/session", json={"name": "trang", "pin": PIN}).raise_for_status()
            kept = [(cookie.name, cookie.secure) for cookie in iter(page.cookies)]

    assert [(COOKIE, True)] == kept


def test_nobody_speaks_for_another_site(shared: House, people: dict[Role, Http]) -> None:
    """
    A socket from a page of another site stays refused, whatever it says it was forwarded from.
    """
    headers = ["X-Forwarded-Host: evil.example", "X-Forwarded-Proto: http"]

    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        websocket.create_connection(
            f"ws://127.0.0.1:{shared.port}/socket.io/?EIO=4&transport=websocket",
            origin="http://evil.example",
            header=headers,
            cookie=f"{COOKIE}={people[Role.ADMIN].token}",
        )

    assert 400 == refused.value.status_code


def test_a_guesser_cannot_claim_another_address(house: House) -> None:
    """
    Guesses are counted by where they come from, not by where they say they come from.
    """
    with house.http() as guesser:
        tries = [
            guesser.post(
                "/api/v1/session",
                json={"name": f"tên {n}", "pin": "0000"},
                headers={"X-Forwarded-For": f"10.0.0.{n}", "Forwarded": f"for=10.0.0.{n}"},
            )
            for n in range(7)
        ]

    assert ["wrong_pin"] * 5 + ["locked"] * 2 == [told(answer)[1] for answer in tries]


@pytest.mark.parametrize("kind", ["screen", "kiosk"])
def test_a_revoked_device_loses_its_line(house: House, kind: str) -> None:
    """
    Who is let in no longer is cut off in the middle of the day, and cannot come back.
    """
    admin = house.enter("console")
    token = house.device(kind, "bị mất")
    audience = {"screen": "hall", "kiosk": "kiosk"}[kind]
    with house.socket(audience, token) as lost:
        revoked = admin.delete("/api/v1/devices/bị mất")
        give_up = time.monotonic() + PATIENCE_S
        while lost.connected and time.monotonic() < give_up:
            time.sleep(0.02)

        assert (200, False) == (revoked.status_code, lost.connected)
    with house.http(token) as back:
        assert 401 == back.get(f"/api/v1/view/{audience}").status_code
    admin.close()


class SlowDisk:
    """A thread beside the hub, in which work waits until the disk is done."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.done = threading.Event()

    def __call__(self, work: Any, *given: Any) -> Any:
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(self._later, work, *given).result()

    def _later(self, work: Any, *given: Any) -> Any:
        if work.__name__ == "_write":
            self.begun.set()
            assert self.done.wait(PATIENCE_S)
        return work(*given)


def test_a_slow_disk_keeps_nobody_at_the_door(tmp_path: Path) -> None:
    """
    While a sign-in is written down, however long it takes, those who are in are heard at once.
    """
    path = tmp_path / "access.json"
    token = Access.at(path).add_device("kiosk", "ki-ốt 1")
    Access.at(path).set_account("Lễ tân Mẫu", Role.RECEPTION, PIN)
    disk = SlowDisk()
    access = Access(path, lambda: datetime.now(UTC), disk)
    access.whose(token)

    with ThreadPoolExecutor(2) as hub:
        signing_in = hub.submit(access.sign_in, "Lễ tân Mẫu", PIN, "10.0.0.7")
        assert disk.begun.wait(PATIENCE_S)
        try:
            meanwhile = hub.submit(access.whose, token).result(timeout=PATIENCE_S)
            waited = not signing_in.done()
        finally:
            disk.done.set()
        let_in = access.whose(signing_in.result()[0])

    assert waited
    assert meanwhile is not None
    assert let_in is not None
    assert ["ki-ốt 1", "Lễ tân Mẫu"] == [meanwhile.actor.name, let_in.actor.name]
