"""`python3 -m tests.coverage [pytest arguments]`: which lines and branches of the server no test runs.

The servers that tests start are measured too, but for those they kill.
"""

import os
import subprocess
import sys
from pathlib import Path

from server import bootstrap

ROOT = Path(bootstrap.ROOT)
KEPT = ROOT / "tests" / "artifacts" / "coverage"
WHOLE = ["-q", "-n", "2", "--dist", "loadfile", "--reruns", "2"]


def measure(arguments: list[str]) -> int:
    """Run the tests under measurement and print what they leave out."""
    KEPT.mkdir(parents=True, exist_ok=True)
    _coverage("erase")
    status = _coverage("run", "-m", "pytest", *(arguments or WHOLE))
    _coverage("combine", "--quiet")
    _coverage("report")
    return status


def _coverage(*arguments: str) -> int:
    paths = os.environ | {"PYTHONPATH": str(ROOT)}  # its plugin is found wherever a test starts it
    command = [sys.executable, "-m", "coverage", *arguments]
    return subprocess.run(command, cwd=ROOT, env=paths, check=False).returncode


if __name__ == "__main__":
    bootstrap.enter("tests.coverage", for_tests=True)
    sys.exit(measure(sys.argv[1:]))
