"""`python3 -m tests.coverage [pytest arguments]`: which lines and branches of the server no test runs.

The servers that tests start are measured too, but for those they kill. It goes part by part, so
that what was measured counts even where it is ended, and no part takes longer than its limit. The
tests in browsers are left out: what they alone drive counts as not run.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

from server import bootstrap

ROOT = Path(bootstrap.ROOT)
KEPT = ROOT / "tests" / "artifacts" / "coverage"
PARTS = (
    ["tests/conference"],
    ["tests/edge"],
    ["tests", "--ignore-glob=tests/[ce]*/"],
)
TOGETHER = ["-q", "-n", "2", "--dist", "loadfile", "--reruns", "2"]
# Said a thousand times over, these take hours to be counted; what they alone run counts as not run.
TOGETHER += ["--deselect", "tests/conference/test_laws.py"]
TOGETHER += [
    "--deselect",
    "tests/edge/test_desk.py::TestOrder::test_no_command_is_lost_between_threads",
]
LIMIT_S = 2400
COVERAGE = [sys.executable, "-m", "coverage"]


def measure(arguments: list[str]) -> int:
    """Run the tests under measurement and print what they leave out."""
    KEPT.mkdir(parents=True, exist_ok=True)
    _coverage("erase")
    parts = [arguments] if arguments else [[*TOGETHER, *part] for part in PARTS]
    status = max([_run(part) for part in parts])
    _coverage("combine", "--quiet")
    _coverage("report")
    return status


def _run(part: list[str]) -> int:
    """Run a part of the tests; one that takes too long is ended, and counts as failed."""
    tests = subprocess.Popen([*COVERAGE, "run", "-m", "pytest", *part], cwd=ROOT, env=_env())
    try:
        return tests.wait(LIMIT_S)
    except subprocess.TimeoutExpired:
        print(f"ended after {LIMIT_S} s: {' '.join(part)}")
        tests.send_signal(signal.SIGINT)
        return tests.wait() or 1


def _coverage(*arguments: str) -> int:
    return subprocess.run([*COVERAGE, *arguments], cwd=ROOT, env=_env(), check=False).returncode


def _env() -> dict[str, str]:
    """Its plugin is found wherever a test starts it."""
    return os.environ | {"PYTHONPATH": str(ROOT)}


if __name__ == "__main__":
    bootstrap.enter("tests.coverage", for_tests=True)
    sys.exit(measure(sys.argv[1:]))
