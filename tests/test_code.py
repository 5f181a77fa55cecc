"""The code itself: the linters and type checkers, and the browser modules' own tests, in one run."""

import subprocess
import sys
from pathlib import Path

import pytest

from server.bootstrap import ROOT, node_command

NODE_MODULES = Path(ROOT) / ".setup" / "tests" / "node_modules"
PYTHON = {
    "ruff": ["ruff", "check", "."],
    "ruff-format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy", "server"],
}


def run(command: list[str]) -> None:
    """Run a tool over the repository; its own words are the failure's."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("tool", PYTHON.values(), ids=PYTHON)
def test_python_is_clean(tool: list[str]) -> None:
    """
    The Python code is linted, formatted and typed.
    """
    run([sys.executable, "-m", *tool])


def test_browser_modules_are_linted() -> None:
    """
    ESLint has nothing to say about the browser code.
    """
    eslint = str(NODE_MODULES / "eslint" / "bin" / "eslint.js")
    run(
        [*node_command(), eslint, "--config", "tests/eslint.config.js", "display", "kiosk", "tests"]
    )


def test_browser_modules_are_typed() -> None:
    """
    The JSDoc types of the browser code hold.
    """
    tsc = str(NODE_MODULES / "typescript" / "bin" / "tsc")
    run([*node_command(), tsc, "-p", "tests"])


def test_browser_modules_behave() -> None:
    """
    The browser modules' own tests pass in Node.
    """
    tests = sorted(str(path) for path in (Path(ROOT) / "tests" / "browser").glob("*.test.js"))
    run([*node_command(), "--import", "./tests/bare_names.mjs", "--test", *tests])
