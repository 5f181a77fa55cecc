"""The houses the themes measure: a real server of the sample, and what is known of its process."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.conference.commands import Role
from server.config import SAMPLE
from tests.edge.house import House


@contextmanager
def running(folder: Path = SAMPLE, kind: type[House] = House) -> Iterator[House]:
    """A server on its first morning, in a folder of its own."""
    with tempfile.TemporaryDirectory() as place, kind(Path(place) / "var", folder) as house:
        yield house


def operator(house: House) -> str:
    """The token of an operator."""
    with house.sign_in("bench", Role.OPERATOR) as http:
        return str(http.token)


def memory_mib(house: House) -> float:
    """The server's resident memory."""
    assert house.process is not None
    status = Path(f"/proc/{house.process.pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def cpu_s(house: House) -> float:
    """The seconds of CPU the server has used, its kernel's share included."""
    assert house.process is not None
    stat = Path(f"/proc/{house.process.pid}/stat").read_text(encoding="ascii")
    user, system = stat.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
