"""python3 -m tests.deafened serve …: the server whose ear is closed by the signal SIGUSR1.

What a system does to a listening socket when its network goes down for good, done on request.
"""

import signal
import socket
import warnings
from collections.abc import Callable
from typing import Any


def main() -> None:
    """Start the server so that it can be made deaf."""
    with warnings.catch_warnings(action="ignore"):
        import eventlet

    eventlet.monkey_patch()
    from server.app import App
    from server.cli import main as command_line

    run = App.run

    def run_until_deaf(app: App, listener: Any, ready: Callable[[], None]) -> None:
        signal.signal(signal.SIGUSR1, lambda *_: listener.shutdown(socket.SHUT_RDWR))
        run(app, listener, ready)

    App.run = run_until_deaf  # type: ignore[method-assign,assignment]
    command_line()


if __name__ == "__main__":
    main()
