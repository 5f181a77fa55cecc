"""The whole day in real Chromium: 140 delegates at the kiosk, 17 items by the space bar."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser

from server.conference import Conference
from server.conference.attendance import DelegateCheckedIn
from server.conference.badges import code_of
from server.conference.plan import Item, ItemKind, Person
from tests.e2e.console import Console
from tests.e2e.device import DESK, Device
from tests.e2e.kiosk import Kiosk
from tests.e2e.morning import badge
from tests.e2e.programme import Picture, Programme
from tests.e2e.walls import Wall
from tests.edge.house import House

NOBODYS_SECRET = b"not the secret of this house"
ANOTHER_CONFERENCE = "0721"
YELLOW, RED, BLACK = (255, 255, 0), (218, 37, 29), (0, 0, 0)
# The office brings its own recordings; the sample has none, and a wall that asks is told so.
NO_RECORDING = "/media/"
TIME = re.compile(r"\d+:\d\d")
MC_READS = {
    "1:act-1": "thưởng thức tiết mục “Tổ quốc gọi tên mình” do Đội văn nghệ Công đoàn Mẫu 01 biểu diễn",
    "2:flag": "Chào cờ… chào!",
    "3:figures": "có mặt 140 trên tổng số 140 đại biểu; trong đó khách mời 35 trên 35, "
    "đại biểu chính thức 105 trên 105",
    "5:invite": "Xin trân trọng kính mời đồng chí Ngô Văn Mẫu Cường",
    "15:A-result": "đồng ý 102, không đồng ý 2, ý kiến khác 1, trên tổng số 105 đại biểu chính thức",
    "15:B-result": "đồng ý 105, không đồng ý 0, ý kiến khác 0",
    "17:end": "Trân trọng cảm ơn các vị đại biểu, khách quý và toàn thể Hội nghị!",
}


@dataclass(frozen=True)
class Day:
    """Every device of the day, each switched on by its own link."""

    house: House
    console: Console
    mc: Device
    hall: Wall
    lobby: Wall
    stage: Wall
    overlay: Device
    kiosk: Kiosk

    @property
    def devices(self) -> list[Device]:
        """All of them."""
        walls = [self.hall, self.lobby, self.stage, self.overlay]
        return [self.console, self.mc, *walls, self.kiosk]

    @property
    def plan(self) -> Conference:
        """The conference of the day."""
        return self.house.plan


@pytest.fixture
def day(browser: Browser, house: House) -> Iterator[Day]:
    """The house in the early morning, everything switched on."""
    links = house.links()
    switched_on = Day(
        house=house,
        console=Console(browser, links["console"]),
        mc=Device(browser, links["mc"], DESK),
        hall=Wall(browser, links["hall"]),
        lobby=Wall(browser, links["lobby"]),
        stage=Wall(browser, links["stage"]),
        overlay=Device(browser, links["overlay"]),
        kiosk=Kiosk(browser, links["kiosk"]),
    )
    yield switched_on
    for device in switched_on.devices:
        device.close()


def test_the_whole_day(day: Day) -> None:
    """
    One person runs the morning from the first delegate to the closing flag, and no page complains.
    """
    open_the_doors(day)
    welcome_everyone(day)
    turn_away_the_wrong_badges(day)
    call_to_order(day)
    for item in day.plan.items:
        walk(day, item)
    end(day)

    assert [] == [c for d in day.devices for c in d.complaints if NO_RECORDING not in c]


def open_the_doors(day: Day) -> None:
    """Reception opens by the console's key."""
    day.hall.paints(*Programme(day.plan).backdrop.lines)
    day.kiosk.sees(f"Đón tiếp đại biểu từ {day.plan.reception_time}")

    day.console.on()

    day.kiosk.sees("Xin kính mời quý đại biểu đưa mã QR vào khung")
    day.lobby.paints(day.plan.welcome, f"Hội nghị bắt đầu lúc {day.plan.start_time}")


def welcome_everyone(day: Day) -> None:
    """140 delegates come through the kiosk, and each is greeted by name."""
    for person in day.plan.people:
        day.kiosk.scan(badge(day.house, person))
        day.kiosk.greets(person, greeting(day.plan, person))

    day.console.sees("140/140 có mặt")
    day.mc.sees("Có mặt 140/140, khách mời 35/35, chính thức 105/105")


def greeting(plan: Conference, person: Person) -> str:
    """How a person is greeted at the door."""
    honoured = {kind.id for kind in plan.classes if kind.vip}
    words = "Kính chào" if person.delegate_class not in honoured else "Trân trọng kính chào"
    return f"{words} {person.salutation} {person.full_name}"


