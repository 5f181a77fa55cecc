"""The reception desk in real Chromium: by keyboard, on one page, from the queue to the last case."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from server.conference.plan import Person
from tests.e2e.device import DESK, Device
from tests.e2e.morning import badge, doors_open
from tests.edge.clients import Http, Socket
from tests.edge.house import House

NAME = "Lan Mẫu"
CUT_WITHIN_S = 10


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server whose doors are open; each test brings delegates of its own."""
    yield from doors_open(tmp_path_factory.mktemp("reception"))


@pytest.fixture(scope="module")
def queue(house: House) -> Iterator[Person]:
    """Official delegates who have not come yet, one after another."""
    return (person for person in house.plan.people if person.delegate_class.startswith("O_"))


@pytest.fixture(scope="module")
def kiosk(house: House) -> Iterator[Http]:
    """A kiosk."""
    with house.http(house.device("kiosk", "Ki-ốt 1")) as http:
        yield http


@pytest.fixture(scope="module")
def calls(house: House) -> Iterator[Http]:
    """The calls of somebody else at reception."""
    with house.sign_in("Hoa Mẫu", "reception") as http:
        yield http


@pytest.fixture
def desk(browser: Browser, house: House) -> Iterator[Device]:
    """The reception desk, under a name of its own."""
    token = house.device("reception", NAME)
    with Device(browser, house.address("reception", NAME, None, token), DESK) as opened:
        opened.page.wait_for_selector("#search")
        yield opened
        assert [] == opened.complaints


def find(desk: Device, words: str, person: str) -> None:
    """Type into the search box and choose with Enter."""
    desk.page.fill("#search", words)
    desk.page.wait_for_selector(f"[data-person='{person}']")
    desk.page.press("#search", "Enter")
    desk.page.wait_for_selector(f"#person[data-id='{person}']")


def does(desk: Device, action: str, **fields: str) -> None:
    """Open an action of the person chosen, fill its fields in and send it."""
    desk.page.click(f"[data-action='{action}']")
    for name, value in fields.items():
        desk.page.fill(f".form #{name}", value)
    desk.page.click(".form .main")


def test_keys_alone_bring_a_delegate_in_with_papers(desk: Device, queue: Iterator[Person]) -> None:
    """
    Badge number, Enter, Enter: in; Enter, Enter: the papers. Meanwhile nothing takes the keys away.
    """
    person = next(queue)
    find(desk, person.id, person.id)
    desk.page.wait_for_selector("#check-in:focus")
    desk.press("Enter")
    desk.sees(f"Đã điểm danh {person.full_name}", "#remark")

    desk.page.wait_for_selector("#search:focus")
    desk.page.wait_for_selector("#hand_documents-go")
    assert "search" == desk.page.evaluate("document.activeElement.id")
    desk.press("Enter")
    desk.page.wait_for_selector("#hand_documents-go:focus")
    desk.press("Enter")

    desk.sees(f"Đã phát tài liệu cho {person.full_name}", "#remark")
    desk.sees("bộ tài liệu", "#documents")
    desk.sees(f"Phát tài liệu {NAME}", "#history")
    desk.sees(f"Đến {NAME}", "#history")


def test_a_telephone_is_found_by_its_last_digits(desk: Device, house: House) -> None:
    """
    Three digits find the person; the page shows no more of the number than those.
    """
    person = next(one for one in house.plan.people if one.phone)
    digits = str(person.phone)[-3:]
    desk.page.fill("#search", digits)
    desk.page.click(f"[data-person='{person.id}']")

    desk.sees(f"Điện thoại •••{digits}", "#person")
    assert str(person.phone) not in desk.page.content()


