"""Trial after trial of a rush at a kiosk whose server dies or whose network is cut.

`python3 -m tests.chaos 200` prints how many scans were made, lost and counted twice.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from server.bootstrap import enter

TRIALS = 200
QUEUE = 8


def main(trials: int) -> None:
    """Run the trials and print what became of the scans."""
    from playwright.sync_api import sync_playwright

    from tests.crowd import crowd
    from tests.e2e.cut_off import Ledger, pair, rush
    from tests.e2e.device import chromium
    from tests.edge.house import House

    begun, chance = time.monotonic(), random.Random()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        house = House(Path(folder) / "var", crowd(Path(folder) / "crowd", trials * QUEUE))
        try:
            house.start()
            house.enter("console").command("open_reception").raise_for_status()
            queue = [person for person in house.plan.people if person.id.startswith("Q-")]
            with chromium(playwright) as browser, pair(browser, house, "Ki-ốt 1") as kiosk:
                for trial in range(trials):
                    rush(house, kiosk, queue[trial * QUEUE : (trial + 1) * QUEUE], chance)
            ledger = Ledger(house, *queue)
        finally:
            house.close()
    came = Counter(ledger.people)
    print(f"{trials} trials, {len(queue)} scans, {time.monotonic() - begun:.0f} s")
    print(f"lost: {sum(person.id not in came for person in queue)}")
    print(f"counted twice: {sum(times > 1 for times in came.values())}")
    print(f"answered otherwise: {len(ledger.others)}")


if __name__ == "__main__":
    enter("tests.chaos", for_tests=True)
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TRIALS)
