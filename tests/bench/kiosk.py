"""The kiosk in Chromium: from the last key to the verdict, with the server and without; its roster."""

import json
import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from server.conference.plan import Person
from tests.bench.tools.houses import running
from tests.bench.tools.rows import Row, at_most, spread
from tests.crowd import badge_number, crowd
from tests.e2e.cut_off import ROSTER, Standalone, pair, roster_of
from tests.e2e.device import chromium
from tests.e2e.kiosk import Kiosk
from tests.e2e.morning import badge
from tests.edge.house import House

SCANS = 60
FROZEN = 8
ALONE = 40
PEOPLE = 10_000
SYNCS = 3
LOOKUPS = 500
SYNCED_WITHIN_S = 60
READY_WITHIN_S = 180

# The last key's own time stamp, and the first task after the frame with the verdict in it.
LISTEN = """
window.verdicts = [];
let typed = null, checking = false;
addEventListener('keydown', (event) => {
  if (event.code === 'Enter') [typed, checking] = [event.timeStamp, false];
}, true);
const look = () => {
  const { state } = document.body?.dataset ?? {};
  checking ||= state === 'checking';
  const shown = document.querySelector('#verdict')?.dataset.verdict;
  if (typed === null || !checking || state !== 'verdict' || !shown) return;
  const begun = typed;
  typed = null;
  requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => window.verdicts.push([shown, performance.now() - begun]);
    after.port2.postMessage(null);
  });
};
new MutationObserver(look).observe(document, {
  subtree: true, childList: true, attributes: true, attributeFilter: ['data-state', 'data-verdict'],
});
"""
# When the roster was asked for, and when it was on the kiosk's disk: milliseconds from the page's opening.
# Nothing is asked of the page meanwhile; to read the roster back each time would be most of its work.
STOPWATCH = """
window.roster = {};
const [ask, put] = [window.fetch, IDBObjectStore.prototype.put];
window.fetch = (address, ...more) => {
  if (String(address).includes('/roster')) window.roster.asked ??= performance.now();
  return ask(address, ...more);
};
IDBObjectStore.prototype.put = function (value, key) {
  const keep = () => { window.roster.kept ??= performance.now(); };
  if (key === 'roster') this.transaction.addEventListener('complete', keep);
  return put.call(this, value, key);
};
"""
LOOKUP = """async ([roster, numbers]) => {
  const { Roster } = await import('/kiosk/roster.js');
  const kept = new Roster({ read: async () => null, write: async () => {} }, async () => roster, () => ({ at: '', kiosk: '' }));
  await kept.sync();
  return numbers.map((code) => {
    const begun = performance.now();
    const { verdict } = kept.answer({ code });
    if (verdict !== 'accepted') throw new Error(`${code}: ${verdict}`);
    return performance.now() - begun;
  });
}"""


def rows() -> Iterator[Row]:
    """The theme's numbers."""
    with sync_playwright() as playwright, chromium(playwright) as browser:
        with running() as house:
            yield from _verdicts(browser, house)
        yield from _large(browser)


def _verdicts(browser: Browser, house: House) -> Iterator[Row]:
    house.enter("console").command("open_reception").raise_for_status()
    people = iter(house.plan.people)
    with pair(browser, house, "Ki-ốt 1", LISTEN) as kiosk:
        online = [_scan(house, kiosk, next(people)) for _ in range(SCANS)]
        verdicts = {verdict for verdict, _ in online}
        took = [ms for verdict, ms in online if verdict == "accepted"]
        note = f"{len(took)} of {SCANS} answered by the server, {sorted(verdicts)}"
        yield spread("last key to verdict painted, ms", took, p50=60, p99=150, note=note)
        firsts = [_frozen(house, kiosk, next(people)) for _ in range(FROZEN)]
        with frozen(house):
            kiosk.reaches("lost", lambda: kiosk.data(".link", "data-link"))
            firsts.append(_scan(house, kiosk, next(people))[1])  # by this one it knows
            alone = [_scan(house, kiosk, next(people))[1] for _ in range(ALONE)]
        yield spread("the same, the server just frozen, ms", firsts, p99=900)
        yield spread("the same, known to be offline, ms", alone, p99=100)


def _scan(house: House, kiosk: Kiosk, person: Person) -> tuple[str, float]:
    """The verdict on a badge, and the milliseconds until it was painted."""
    before = _count(kiosk)
    kiosk.scan(badge(house, person))
    kiosk.reaches(True, lambda: _count(kiosk) > before)
    verdict, ms = kiosk.page.evaluate("window.verdicts.at(-1)")
    return verdict, ms


def _count(kiosk: Kiosk) -> int:
    return int(kiosk.page.evaluate("window.verdicts.length"))


def _frozen(house: House, kiosk: Standalone, person: Person) -> float:
    with frozen(house):
        _, took = _scan(house, kiosk, person)
    kiosk.holds(0)
    return took


@contextmanager
def frozen(house: House) -> Iterator[None]:
    """A server that says nothing any more, and has not hung up."""
    assert house.process is not None
    house.process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        house.process.send_signal(signal.SIGCONT)


def _large(browser: Browser) -> Iterator[Row]:
    """A roster of 10,000."""
    with tempfile.TemporaryDirectory() as place:
        folder = crowd(Path(place) / "crowd", PEOPLE)
        with closing(House(Path(place) / "var", folder)) as house:
            house.spawn()
            house.ready(READY_WITHIN_S)
            took = [_synced(browser, house, f"Ki-ốt {n}") for n in range(SYNCS)]
            opened, asked = [max(each) for each in zip(*took, strict=True)]
            load = f"longest of {SYNCS}, load {os.getloadavg()[0]:.1f}"
            yield at_most("a roster of 10,000, from opening the page to disk, s", opened, 3, load)
            yield at_most("from asking for it, s", asked, None, load)
            with house.http(house.device("kiosk", "xem")) as http:
                roster = http.get("/api/v1/roster").json()
            page = browser.new_page()
            page.goto(house.url("/kiosk"))
            numbers = [badge_number(n) for n in range(1, PEOPLE + 1, PEOPLE // LOOKUPS)]
            looked = page.evaluate(LOOKUP, [roster, numbers])
            note = f"{len(json.dumps(roster)) / 1e6:.1f} MB"
            yield spread("a lookup in it, ms", looked, p99=5, note=note)
            page.close()


def _synced(browser: Browser, house: House, name: str) -> tuple[float, float]:
    """Seconds to the roster being on a kiosk's disk: from opening its page, and from its asking."""
    version = roster_of(house, name)
    address = house.address("kiosk", name, None, house.device("kiosk", name))
    with Kiosk(browser, address, STOPWATCH) as kiosk:
        kiosk.reaches(
            True, partial(kiosk.page.evaluate, "'kept' in roster"), patience_s=SYNCED_WITHIN_S
        )
        assert version == kiosk.page.evaluate(ROSTER)
        kept, asked = kiosk.page.evaluate("[roster.kept, roster.asked]")
        return kept / 1000, (kept - asked) / 1000