def test_a_case_lights_the_desk_up_and_goes_from_hand_to_hand(
    desk: Device, kiosk: Http, calls: Http, queue: Iterator[Person], house: House
) -> None:
    """
    A revoked badge at the kiosk is on the desk at once; whoever takes it is named, then it is done.
    """
    person = next(queue)
    calls.command("revoke_badge", {"person": person.id, "reason": "Nhặt được"}).raise_for_status()
    kiosk.scan(badge(house, person)).raise_for_status()

    desk.sees("Ki-ốt 1 vừa mời đại biểu đến bàn: Thẻ không còn hiệu lực", "#case-lit")
    desk.sees(person.full_name, "#case-lit")
    line = f"#cases li:has-text('{person.full_name}')"
    desk.page.click(f"{line} [data-do='take_case']")
    desk.sees(f"{NAME} đang giúp", line)
    desk.page.click(f"{line} [data-do='solve_case']")
    desk.page.wait_for_selector(line, state="detached")
    desk.page.click("#cases-solved")
    desk.sees(f"{NAME} đã giải quyết", line)


def test_a_wrong_name_is_right_at_the_kiosk_within_two_seconds(
    desk: Device, house: House, queue: Iterator[Person]
) -> None:
    """
    The correction is on its way to badge, kiosks and screens when the desk has said "done".
    """
    person = next(queue)
    with house.socket("kiosk", house.device("kiosk", "Ki-ốt 2")) as kiosk:
        before = kiosk.view["roster"]
        find(desk, person.id, person.id)
        does(desk, "correct_person", full_name="Trần Thị Mẫu Đúng Tên")
        kiosk.wait(lambda view: view["roster"] != before, timeout_s=2)

    desk.sees("Trần Thị Mẫu Đúng Tên", "#person")
    desk.sees("Sửa thông tin", "#history")
    desk.page.click("#label-print")
    desk.sees("xin in bằng trình duyệt", "#label")


def test_without_a_printer_the_browser_prints_the_label(
    desk: Device, queue: Iterator[Person], calls: Http
) -> None:
    """
    The picture of the label is alone on the sheet, and no printer prints it a second time.
    """
    person = next(queue)
    desk.page.evaluate(
        """() => { window.print = () => {
          const sheet = document.querySelector('body > .sheet');
          window.printed = [sheet.naturalWidth, sheet.complete];
        }; }"""
    )
    find(desk, person.id, person.id)
    desk.page.click("#label-print")
    desk.page.click("#label-here")

    desk.reaches("withdrawn", lambda: desk.data("#label", "data-state"))
    width, complete = desk.page.evaluate("window.printed")
    assert width > 100
    assert complete
    assert 0 == desk.page.locator("body > .sheet").count()


def test_a_substitute_comes_with_reason_and_approval(
    desk: Device, house: House, queue: Iterator[Person], kiosk: Http
) -> None:
    """
    The old badge is void, the substitute is found at once and can be given a label.
    """
    person = next(queue)
    find(desk, person.id, person.id)
    does(
        desk,
        "substitute",
        full_name="Lê Mẫu Thay",
        approved_by="Trưởng đoàn Mẫu",
        reason="Ốm đột xuất",
    )
    desk.sees("Lê Mẫu Thay", "#results")
    desk.page.press("#search", "Enter")

    desk.sees(f"Thay {person.full_name}", "#person")
    desk.sees("Trưởng đoàn Mẫu duyệt", "#history")
    desk.page.wait_for_selector("#label-print")
    assert "replaced" == kiosk.scan(badge(house, person)).json()["verdict"]


def test_a_namesake_is_not_checked_in_for_whoever_was_just_registered(
    desk: Device, calls: Http, queue: Iterator[Person]
) -> None:
    """
    Enter, Enter after a substitution is the newcomer, also where an older badge bears the name.
    """
    namesake, person = next(queue), next(queue)
    find(desk, person.id, person.id)
    does(
        desk,
        "substitute",
        full_name=namesake.full_name,
        approved_by="Trưởng đoàn Mẫu",
        reason="Ốm đột xuất",
    )
    desk.sees(namesake.full_name, "#results")
    desk.page.focus("#search")
    desk.press("Enter")

    desk.sees(f"Thay {person.full_name}", "#person")
    assert namesake.id != desk.data("#person", "data-id")
    desk.page.fill("#search", person.id)
    desk.page.click(f"[data-person='{person.id}']")
    desk.sees("Đã có người thay", "#person")
    offered = desk.page.locator("#person [role='tab']")
    assert ["undo_substitution", "correct_person"] == offered.evaluate_all(
        "all => all.map((one) => one.dataset.action)"
    )
    found = calls.get("/api/v1/delegates", params={"q": namesake.id}).json()["delegates"][0]
    assert (namesake.id, False) == (found["id"], found["present"])


