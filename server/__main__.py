"""python3 -m server: sets itself up on the first run, then hands over to the command line."""

import gc
import os
import sys
import warnings

from server import bootstrap
from server.signals import heed

SERVING = ("serve", "rehearse")
SUPERVISED = "--supervise"  # it starts the server in a process of its own
GIVES_WAY = 10

if __name__ == "__main__":
    bootstrap.enter("server")
    # To compile the server anew costs a quarter of a start: kept whatever the shell says of it.
    sys.dont_write_bytecode = False

    asked = sys.argv[1:2] or SERVING
    serves = asked[0] in SERVING or asked[0].startswith("-")
    if not serves and hasattr(os, "nice"):
        os.nice(GIVES_WAY)  # a copy or a paper never keeps the hall waiting
    if serves and SUPERVISED not in sys.argv:
        heed()
        gc.disable()  # what is loaded now stays: the server looks through it once, when it opens
        # Socket.IO can be a client too; a server calls nobody, and its means cost a tenth.
        for means in ("requests", "websocket"):
            sys.modules[means] = None  # type: ignore[assignment]
        # Names are the system's to look up: a resolver of its own costs a fifth of the start.
        os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
        # Whoever starts the server need not read that eventlet is in maintenance mode.
        with warnings.catch_warnings(action="ignore"):
            import eventlet

        eventlet.monkey_patch()

    from server.cli import main

    main()
