"""python3 -m tests.fuzz [N]: N calls and frames nobody planned, and one page on what they did.

A fifth are HTTP calls made up from the interface's own document; the rest are frames of Socket.IO,
Engine.IO and WebSocket, and heads of HTTP. First they come from those who may change nothing, then
from those who may. The server is a real one.
"""

from server.bootstrap import enter

if __name__ == "__main__":
    enter("tests.fuzz", for_tests=True)

import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import requests

from server.conference.commands import Role
from tests.edge.house import House
from tests.fuzz_calls import Findings, call
from tests.fuzz_frames import Tried, shout

DEFAULT = 5_000
CALLS = 5  # one in so many is an HTTP call
MOST_SHOWN = 20
MOST_GROWN_MB = 8.0  # from the end of the first quarter to the last: a sweep's worth of rubbish


class Health(NamedTuple):
    """How the server is: its memory in MB, open files, faults, and events in its journal."""

    memory_mb: float
    files: int
    faults: int
    events: int


class Report(NamedTuple):
    """What a run has tried and found."""

    page: str
    wrong: list[str]


def health(house: House) -> Health:
    """How the server is now."""
    text = requests.get(f"{house.base}/metrics", timeout=20).text
    figures = dict(line.split(" ", 1) for line in text.splitlines() if line[:1] != "#")
    return Health(
        memory_mb=float(figures["process_resident_memory_bytes"]) / 1e6,
        files=int(float(figures["process_open_fds"])),
        faults=int(float(figures["hall_faults_total"])),
        events=len(house.events()),
    )


def fuzz(house: House, count: int, number: int = 1) -> Report:
    """Attack a running server with about `count` calls and frames, and tell what came of it."""
    begun = time.monotonic()
    viewer = str(house.sign_in("Người xem Mẫu", Role.VIEWER).token)
    wall, kiosk = house.device("screen", "hall-1", "hall"), house.device("kiosk", "Ki-ốt 1")
    admin = str(house.enter("console").token)
    outsiders: dict[str, str | None] = {"a stranger": None, "a viewer": viewer, "a wall": wall}
    insiders: dict[str, str | None] = {"a kiosk": kiosk, "an operator": admin}
    lines: dict[str, dict[str, str] | None] = {
        "a stranger": None,
        "a refused one": {"token": "sai", "as": "hall"},
        "a viewer": {"token": viewer, "as": "hall"},
        "a wall": {"token": wall, "as": "hall"},
    }
    inside: dict[str, dict[str, str] | None] = {
        "a kiosk": {"token": kiosk, "as": "kiosk"},
        "an operator": {"token": admin, "as": "console"},
    }
    calls, frames = count // CALLS, count - count // CALLS
    wrong: list[str] = []
    shout(house, lines, frames // 20, number)  # until every part has been used once
    call(house, outsiders, calls // 20, number)
    answers, tried = Findings(), Tried()
    was = [health(house)]
    turns = ((outsiders, lines), (outsiders, lines), (insiders, inside), (insiders, inside))
    for turn, (callers, shouters) in enumerate(turns, start=number + 1):
        answered = call(house, callers, calls // len(turns), turn)
        loud = shout(house, shouters, frames // len(turns), turn)
        wrong += [*answered.wrong, *loud.wrong]
        answers.update(answered)
        tried.update(loud)
        was.append(health(house))
    before, middle, after = was[0], was[2], was[-1]
    if middle.events != before.events:
        wrong.append(f"{middle.events - before.events} events from those who may change nothing")
    wrong += _of_the_log(house)
    if after.faults:
        wrong.append(f"{after.faults} faults")
    grown = after.memory_mb - was[1].memory_mb
    if grown > MOST_GROWN_MB:
        wrong.append(f"{grown:.1f} MB more after the first quarter")
    page = [
        f"calls: {answers.total()}, answered {dict(sorted(answers.items()))}",
        f"frames and heads: {dict(sorted(tried.items()))}",
        f"events from those who may change nothing: {middle.events - before.events}",
        f"events from those who may: {after.events - middle.events}",
        f"faults: {after.faults}; tracebacks in the log: {len(_of_the_log(house))}",
        f"memory: {', then '.join(f'{one.memory_mb:.1f}' for one in was)} MB, quarter by quarter",
        f"open files: {', then '.join(str(one.files) for one in was)}",
        f"time: {time.monotonic() - begun:.0f} s",
        f"wrong: {len(wrong)}",
        *(f"  {one}" for one in wrong[:MOST_SHOWN]),
    ]
    return Report("\n".join(page), wrong)


def _of_the_log(house: House) -> list[str]:
    said = house.said()
    return ["a traceback in the log"] * said.count("Traceback (most recent call last)")


def main() -> None:
    """Attack a server of the sample conference."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    with tempfile.TemporaryDirectory() as folder, House(Path(folder) / "var") as house:
        report = fuzz(house, count)
        print(report.page)
        if _of_the_log(house):
            print(house.said()[-4000:])
    sys.exit(bool(report.wrong))


if __name__ == "__main__":
    main()
