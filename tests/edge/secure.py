"""A real server with secure pages, and a home in which a browser trusts its root."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from server.config import ROOT, SAMPLE
from server.setup.children import run
from tests.browser_setup import APT_GET, may_install
from tests.edge.clients import Http
from tests.edge.house import House


class SecureHouse(House):
    """A server with secure pages: `base` is its plain line, `secure` the pages themselves."""

    def __init__(self, var: Path, folder: Path = SAMPLE) -> None:
        super().__init__(var, folder)
        self.secure = f"https://127.0.0.1:{self.port}"

    def spawn(self, **env: str) -> "subprocess.Popen[bytes]":
        """Start the server with `--tls`, without waiting for it."""
        where = ["--port", str(self.port), "--var", str(self.var)]
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "server", "serve", str(self.folder), "--tls", *where],
                cwd=ROOT,
                env=os.environ | {"COLUMNS": "200", "PYTHONUNBUFFERED": "1"} | env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        return self.process

    def links(self) -> dict[str, str]:
        """The links that sign in once, by the page they open."""
        plain, self.base = self.base, self.secure
        try:
            return super().links()
        finally:
            self.base = plain

    def root(self) -> Path:
        """The root as a file, taken from the set-up page."""
        path = self.var.parent / f"{self.var.name}-root.pem"
        with Http(self.base) as http:
            path.write_bytes(http.get("/setup/root.pem").content)
        return path

    def guest(self, token: str | None = None) -> Http:
        """The calls of somebody who trusts the root and nothing else: a stranger, or `token`'s."""
        http = Http(self.secure, token)
        http.verify = str(self.root())
        return http


def trusting_home(folder: Path, root: Path) -> Path:
    """A home folder whose browsers trust `root`, as after the steps of the set-up page."""
    shelf = folder / ".pki" / "nssdb"
    shelf.mkdir(parents=True)
    tool = _certutil()
    run([tool, "-N", "-d", f"sql:{shelf}", "--empty-password"])
    run([tool, "-A", "-d", f"sql:{shelf}", "-t", "C,,", "-n", "hall", "-i", str(root)])
    return folder


def _certutil() -> str:
    """The tool that installs a root for Chromium on Linux."""
    if shutil.which("certutil") is None:
        if not may_install():
            pytest.fail("certutil is missing: apt-get install libnss3-tools")
        run([*APT_GET, "install", "-y", "libnss3-tools"])
    return "certutil"