def test_a_substitution_by_mistake_is_undone_on_the_page(
    desk: Device, house: House, queue: Iterator[Person], kiosk: Http
) -> None:
    """
    The person comes after all with the old badge; the substitute's card says so.
    """
    person = next(queue)
    find(desk, person.id, person.id)
    does(desk, "substitute", full_name="Lê Mẫu Nhầm", approved_by="Trưởng đoàn", reason="Nhầm")
    desk.sees("Lê Mẫu Nhầm", "#results")
    find(desk, person.id, person.id)
    does(desk, "undo_substitution", reason="Vẫn đến")

    desk.sees("chưa đến", "#person")
    desk.sees("Hủy thay thế", "#history")
    assert "accepted" == kiosk.scan(badge(house, person)).json()["verdict"]
    desk.page.fill("#search", "lê mẫu nhầm")
    desk.page.click("#results [data-person]:has-text('Lê Mẫu Nhầm')")
    desk.sees(f"Đã hủy thay thế: thẻ {person.id} dự", "#person")
    desk.page.click("#other-one")
    desk.sees(person.full_name, "#person h2")


def test_the_duties_of_whoever_does_not_come_are_asked_at_once(
    desk: Device, house: House, calls: Http
) -> None:
    """
    One key for each answer; what is put off waits in the list, and can be answered from there.
    """
    person = next(s.person for s in house.plan.speeches if s.status == "approved")
    find(desk, person, person)
    does(
        desk,
        "substitute",
        full_name="Cao Mẫu Thế",
        approved_by="Trưởng đoàn Mẫu",
        reason="Bận việc",
    )
    desk.page.wait_for_selector("#questions")
    asked = waiting(calls, person)
    assert "speech" in asked

    desk.page.keyboard.press("1")
    desk.reaches(asked[1:], lambda: waiting(calls, person))
    desk.page.wait_for_selector(f"#questions[data-duty='{asked[1]}']")
    desk.press("Escape")
    desk.page.wait_for_selector("#questions", state="detached")
    desk.sees("Cao Mẫu Thế dự thay", "#duties")

    desk.page.click("#duties li:has-text('Cao Mẫu Thế') [data-do='ask']")
    for duty in asked[1:]:
        desk.page.wait_for_selector(f"#questions[data-duty='{duty}']")
        desk.page.keyboard.press("1")
    desk.reaches([], lambda: waiting(calls, person))
    desk.page.wait_for_selector("#questions", state="detached")
    desk.reaches("search", lambda: desk.page.evaluate("document.activeElement.id"))


def waiting(calls: Http, person: str) -> list[str]:
    """What is still to be asked about a person."""
    duties = calls.view("reception")["duties"]
    return [duty["duty"] for duty in duties if duty["person"] == person]


def test_beyond_the_plan_somebody_must_have_allowed_it(desk: Device, house: House) -> None:
    """
    The plan's places are taken: the desk is told why, and goes on only with a name.
    """
    desk.page.click("#register-open")
    desk.page.fill(".form #full_name", "Ngô Mẫu Đến Muộn")
    desk.page.select_option(".form #delegate_class", "O_CANHAN")
    desk.page.select_option(".form #unit", index=1)
    desk.page.click(".form .main")
    desk.sees("Ban Tổ chức có thể cho phép thêm", "#remark")
    desk.page.wait_for_selector(".form #approved_by:focus")
    button = desk.page.locator("#force")
    desk.reaches(True, lambda: bottom(button) <= DESK[1])

    desk.page.click("#force")
    desk.sees("Xin điền: Người duyệt", ".form")
    desk.page.fill(".form #approved_by", "Trưởng ban Mẫu")
    desk.page.click("#force")

    desk.sees("Đã đăng ký Ngô Mẫu Đến Muộn", "#remark")
    desk.sees("Ngô Mẫu Đến Muộn", "#results")
    desk.page.press("#search", "Enter")
    desk.sees("Trưởng ban Mẫu duyệt", "#history")


