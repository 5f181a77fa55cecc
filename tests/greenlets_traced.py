"""Lets coverage see what runs in green threads: each begins without a trace function of its own."""

import sys
import threading
from typing import Any

import greenlet


def coverage_init(registry: Any, options: dict[str, Any]) -> None:
    """What coverage calls in every process it measures."""
    greenlet.settrace(_begin_tracing)


def _begin_tracing(event: str, switch: object) -> None:
    hook = threading.gettrace()
    if sys.gettrace() is None and hook is not None:
        sys.settrace(hook)