def turn_away_the_wrong_badges(day: Day) -> None:
    """A badge shown twice, a replaced, a foreign and a forged one each get their own words."""
    first = day.plan.people[0]
    reprinted = next(person for person in day.plan.people if person.badge_serial > 1)
    already_in = f"Đồng chí {first.full_name} đã được ghi nhận lúc {came_at(day, first)}"
    foreign = code_of(NOBODYS_SECRET, ANOTHER_CONFERENCE, first.id, 1)
    forged = code_of(NOBODYS_SECRET, day.plan.code, first.id, 1)
    kiosk = day.kiosk

    kiosk.turns_away(badge(day.house, first), "already_in", already_in)
    kiosk.turns_away(
        day.house.code(reprinted.id, 1), "replaced", "Thẻ này đã được thay bằng thẻ mới"
    )
    kiosk.turns_away(foreign, "wrong_conference", "Thẻ này thuộc hội nghị khác")
    kiosk.turns_away(forged, "unknown", "Chưa nhận được mã")

    day.console.sees("140/140 có mặt")


def came_at(day: Day, person: Person) -> str:
    """When a person came in, by the clock of the hall."""
    arrivals = (event for event in day.house.events() if isinstance(event, DelegateCheckedIn))
    arrival = next(event for event in arrivals if event.person == person.id)
    return f"{arrival.at.astimezone(ZoneInfo(day.plan.time_zone)):%H:%M}"


def call_to_order(day: Day) -> None:
    """The hall is asked to sit down."""
    day.console.on()

    day.hall.paints(f"HỘI NGHỊ SẼ BẮT ĐẦU SAU {day.plan.settle_minutes} PHÚT")


def walk(day: Day, item: Item) -> None:
    """Every step of an item by the space bar; a vote is entered where it is taken.

    The first of its lists is waited for until it has turned its pages, which takes its time.
    """
    pictures = Programme(day.plan).of(item)
    first = next((picture for picture in pictures if picture.rows), None)
    for picture in pictures:
        step = day.console.on()
        assert step.startswith(f"{item.id}:"), step
        see(day, picture)
        if picture is first:
            day.hall.paints_over_its_pages(*picture.rows)
        follow_backstage(day, item, picture)
        if step in MC_READS:
            day.mc.sees(MC_READS[step])
        if step.endswith("-vote"):
            take_the_vote(day)


def see(day: Day, picture: Picture) -> None:
    """The hall's wall shows the picture."""
    if picture.is_flag:
        see_the_flag(day.hall)
    else:
        day.hall.paints(*picture.lines)
        day.hall.has_on_its_pages(*picture.rows)


def see_the_flag(hall: Wall) -> None:
    """The flag by its geometry on black, with nothing over it and no word anywhere."""
    hall.reaches([], lambda: hall.written)
    picture = hall.picture()
    width, height = picture.size

    assert YELLOW == picture.getpixel((width // 2, height // 2))
    assert RED == picture.getpixel((width // 5, height // 5))
    assert [BLACK] * 2 == [picture.getpixel((x, height // 2)) for x in (50, width - 50)]


def follow_backstage(day: Day, item: Item, picture: Picture) -> None:
    """The stage knows the item and the time; the MC reads the names of those on the wall."""
    day.stage.paints("Đang diễn ra", item.title)
    assert TIME.search(day.stage.painted)
    assert "{" not in day.mc.text()
    if item.kind is ItemKind.AWARDS:
        for row in picture.rows:
            day.mc.sees(row.partition(" ")[2])


def take_the_vote(day: Day) -> None:
    """The first list is counted by hand, the second adopted by one click."""
    console = day.console
    console.page.wait_for_selector("#vote-unanimous")
    assert console.is_disabled("#next")
    if console.data("#vote", "data-list") == day.plan.lists[0].id:
        for kind, votes in (("agree", "102"), ("disagree", "2"), ("other", "1")):
            console.page.fill(f"#vote-{kind}", votes)
        console.page.click("#vote-record")
    else:
        console.page.click("#vote-unanimous")
    console.reaches(False, lambda: console.is_disabled("#next"))


def end(day: Day) -> None:
    """The operator closes the conference, asked twice; the hall is thanked."""
    day.console.page.click("#close")
    for _ in range(2):
        day.console.page.click("#question-yes")

    day.console.sees("Đã kết thúc")
    day.hall.paints(*Programme(day.plan).thanks.lines)
    day.kiosk.sees("Đã kết thúc đón tiếp")