def bottom(element: Locator) -> float:
    """How far down the page an element ends."""
    box = element.bounding_box()
    return box["y"] + box["height"] if box else float("inf")


def test_a_paper_list_is_entered_name_by_name(desk: Device, queue: Iterator[Person]) -> None:
    """
    Hour and method stand in the next form already, and the rows say that it was paper.
    """
    first, second = next(queue), next(queue)
    find(desk, first.id, first.id)
    desk.page.select_option(".form #method", "paper_list")
    desk.page.fill(".form #came_at", "00:01")
    desk.page.click("#check-in")
    desk.sees("Đang nhập bù danh sách giấy", "#paper")

    find(desk, second.id, second.id)
    assert ("paper_list", "00:01") == (
        desk.page.input_value(".form #method"),
        desk.page.input_value(".form #came_at"),
    )
    desk.page.press("#check-in", "Enter")

    desk.sees(f"Đã điểm danh {second.full_name}", "#remark")
    desk.page.click("[data-tab='recent']")
    desk.sees("Nhập bù từ danh sách giấy", f".lists li:has-text('{second.full_name}')")
    desk.sees("giờ đến chưa chắc chắn", f".lists li:has-text('{second.full_name}')")


def test_whom_the_desk_wants_to_see_is_marked(
    desk: Device, kiosk: Http, house: House, queue: Iterator[Person]
) -> None:
    """
    The kiosk invites them here, the reason stands in the case, and checking in clears the mark.
    """
    person = next(queue)
    find(desk, person.id, person.id)
    does(desk, "ask_to_desk", reason="Ký nhận thay")
    desk.sees("Mời đến bàn: Ký nhận thay", "#person")

    assert "see_desk" == kiosk.scan(badge(house, person)).json()["verdict"]
    desk.sees("Lý do: Ký nhận thay", f"#cases li:has-text('{person.full_name}')")
    desk.page.click("[data-action='check_in_by_hand']")
    desk.page.click("#check-in")

    desk.page.wait_for_selector(f"#cases li:has-text('{person.full_name}')", state="detached")


def test_guests_of_honour_are_announced_and_named(
    desk: Device, kiosk: Http, house: House, calls: Http
) -> None:
    """
    Expected in five minutes for MC and console; arrived, with salutation and seat, on every desk.
    """
    guest = next(person for person in house.plan.people if person.id == "K-005")
    find(desk, guest.id, guest.id)
    does(desk, "expect_person", minutes="5")
    with house.enter("mc") as mc:
        assert [guest.id] == [one["id"] for one in mc.view("mc")["expected"]]

        kiosk.scan(badge(house, guest)).raise_for_status()
        desk.sees(f"{guest.salutation} {guest.full_name} – Ghế {guest.hall_seat}", ".strip--guest")
        view = mc.view("mc")

    assert [] == view["expected"]
    assert [(guest.id, guest.hall_seat)] == [(one["id"], one["seat"]) for one in view["arrived"]]


def test_many_guests_at_once_leave_room_for_the_work(
    desk: Device, kiosk: Http, house: House
) -> None:
    """
    Ten guests of honour in a minute are one line, not ten.
    """
    for guest in house.plan.people[5:15]:
        kiosk.scan(badge(house, guest)).raise_for_status()

    desk.sees("vị khác", "#guests-arrived")
    assert (
        desk.page.evaluate("document.querySelector('.top ~ main').getBoundingClientRect().top")
        < 250
    )


def test_the_totals_are_live(
    desk: Device, house: House, kiosk: Http, queue: Iterator[Person]
) -> None:
    """
    Who is here by sex, age, sector … and the curve of arrivals follow every scan.
    """
    desk.page.click("[data-tab='totals']")
    desk.page.wait_for_selector("[data-table='age'] tr")
    before = int(desk.data(".arrivals", "data-come") or 0)
    kiosk.scan(badge(house, next(queue))).raise_for_status()

    desk.reaches(str(before + 1), lambda: desk.data(".arrivals", "data-come"))
    rows = desk.page.locator("[data-table='sex'] td").all_inner_texts()
    assert before + 1 == sum(int(row.split("/")[0]) for row in rows)


