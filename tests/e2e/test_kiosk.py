"""The kiosk in real Chromium: however a scanner is wired, whatever was left on the keyboard."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Playwright

from server.conference.plan import Person
from server.printing import put_to_paper
from tests.camera import film
from tests.e2e.cut_off import pair
from tests.e2e.device import chromium
from tests.e2e.kiosk import Kiosk
from tests.e2e.morning import badge, doors_open
from tests.edge.clients import Http
from tests.edge.house import House

AZERTY = "à&é\"'(-è_ç"
SHIFT = 8

# Whether the first frame after the server's answer has reached the page shows a verdict.
FIRST_FRAME = """
  const Plain = WebSocket;
  window.firstFrame = null;
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => {
        if (!String(data).includes('"verdict"')) return;
        requestAnimationFrame(() => (window.firstFrame = Boolean(document.querySelector('#verdict'))));
      });
    }
  };
"""
# A disk that does not come to an end with forgetting a scan.
NEVER_FORGETS = """() => {
  const plain = IDBObjectStore.prototype.delete;
  IDBObjectStore.prototype.delete = function (key) {
    const again = () => (this.get(key).onsuccess = again);
    again();
    return plain.call(this, key);
  };
}"""

# How durable each writing into the outbox is asked to be.
DURABILITY = """
  const plain = IDBDatabase.prototype.transaction;
  window.writings = [];
  IDBDatabase.prototype.transaction = function (...given) {
    const begun = plain.apply(this, given);
    if (begun.mode === 'readwrite' && [...begun.objectStoreNames].includes('outbox')) {
      const writing = { durability: begun.durability, isDone: false };
      begun.addEventListener('complete', () => (writing.isDone = true));
      window.writings.push(writing);
    }
    return begun;
  };
"""

# The machine's clock, set to a New Year far away.
FAR_AHEAD = """
  const Plain = Date;
  const ahead = Plain.UTC(2031, 0, 1) - Plain.now();
  window.Date = class extends Plain {
    constructor(...given) { super(...(given.length ? given : [Plain.now() + ahead])); }
    static now() { return Plain.now() + ahead; }
  };
"""

# Whether the outbox's writing had ended when the scan went over the line.
SENT_AFTER = """
  const send = WebSocket.prototype.send;
  window.sentAfter = [];
  WebSocket.prototype.send = function (data) {
    if (String(data).includes('"check_in"')) window.sentAfter.push(window.writings.at(-1)?.isDone);
    return send.call(this, data);
  };
"""

# The pitches that come out of this page's loudspeaker, in Hz, each as often as it was the loudest.
EARS = """
  const connect = AudioNode.prototype.connect;
  window.heard = {};
  let ear = null;
  const listen = () => {
    const loud = new Float32Array(ear.frequencyBinCount);
    ear.getFloatFrequencyData(loud);
    const most = loud.indexOf(Math.max(...loud));
    const pitch = Math.round((most * ear.context.sampleRate) / ear.fftSize);
    if (loud[most] > -45) window.heard[pitch] = (window.heard[pitch] ?? 0) + 1;
  };
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to instanceof AudioDestinationNode) {
      if (ear === null) setInterval(listen, 20);
      ear ??= new AnalyserNode(this.context, { fftSize: 8192, smoothingTimeConstant: 0 });
      connect.call(this, ear);
    }
    return connect.call(this, to, ...rest);
  };
"""
WELCOME_HZ = (784, 1047)
ATTENTION_HZ = (349,)
OFF_KEY_HZ = 8  # a bin of the spectrum, and a little
LONGEST_SOUND_MS = 1_500


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server whose doors are open; each test brings delegates of its own."""
    yield from doors_open(tmp_path_factory.mktemp("kiosk"))


@pytest.fixture(scope="module")
def queue(house: House) -> Iterator[Person]:
    """Delegates who have not come yet, one after another; none of them a guest of honour."""
    return (person for person in house.plan.people if person.delegate_class.startswith("O_"))


def opened(browser: Browser, house: House, script: str = "") -> Kiosk:
    """A kiosk, paired by its own token."""
    token = house.device("kiosk", "Ki-ốt 1")
    return Kiosk(browser, house.address("kiosk", "Ki-ốt 1", None, token), script)


@pytest.fixture
def kiosk(browser: Browser, house: House) -> Iterator[Kiosk]:
    """A kiosk that invites."""
    with opened(browser, house, FIRST_FRAME) as switched_on:
        switched_on.sees("Xin kính mời quý đại biểu đưa mã QR vào khung")
        yield switched_on


def greeting(person: Person) -> str:
    """How a delegate is greeted."""
    return f"Kính chào {person.salutation} {person.full_name}"


