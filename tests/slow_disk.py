"""python3 -m tests.slow_disk serve …: the server on a disk that takes seconds for what is asked of it.

What is written, the trail that is read from it, and every PIN that is hashed, stands still in the operating system's own sleep, as a write to a bad disk does: on
the hub it would stop everything, in a thread of its own nothing.
"""

import functools
import warnings
from collections.abc import Callable
from typing import Any

STANDS_STILL_S = 2.0


def slowed(work: Callable[..., Any], sleep: Callable[[float], None]) -> Callable[..., Any]:
    """The same work, on a bad disk."""

    @functools.wraps(work)
    def slow(*given: Any, **named: Any) -> Any:
        sleep(STANDS_STILL_S)
        return work(*given, **named)

    return slow


def main() -> None:
    """Start the server once everything it writes is slow."""
    with warnings.catch_warnings(action="ignore"):
        import eventlet
        import eventlet.patcher

    eventlet.monkey_patch()
    sleep = eventlet.patcher.original("time").sleep
    from server import projection
    from server.app import App
    from server.cli import main as command_line
    from server.keeping import exports, rounds
    from server.web import access, access_file, locks

    for owner, name in (
        (rounds.Rounds, "_there"),
        (rounds.Rounds, "_done"),
        (projection, "stamp"),
        (exports, "_notes"),
        (exports, "_read"),
        (access.Access, "_verified"),
        (locks, "locked_with"),
    ):
        setattr(owner, name, slowed(getattr(owner, name), sleep))

    run = App.run

    def run_slowly(app: App, listener: Any, ready: Callable[[], None]) -> None:
        app.journal.append = slowed(app.journal.append, sleep)  # type: ignore[method-assign]
        app.journal.deeds = slowed(app.journal.deeds, sleep)  # type: ignore[method-assign]
        access_file._write = slowed(access_file._write, sleep)
        run(app, listener, ready)

    App.run = run_slowly  # type: ignore[method-assign,assignment]
    command_line()


if __name__ == "__main__":
    main()
