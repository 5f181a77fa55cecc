"""Trial after trial of a server that dies while people work with it, and what became of their work.

`python3 -m tests.chaos 500` kills a server under commands and check-ins of several clients, while it
serves, starts and stops; `python3 -m tests.chaos door 200` does it, or cuts the network, in the
middle of a rush at a kiosk. Each ends with a count of what was tried and what was lost; the exit
status is 1 where anything was. Ctrl+C ends the first kind early, with its summary.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from server.bootstrap import enter

TRIALS = 500
DOOR_TRIALS = 200
QUEUE = 8
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

    from tests.crowd import crowd
    from tests.e2e.cut_off import Ledger, pair, rush
    from tests.e2e.device import chromium
    from tests.edge.house import House

    begun, chance = time.monotonic(), random.Random()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        folk = crowd(Path(folder) / "crowd", trials * QUEUE)
        with House(Path(folder) / "var", folk) as rushed, chromium(playwright) as browser:
            rushed.enter("console").command("open_reception").raise_for_status()
            queue = [person for person in rushed.plan.people if person.id.startswith("Q-")]
            with pair(browser, rushed, "Ki-ốt 1") as kiosk:
                for trial in range(trials):
                    rush(rushed, kiosk, queue[trial * QUEUE : (trial + 1) * QUEUE], chance)
            ledger = Ledger(rushed, *queue)
    came = Counter(ledger.people)
    lost = sum(person.id not in came for person in queue)
    twice = sum(times > 1 for times in came.values())
    print(f"{trials} trials, {len(queue)} scans, {time.monotonic() - begun:.0f} s")
    print(f"lost: {lost}")
    print(f"counted twice: {twice}")
    print(f"answered otherwise: {len(ledger.others)}")
    return int(bool(lost or twice))


def main(words: list[str]) -> int:
    """Run the trials the words ask for."""
    if words[:1] == ["door"]:
        return door(int(words[1]) if words[1:] else DOOR_TRIALS)
    return house(int(words[0]) if words else TRIALS)


if __name__ == "__main__":
    enter("tests.chaos", for_tests=True)
    sys.exit(main(sys.argv[1:]))
