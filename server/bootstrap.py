"""The door: sets the project up on its first run, then moves into its own Python.

Standard library only, and little of it: every start passes here twice.
"""

import os
import sys

from server.setup.words import sentence

if sys.version_info < (3, 11):
    sys.exit(sentence("python_too_old", found=".".join(map(str, sys.version_info[:3]))))

from hashlib import sha256

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "Scripts/python.exe" if os.name == "nt" else "bin/python")
# A set-up is out of date when one of its recipes changes or one of its products is gone.
RECIPES = (
    "requirements.txt",
    "display/package.json",
    "display/package-lock.json",
    "server/setup/browser_packages.py",
)
TEST_RECIPES = ("tests/requirements.txt", "tests/package.json", "tests/package-lock.json")
PRODUCTS = (".vendor/stamp",)
TEST_PRODUCTS = (".setup/display/stamp", ".setup/tests/stamp")


def enter(module: str, for_tests: bool = False) -> None:
    """Go on only inside the project's own Python, complete; else set up and start anew there."""
    ready = is_ready(for_tests)
    if ready and is_inside():
        return
    if is_inside():
        # What runs inside an incomplete environment can't rebuild it under its own feet.
        become(sys._base_executable, module)  # type: ignore[attr-defined]
    if not ready:
        from server.setup.steps import set_up

        set_up(for_tests)
    become(PYTHON, module)


def import_map() -> dict[str, str]:
    """Bare name to URL, for the pages' import map."""
    from server.setup import browser_packages

    return browser_packages.import_map()


def node_command() -> list[str]:
    """The words that start Node, the system's or a private one."""
    from server.setup import node

    return node.node_command()


def is_inside() -> bool:
    """Whether this is the project's own Python."""
    return os.path.realpath(sys.prefix) == os.path.realpath(VENV)


def is_ready(for_tests: bool) -> bool:
    """Whether the set-up was finished, for the recipes as they are now."""
    products = PRODUCTS + TEST_PRODUCTS if for_tests else PRODUCTS
    if not all(os.path.exists(os.path.join(ROOT, product)) for product in products):
        return False
    try:
        with open(stamp(for_tests), encoding="utf-8") as file:
            return os.path.exists(PYTHON) and file.read() == mark(for_tests)
    except OSError:
        return False


def remember(for_tests: bool) -> None:
    """Write down that the set-up is finished; that of the tests includes the server's."""
    for each in {False, for_tests}:
        with open(stamp(each), "w", encoding="utf-8") as file:
            file.write(mark(each))


def forget() -> None:
    """Until the next success, nobody may take the set-up for finished."""
    for each in (False, True):
        if os.path.exists(stamp(each)):
            os.remove(stamp(each))


def stamp(for_tests: bool) -> str:
    """The file that says the set-up is finished."""
    return os.path.join(VENV, "ready-for-tests" if for_tests else "ready")


def mark(for_tests: bool) -> str:
    """What that file must hold: the recipes, and the Python that the environment leads to."""
    whole = sha256(os.path.realpath(PYTHON).encode())
    for recipe in RECIPES + TEST_RECIPES if for_tests else RECIPES:
        with open(os.path.join(ROOT, recipe), "rb") as file:
            whole.update(file.read())
    return whole.hexdigest()


def become(python: str, module: str) -> None:
    """Run `module` with that Python and the same arguments, in place of this process."""
    command = [python, "-m", module, *sys.argv[1:]]
    # Windows gives the prompt back at once when a process replaces itself.
    if os.name == "nt":
        import subprocess

        sys.exit(subprocess.call(command))
    os.execv(python, command)
