"""Clients that speak to a real server the way its pages do: over HTTP and over Socket.IO."""

import contextlib
import secrets
import threading
import time
from collections.abc import Callable
from queue import Empty, Queue
from typing import Any, Self

import requests
import socketio
from socketio.exceptions import BadNamespaceError
from socketio.exceptions import ConnectionError as Unconnected

PATIENCE_S = 20


def new_id() -> str:
    """An id no command and no scan has had."""
    return secrets.token_hex(8)


class Refusal(Exception):
    """The server refused a socket's connect; `told` is the refusal it gave."""

    def __init__(self, told: Any) -> None:
        super().__init__(str(told))
        self.told = told


class Http(requests.Session):
    """The calls of one person or device, by the token it holds (none: a stranger)."""

    def __init__(self, base: str, token: str | None = None) -> None:
        super().__init__()
        self.trust_env = False
        self.base = base
        self.token = token
        if token is not None:
            self.headers["Authorization"] = f"Bearer {token}"

    def request(self, method: Any, url: Any, *given: Any, **named: Any) -> requests.Response:
        """As `requests` does it, by the path alone; it follows no redirect and never waits long."""
        named.setdefault("timeout", PATIENCE_S)
        named["allow_redirects"] = False
        return super().request(method, f"{self.base}{url}", *given, **named)

    def command(
        self,
        name: str,
        args: dict[str, Any] | None = None,
        *,
        id: str | None = None,
        expects: int | None = None,
    ) -> requests.Response:
        """Ask for a command."""
        asked: dict[str, Any] = {"id": id or new_id(), "command": name, "args": args or {}}
        if expects is not None:
            asked["expects"] = expects
        return self.post("/api/v1/commands", json=asked)

    def scan(self, code: str, *, id: str | None = None, **more: Any) -> requests.Response:
        """Hold a code before the kiosk."""
        return self.post("/api/v1/check-ins", json={"id": id or new_id(), "code": code, **more})

    def view(self, audience: str, screen: str | None = None) -> dict[str, Any]:
        """The whole view now."""
        asked = {"screen": screen} if screen is not None else {}
        answer = self.get(f"/api/v1/view/{audience}", params=asked)
        answer.raise_for_status()
        return dict(answer.json())


class Socket:
    """A page's socket: remembers every view it was sent, newest last."""

    def __init__(self, base: str, auth: Any, headers: dict[str, str] | None = None) -> None:
        self.views: list[dict[str, Any]] = []
        self._news = threading.Condition()
        self._client = socketio.Client(reconnection=False)
        self._client.on("view", self._viewed)
        refused: list[Any] = []
        self._client.on("connect_error", refused.append)
        try:
            self._client.connect(
                base,
                auth=auth,
                headers=headers or {},
                transports=["websocket"],
                wait_timeout=PATIENCE_S,
            )
        except Unconnected as exc:
            self._client.shutdown()
            told = refused[0] if refused else {"message": str(exc)}
            raise Refusal(told.get("data", told) if isinstance(told, dict) else told) from None
        self._line = self._client.eio.ws

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _viewed(self, view: dict[str, Any]) -> None:
        with self._news:
            self.views.append(view)
            self._news.notify_all()

    @property
    def connected(self) -> bool:
        """Whether the server still holds the other end."""
        return bool(self._client.connected)

    @property
    def view(self) -> dict[str, Any]:
        """The newest view."""
        return self.views[-1]

    def wait(
        self,
        until: Callable[[dict[str, Any]], object] = lambda view: True,
        *,
        after: int = 0,
        timeout_s: float = PATIENCE_S,
    ) -> dict[str, Any]:
        """The newest view, once there is one that satisfies `until` behind the first `after`."""

        def seen() -> bool:
            return any(until(view) for view in self.views[after:])

        with self._news:
            if not self._news.wait_for(seen, timeout_s):
                raise TimeoutError(f"no such view within {timeout_s} s, of {len(self.views)}")
            return self.views[-1]

    def call(self, event: str, *payload: Any) -> Any:
        """Send an event and answer what the server acknowledges it with."""
        answers: Queue[tuple[Any, ...]] = Queue()
        try:
            self._client.emit(event, payload, callback=lambda *answer: answers.put(answer))
        except BadNamespaceError as exc:
            raise ConnectionError("the server has gone") from exc
        give_up = time.monotonic() + PATIENCE_S
        while time.monotonic() < give_up:
            with contextlib.suppress(Empty):
                answer = answers.get(timeout=0.05)
                return answer[0] if len(answer) == 1 else answer
            if not self.connected:
                raise ConnectionError("the server has gone")
        raise TimeoutError(f"{event}: no answer within {PATIENCE_S} s")

    def tell(self, event: str, *payload: Any) -> None:
        """Send an event and ask for no acknowledgement."""
        self._client.emit(event, payload)

    def command(
        self,
        name: str,
        args: dict[str, Any] | None = None,
        *,
        id: str | None = None,
        expects: int | None = None,
    ) -> dict[str, Any]:
        """Ask for a command."""
        asked = {"id": id or new_id(), "command": name, "args": args or {}, "expects": expects}
        return dict(self.call("command", asked))

    def scan(self, code: str, *, id: str | None = None, **more: Any) -> dict[str, Any]:
        """Hold a code before the kiosk."""
        return dict(self.call("check_in", {"id": id or new_id(), "code": code, **more}))

    def close(self) -> None:
        """Leave, and wait until the client's threads have gone."""
        self._client.shutdown()
        self._line.shutdown()  # after a lost connection the library leaves it open
