"""The calls as the log keeps them: what was asked for, how it went, never by whom or with what."""

import logging
import time

from flask import Flask, Response, g, request

from .guard import READING

log = logging.getLogger("calls")

# What is answered here stands in the journal already, with who asked and what came of it.
JOURNALED = frozenset({"/api/v1/commands", "/api/v1/check-ins", "/api/v1/check-ins/batch"})


def noted(flask: Flask) -> None:
    """Note every call that writes something else than the journal, and every one that failed."""
    flask.before_request(_begin)
    flask.after_request(_note)


def _begin() -> None:
    g.begun = time.monotonic()


def _note(response: Response) -> Response:
    # The rule, not the path: a path may carry a name or what somebody searches for.
    rule = request.url_rule.rule if request.url_rule is not None else None
    failed = response.status_code >= 400
    if failed or (request.method not in READING and rule not in JOURNALED):
        log.info(
            "call",
            extra={
                "method": request.method,
                "route": rule,
                "status": response.status_code,
                "ms": round((time.monotonic() - g.begun) * 1000, 1),
            },
        )
    return response
