"""The kiosk's reader in real Chromium: our badges through bad pictures, and nothing but our badges."""

import io
import random
from collections.abc import Iterator
from typing import Any

import pytest
import qrcode
from PIL import Image
from playwright.sync_api import Browser
from qrcode.constants import ERROR_CORRECT_L

from server.conference.badges import code_of
from server.config import SAMPLE
from server.files import load
from tests.camera import light
from tests.camera.conditions import BAD, shot
from tests.camera.printed import Printed, printed
from tests.camera.reader import Reader, reading
from tests.camera.shot import SIZE, pictures
from tests.camera.showing import all_shown, rate

FEW = ("K-026", "C-071")
WANTED_PER_CENT = 90
THROUGH_CRACKS = "K-011"
FOREIGN = {
    "address": "https://vi-du.example/khuyen-mai?ma=123",
    "citizen card": "000000000000||Nguyễn Văn Mẫu|01011970|Nam|Thôn Mẫu, Xã Mẫu|01012021",
    "wi-fi": "WIFI:T:WPA;S:Hoi truong Mau;P:mat-khau-mau;;",
    "visiting card": "BEGIN:VCARD\nVERSION:3.0\nFN:Nguyễn Văn Mẫu\nTEL:0000000000\nEND:VCARD",
    "three kilobytes": "Van ban mau. " * 227,
    "digits": "0" * 33 + "1",
}
KINDS = {
    "address": "address",
    "citizen card": "citizen_card",
    "wi-fi": "wifi",
    "visiting card": "contact",
    "three kilobytes": "other",
    "digits": "damaged",
}


@pytest.fixture(scope="module")
def badges(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    """A few printed badges, the same in every run."""
    numbers = (*FEW, THROUGH_CRACKS)
    found = printed(load(SAMPLE), numbers, tmp_path_factory.mktemp("badges"))
    return {badge.person: badge for badge in found}


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Reader]:
    """The kiosk's worker, whatever it has seen before."""
    with reading(browser) as started:
        yield started


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Reader]:
    """The kiosk's worker, new."""
    with reading(browser) as started:
        yield started


def photographed(*codes: str) -> bytes:
    """A picture of these codes, side by side before a grey wall."""
    frame = Image.new("L", SIZE, 120)
    side = min(SIZE[0] // len(codes), SIZE[1]) - 40
    for n, code in enumerate(codes):
        symbol = qrcode.QRCode(border=4, error_correction=ERROR_CORRECT_L)
        symbol.add_data(code)
        picture = symbol.make_image().get_image().convert("L").resize((side, side))
        frame.paste(picture, (20 + n * (side + 40), 20))
    return as_jpeg(frame)


def as_jpeg(frame: Image.Image) -> bytes:
    """A picture as a camera delivers it."""
    file = io.BytesIO()
    frame.save(file, "JPEG", quality=90)
    return file.getvalue()


def said(sight: dict[str, Any]) -> dict[str, Any]:
    """What the worker tells the page, without how long it took."""
    return {key: value for key, value in sight.items() if key != "ms"}


def test_badges_are_read_under_bad_conditions(fresh: Reader, badges: dict[str, Printed]) -> None:
    """
    Through fifteen bad conditions at least nine of ten showings are read, and nothing wrong ever is.
    """
    showings = list(all_shown(fresh, [badges[number] for number in FEW], BAD))

    assert (len(BAD), []) == (15, [wrong for showing in showings for wrong in showing.wrong])
    assert rate(showings) >= WANTED_PER_CENT


def test_an_inverted_code_is_read_at_once(reader: Reader, badges: dict[str, Printed]) -> None:
    """
    A phone in dark mode shows white on black.
    """
    badge = badges[FEW[0]]

    sight = reader.read(next(pictures(badge, shot("inverted", badge.person), 1)))

    assert {"code": badge.code} == said(sight)


def test_the_two_ways_of_reading_take_turns(fresh: Reader, badges: dict[str, Printed]) -> None:
    """
    Cracks that only the second reader sees through: every other picture that was missed is its turn.
    """
    badge = badges[THROUGH_CRACKS]
    cracked = next(pictures(badge, shot("cracked", badge.person), 1))
    nothing, found = {"nothing": True}, {"code": badge.code}
    room = as_jpeg(light.room(SIZE, random.Random(1)))

    seen = [said(fresh.read(picture)) for picture in (cracked, room, cracked, cracked)]

    assert [found, nothing, nothing, found] == seen


@pytest.mark.parametrize("seed", range(2))
def test_a_room_without_a_code_holds_nothing(reader: Reader, seed: int) -> None:
    """
    Neither way of reading sees a code where there is none.
    """
    chance = random.Random(seed)
    picture = as_jpeg(light.noisy(light.room(SIZE, chance), 12, chance))

    assert [{"nothing": True}] * 2 == [said(reader.read(picture)) for _ in range(2)]


@pytest.mark.parametrize("what", FOREIGN)
def test_what_is_not_ours_stays_in_the_worker(reader: Reader, what: str) -> None:
    """
    Of a foreign code the page learns which kind it is, and not a letter of it.
    """
    assert {"foreign": KINDS[what]} == said(reader.read(photographed(FOREIGN[what])))


def test_a_code_one_digit_off_is_none_of_ours(reader: Reader, badges: dict[str, Printed]) -> None:
    """
    The check digit finds every single wrong digit.
    """
    code = badges[FEW[0]].code
    off = f"{code[:9]}{(int(code[9]) + 1) % 10}{code[10:]}"

    assert {"foreign": "damaged"} == said(reader.read(photographed(off)))


def test_two_badges_in_one_picture_are_nobodys_turn(
    reader: Reader, badges: dict[str, Printed]
) -> None:
    """
    Nobody can say which of two delegates stands before the kiosk.
    """
    pair = [badges[number].code for number in FEW[:2]]

    assert {"foreign": "several"} == said(reader.read(photographed(*pair)))


def test_a_poster_does_not_hide_the_badge_before_it(
    reader: Reader, badges: dict[str, Printed]
) -> None:
    """
    One badge beside one foreign code is that badge.
    """
    code = badges[FEW[0]].code

    assert {"code": code} == said(reader.read(photographed(FOREIGN["address"], code)))


def test_an_address_that_ends_in_the_code_is_the_badge(reader: Reader) -> None:
    """
    An invitation may carry an address around the code.
    """
    code = code_of(b"a secret", "0520", "C-001", 1)

    sight = reader.read(photographed(f"https://hoi-nghi.example/moi/{code}"))

    assert {"code": code} == said(sight)