def key_events(session: CDPSession, code: str, place: str, keys: str, modifiers: int = 0) -> None:
    """Type digits by their places on the keyboard, whatever the layout makes of them."""
    for digit in code:
        key = keys[int(digit)] if len(keys) == len("0123456789") else keys
        event = {"code": f"{place}{digit}", "key": key, "modifiers": modifiers}
        event["windowsVirtualKeyCode"] = ord(digit)
        for kind in ("rawKeyDown", "keyUp"):
            session.send("Input.dispatchKeyEvent", {"type": kind, **event})


@pytest.mark.parametrize(
    ("place", "keys", "modifiers"),
    [
        pytest.param("Digit", AZERTY, 0, id="azerty"),
        pytest.param("Digit", "0123456789", SHIFT, id="azerty-with-caps-lock"),
        pytest.param("Digit", "Process", 0, id="telex"),
        pytest.param("Numpad", "0123456789", 0, id="numeric-keypad"),
    ],
)
def test_a_badge_is_read_through_any_layout(
    kiosk: Kiosk, house: House, queue: Iterator[Person], place: str, keys: str, modifiers: int
) -> None:
    """
    The scanner's digits arrive unharmed through AZERTY, caps lock, Telex and the numeric keypad.
    """
    person = next(queue)
    session = kiosk.context.new_cdp_session(kiosk.page)
    kiosk.press("CapsLock")

    kiosk.burst(lambda: key_events(session, badge(house, person), place, keys, modifiers))

    kiosk.greets(person, greeting(person))


def test_a_badge_number_is_typed_on_the_screen(
    kiosk: Kiosk, house: House, queue: Iterator[Person]
) -> None:
    """
    Without a code, the short number under it will do: letter, digits, confirm.
    """
    person = next(queue)
    letter, digits = person.id.split("-")
    kiosk.page.click("#keypad-open")

    for key in (letter, *digits):
        kiosk.page.click(f"#keypad [data-key='{key}']")
    kiosk.page.click("#keypad-confirm")

    kiosk.greets(person, greeting(person))


def test_no_letter_is_pressed_before_the_guest_presses_one(
    kiosk: Kiosk, house: House, queue: Iterator[Person]
) -> None:
    """
    Digits alone are somebody else's number under another letter: they cannot be confirmed.
    """
    person = next(queue)
    letter, digits = person.id.split("-")
    kiosk.page.click("#keypad-open")

    for key in digits:
        kiosk.page.click(f"#keypad [data-key='{key}']")
    assert f"· – {' '.join(digits)}" == kiosk.text("#keypad-number")
    assert 0 == kiosk.page.locator("#keypad [aria-pressed='true']").count()
    assert kiosk.page.is_disabled("#keypad-confirm")
    kiosk.page.click(f"#keypad [data-key='{letter}']")
    kiosk.page.click("#keypad-confirm")

    kiosk.greets(person, greeting(person))


def test_a_new_scan_goes_before_the_verdict_on_the_screen(
    kiosk: Kiosk, house: House, queue: Iterator[Person]
) -> None:
    """
    Nobody waits for the greeting of the person before them.
    """
    first, second = next(queue), next(queue)
    kiosk.scan(badge(house, first))
    kiosk.greets(first, greeting(first))

    kiosk.scan(badge(house, second))

    kiosk.greets(second, greeting(second))


def test_the_kiosk_invites_again_by_itself(
    kiosk: Kiosk, house: House, queue: Iterator[Person]
) -> None:
    """
    The greeting leaves the screen without anybody's help, and no name stays behind.
    """
    person = next(queue)
    kiosk.scan(badge(house, person))
    kiosk.greets(person, greeting(person))

    kiosk.reaches("idle", lambda: kiosk.state)

    kiosk.sees("Xin kính mời quý đại biểu đưa mã QR vào khung")
    assert person.full_name not in kiosk.page.content()


def test_the_verdict_is_in_the_first_frame_after_the_answer(
    kiosk: Kiosk, house: House, queue: Iterator[Person]
) -> None:
    """
    Nothing stands between the server's answer and the painted verdict, the kiosk's disk least of all.
    """
    kiosk.page.evaluate(NEVER_FORGETS)

    kiosk.scan(badge(house, next(queue)))

    kiosk.reaches(True, lambda: kiosk.page.evaluate("firstFrame !== null"))
    assert kiosk.page.evaluate("firstFrame")


def test_a_scan_is_heard_whatever_was_touched_last(
    kiosk: Kiosk, house: House, queue: Iterator[Person]
) -> None:
    """
    A button that still has the focus is not pressed by the scanner's Enter.
    """
    person = next(queue)
    kiosk.page.focus(".language")

    kiosk.scan(badge(house, person))

    kiosk.greets(person, greeting(person))


def test_the_camera_reads_a_printed_badge(
    playwright: Playwright, house: House, queue: Iterator[Person], tmp_path: Path
) -> None:
    """
    A badge as it is printed, held before the camera, is a check-in like any other.
    """
    person = next(queue)
    [printed] = put_to_paper(
        house.settings, "badges", tmp_path, "png", (person.id,), lambda *_: None
    )
    played = film.held_before_a_camera(printed, tmp_path / "camera.y4m")

    with (
        chromium(playwright, *film.switches(played)) as with_camera,
        opened(with_camera, house) as kiosk,
    ):
        kiosk.greets(person, greeting(person))
        assert [] == kiosk.complaints


