"""python3 -m tests [pytest arguments]: sets itself up on the first run, then runs every test."""

import os
import sys

from server import bootstrap

# Without arguments: everything, three files at a time, for whoever drives a browser often waits. On
# a busy machine a browser may be starved for seconds, so a test that fails is tried again; one that
# fails three times has failed.
WHOLE = ["-q", "-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
WHOLE += ["--reruns", "2", "--reruns-delay", "1"]

if __name__ == "__main__":
    bootstrap.enter("tests", for_tests=True)

    import pytest

    from tests.browser_setup import ensure_chromium

    ensure_chromium()
    os.chdir(bootstrap.ROOT)
    sys.exit(pytest.main(sys.argv[1:] or WHOLE))