def test_a_presenter_who_leaves_is_told_to_the_desk(
    desk: Device, house: House, kiosk: Http, calls: Http
) -> None:
    """
    Whoever hands out awards and goes is missed on every desk until they are back.
    """
    presenter = house.plan.batches[0].presenters[0]
    who = next(person for person in house.plan.people if person.id == presenter)
    calls.command("check_in_by_hand", {"person": presenter, "method": "escort"})
    calls.command("check_out", {"person": presenter}).raise_for_status()
    desk.sees(f"{who.full_name} đã ra ngoài; còn trao thưởng ở đợt", ".strip--alert")

    kiosk.scan(badge(house, who)).raise_for_status()

    desk.page.wait_for_selector(".strip--alert", state="detached")


def test_a_kiosk_turned_out_is_cut_off(house: House) -> None:
    """
    Revoking a kiosk ends its live line, not only its next visit.
    """
    line: Socket = house.socket("kiosk", house.device("kiosk", "Ki-ốt 9"))
    with line, house.sign_in("Trưởng ca Mẫu", "operator") as operator:
        operator.delete("/api/v1/devices/Ki-ốt 9").raise_for_status()
        give_up = time.monotonic() + CUT_WITHIN_S
        while line.connected and time.monotonic() < give_up:
            time.sleep(0.05)

        assert not line.connected


def test_the_page_reads_well_on_a_narrow_tablet(
    browser: Browser, house: House, tmp_path: Path
) -> None:
    """
    An escort's telephone shows the same desk in one column, with nothing cut off at the side.
    """
    token = house.device("reception", "Người dẫn Mẫu")
    address = house.address("reception", "Người dẫn Mẫu", None, token)
    with Device(browser, address, (412, 915)) as phone:
        phone.page.wait_for_selector("#search")
        phone.sees("Cần hỗ trợ", "#cases")

        wide = phone.page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert wide <= 0


def test_a_namesake_is_asked_about_and_a_newcomer_taken_off_again(
    desk: Device, house: House, queue: Iterator[Person], calls: Http
) -> None:
    """
    The page tells which badge bears the name; whoever was registered all the same is withdrawn.
    """
    person = next(queue)
    desk.page.click("#register-open")
    desk.page.fill(".form #full_name", person.full_name)
    desk.page.select_option(".form #delegate_class", "PHUCVU")
    desk.page.select_option(".form #unit", person.unit)
    desk.page.click(".form .main")
    desk.sees(f"Đoàn này đã có {person.full_name}, thẻ {person.id}", "#remark")
    desk.page.click("#force:has-text('Người khác, trùng tên')")
    desk.sees("Đã đăng ký", "#remark")
    desk.page.press("#search", "Enter")
    desk.sees("Đăng ký tại chỗ", "#history")

    does(desk, "withdraw_registration", reason="Chính là người ấy")

    desk.sees("Đã hủy đăng ký", "#person .facts")
    assert 0 == desk.page.locator("[data-action='check_in_by_hand']").count()


def test_a_delegation_that_comes_together_is_in_with_two_presses(
    desk: Device, house: House, calls: Http
) -> None:
    """
    The first press only asks; the second checks in whoever is listed.
    """
    unit = next(one for one in house.plan.units if one.id == "BAI")
    desk.page.fill("#search", unit.name)
    desk.page.wait_for_selector("#together")
    people = desk.page.locator("#results [data-person]").evaluate_all(
        "all => all.map((one) => one.dataset.person)"
    )

    desk.page.dblclick("#together")
    desk.sees("Bấm lần nữa", "#together")
    desk.page.wait_for_timeout(600)  # a second press, and no double click
    desk.page.click("#together")

    desk.sees("Đã điểm danh", "#remark")
    desk.page.wait_for_selector("#together", state="detached")
    found = [calls.get("/api/v1/delegates", params={"q": p}).json()["delegates"][0] for p in people]
    assert [True] * len(people) == [one["present"] for one in found]