def test_a_clock_in_2031_puts_nobody_into_2031(
    browser: Browser, house: House, queue: Iterator[Person]
) -> None:
    """
    What the kiosk takes down alone comes in at the hour it was; its page shows the server's clock.
    """
    person = next(queue)
    with pair(browser, house, "Ki-ốt 3", FAR_AHEAD) as kiosk:
        kiosk.reaches("2031", lambda: str(kiosk.page.evaluate("new Date().toISOString()"))[:4])
        house.kill9()
        kiosk.scan(badge(house, person))
        kiosk.reaches("offline_ok", lambda: kiosk.verdict[0])
        house.start()

        with house.http(house.device("reception", "Bàn 1")) as desk:
            kiosk.reaches(person.id, lambda: newest(desk)["id"])
            line = newest(desk)
            now = desk.get("/api/v1/view/reception").headers["Date"]
    assert not line["doubtful"]
    assert (line["came_at"] or line["at"])[:4] in now


def pitches(kiosk: Kiosk) -> list[int]:
    """What has come out of the loudspeaker since it was silent, in Hz, low to high."""
    return sorted(int(pitch) for pitch in kiosk.page.evaluate("heard"))


def sounds(kiosk: Kiosk, notes: tuple[int, ...]) -> bool:
    """Whether these notes have come out of the loudspeaker, and no others."""
    near = [[note for note in notes if abs(note - pitch) <= OFF_KEY_HZ] for pitch in pitches(kiosk)]
    return all(near) and set(notes) == {note for found in near for note in found}


def silence(kiosk: Kiosk) -> None:
    """Wait until every note has died away, and forget them."""
    kiosk.page.wait_for_timeout(LONGEST_SOUND_MS)
    kiosk.page.evaluate("heard = {}")


def test_a_welcome_rises_and_a_question_is_one_low_note(
    browser: Browser, house: House, queue: Iterator[Person]
) -> None:
    """
    What comes out of the loudspeaker tells a guest who was let in from one who is to be helped.
    """
    person = next(queue)
    with opened(browser, house, EARS) as kiosk:
        kiosk.scan(badge(house, person))
        kiosk.greets(person, greeting(person))
        kiosk.reaches(True, lambda: sounds(kiosk, WELCOME_HZ), lambda: pitches(kiosk))
        silence(kiosk)

        kiosk.scan("0" * len(badge(house, person)))
        kiosk.reaches("wrong_conference", lambda: kiosk.verdict[0])
        kiosk.reaches(True, lambda: sounds(kiosk, ATTENTION_HZ), lambda: pitches(kiosk))


def test_a_kiosk_that_was_turned_out_welcomes_nobody(
    browser: Browser, house: House, queue: Iterator[Person]
) -> None:
    """
    It sends everybody to the desk without a sound of welcome, knows no name any more, and keeps the
    scan.
    """
    with opened(browser, house, EARS) as kiosk:
        kiosk.scan(badge(house, next(queue)))
        kiosk.reaches(True, lambda: sounds(kiosk, WELCOME_HZ))
        silence(kiosk)
        with house.sign_in("Mẫu Điều Hành", "admin") as operator:
            operator.delete("/api/v1/devices/Ki-ốt 1").raise_for_status()
        kiosk.reaches("unpaired", lambda: kiosk.state)

        kiosk.scan(badge(house, next(queue)))

        kiosk.reaches("offline_unknown", lambda: kiosk.verdict[0])
        kiosk.page.wait_for_timeout(LONGEST_SOUND_MS)
        assert {} == kiosk.page.evaluate("heard")
        assert not kiosk.page.evaluate(
            "document.elementFromPoint(innerWidth / 2, innerHeight / 2).closest('#verdict')"
        )


def newest(desk: Http) -> dict[str, Any]:
    """Who came last, as the desk sees it."""
    return next(iter(desk.view("reception")["recent"]), {"id": None})


def test_a_scan_is_on_the_disk_before_it_is_sent(
    browser: Browser, house: House, queue: Iterator[Person]
) -> None:
    """
    The outbox's every writing is asked to be strict, and has ended before the line hears of it.
    """
    person = next(queue)
    with opened(browser, house, DURABILITY + SENT_AFTER) as kiosk:
        kiosk.scan(badge(house, person))
        kiosk.greets(person, greeting(person))
        kiosk.reaches(2, lambda: kiosk.page.evaluate("writings.filter((one) => one.isDone).length"))

        writings = kiosk.page.evaluate("writings.map(({ durability }) => durability)")
        assert (["strict", "strict"], [True]) == (writings, kiosk.page.evaluate("sentAfter"))
