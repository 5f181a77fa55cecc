"""The calls as the log keeps them: what was asked for, how it went, never by whom or with what."""

import logging
import time

from flask import Flask, Response, g, request

from .guard import READING

log = logging.getLogger("calls")


def noted(flask: Flask) -> None:
    """Note every call that writes, and every one that failed."""
    flask.before_request(_begin)
    flask.after_request(_note)


def _begin() -> None:
    g.begun = time.monotonic()


def _note(response: Response) -> Response:
    failed = response.status_code >= 400
    if failed or request.method not in READING:
        rule = request.url_rule
        log.info(
            "call",
            extra={
                "method": request.method,
                # The rule, not the path: a path may carry a name or what somebody searches for.
                "route": rule.rule if rule is not None else None,
                "status": response.status_code,
                "ms": round((time.monotonic() - g.begun) * 1000, 1),
            },
        )
    return response
