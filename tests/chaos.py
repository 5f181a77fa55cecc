"""Trial after trial of a server that dies while people work with it, and what became of their work.

`python3 -m tests.chaos 500` kills a server under commands and check-ins of several clients, while it
serves, starts and stops; `python3 -m tests.chaos door 200` does it, or cuts the network, in the
middle of a rush at a kiosk. Each ends with a count of what was tried and what was lost; the exit
status is 1 where anything was. Ctrl+C ends it early, with its summary.
"""

import contextlib
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from server.bootstrap import enter

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TRIALS = 500
DOOR_TRIALS = 200
QUEUE = 8
A_MORNING = 25
SAID_EVERY = 50


def house(trials: int) -> int:
    """Kill the server again and again, and look at everything after each time; 1 for any loss."""
    from tests.edge.house import House
    from tests.edge.kills import KILLS, staff_of, trial

    begun, chance, tally = time.monotonic(), random.Random(), Counter[str]()
    with tempfile.TemporaryDirectory() as folder, House(Path(folder) / "var") as killed:
        staff = staff_of(killed)
        for number in range(1, trials + 1):
            when = chance.choice(KILLS)
            try:
                crowd = trial(killed, staff, chance, when)
            except KeyboardInterrupt:
                print("told to stop early")
                break
            except AssertionError as exc:
                tally[when] += 1
                tally["failed"] += 1
                print(f"trial {number}, killed while {when}: {exc}")
                continue
            tally[when] += 1
            tally["answers"] += sum(len(client.answered) for client in crowd.clients)
            tally["unanswered"] += sum(client.open is not None for client in crowd.clients)
            if number % SAID_EVERY == 0:
                print(f"{number} trials, {time.monotonic() - begun:.0f} s", flush=True)
        events = len(killed.events())
        for person in staff.values():
            person.close()
    print(f"{sum(tally[when] for when in set(KILLS))} trials, {time.monotonic() - begun:.0f} s")
    print(", ".join(f"killed while {when}: {tally[when]}" for when in dict.fromkeys(KILLS)))
    print(f"acknowledged: {tally['answers']}, asked and cut off: {tally['unanswered']}")
    print(f"events in the journal: {events}, its chain whole after every trial")
    print(f"trials in which anything was lost, doubled, out of order or wrong: {tally['failed']}")
    return int(tally["failed"] > 0)


def door(trials: int) -> int:
    """Rush at a kiosk again and again, and print what became of the scans; 1 for any loss."""
    from playwright.sync_api import sync_playwright

    from tests.e2e.device import chromium

    begun, chance, tally, took = time.monotonic(), random.Random(), Counter[str](), list[float]()
    with sync_playwright() as playwright, chromium(playwright) as browser:
        while len(took) < trials and not tally["told to stop"]:
            _morning(browser, min(A_MORNING, trials - len(took)), chance, tally, took)
            print(f"{len(took)} trials, {time.monotonic() - begun:.0f} s", flush=True)
    print(f"{len(took)} trials, {tally['scans']} scans, {time.monotonic() - begun:.0f} s")
    if took:
        print(f"a trial took {statistics.median(took):.1f} s, the longest {max(took):.1f} s")
    wrong = ("lost", "counted twice", "still on the kiosk", "trials that came to no end")
    for name in (*wrong, "answered otherwise"):
        print(f"{name}: {tally[name]}")
    return int(any(tally[name] for name in wrong))


def _morning(
    browser: "Browser", trials: int, chance: random.Random, tally: Counter[str], took: list[float]
) -> None:
    """Some trials at one house: with a longer roster, it would only take longer to come back."""
    from tests.crowd import crowd
    from tests.e2e.cut_off import Ledger, pair, rush
    from tests.edge.house import House

    with tempfile.TemporaryDirectory() as folder:
        folk = crowd(Path(folder) / "crowd", trials * QUEUE)
        with House(Path(folder) / "var", folk) as rushed:
            rushed.enter("console").command("open_reception").raise_for_status()
            waiting = [person for person in rushed.plan.people if person.id.startswith("Q-")]
            scanned = waiting[:0]
            with pair(browser, rushed, "Ki-ốt 1") as kiosk:
                for _ in range(trials):
                    begun, queue = time.monotonic(), waiting[len(scanned) : len(scanned) + QUEUE]
                    try:
                        rush(rushed, kiosk, queue, chance)
                    except KeyboardInterrupt:
                        tally["told to stop"] += 1
                        break
                    except (AssertionError, OSError) as exc:
                        tally["trials that came to no end"] += 1
                        print(f"trial {len(took) + 1}: {exc}")
                    scanned += queue
                    took.append(time.monotonic() - begun)
                with contextlib.suppress(AssertionError):
                    kiosk.holds(0)
                tally["still on the kiosk"] += kiosk.waiting
            ledger = Ledger(rushed, *scanned)
    came = Counter(ledger.people)
    tally["scans"] += len(scanned)
    tally["lost"] += sum(person.id not in came for person in scanned)
    tally["counted twice"] += sum(times > 1 for times in came.values())
    tally["answered otherwise"] += len(ledger.others)


def main(words: list[str]) -> int:
    """Run the trials the words ask for."""
    if words[:1] == ["door"]:
        return door(int(words[1]) if words[1:] else DOOR_TRIALS)
    return house(int(words[0]) if words else TRIALS)


if __name__ == "__main__":
    enter("tests.chaos", for_tests=True)
    sys.exit(main(sys.argv[1:]))
