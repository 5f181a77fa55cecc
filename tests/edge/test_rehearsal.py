"""A rehearsal walks a whole morning by itself, on a copy, with a watermark."""

import os
import subprocess
import sys
import time
from pathlib import Path

from server.config import ROOT
from tests.edge.clients import PATIENCE_S
from tests.edge.conftest import TINY
from tests.edge.house import House

AS_FAST_AS_IT_GOES = 1_000_000
MORNING_S = 8 * PATIENCE_S


class Rehearsal(House):
    """A server that rehearses: its folder is a temporary one in `var`."""

    def spawn(self, **env: str) -> "subprocess.Popen[bytes]":
        """Start to rehearse."""
        where = [str(self.folder), "--port", str(self.port), "--speed", str(AS_FAST_AS_IT_GOES)]
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "server", "rehearse", *where],
                cwd=ROOT,
                env=os.environ | {"COLUMNS": "200", "TMPDIR": str(self.var)} | env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        return self.process


def test_a_rehearsal_walks_to_the_end_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """
    From the opening of the doors to the close; each wall says that it is none of it real.
    """
    (tmp_path / "var").mkdir()
    with Rehearsal(tmp_path / "var", TINY) as house, house.enter("console") as desk:
        marked = desk.get("/api/v1/view/hall").json()["rehearsal"]
        give_up = time.monotonic() + MORNING_S
        while (view := desk.get("/api/v1/view/console").json())["phase"] != "closed":
            assert time.monotonic() < give_up
            time.sleep(0.1)
        assert 0 == house.stop()

    assert marked
    assert view["attendance"]["expected"] == view["attendance"]["present"]
    assert {"done"} == {item["state"] for item in view["items"]}
    assert [] == list(house.var.iterdir())
