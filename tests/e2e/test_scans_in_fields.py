"""A scanner that types while a field has the keys: the badge is read, the field is as it was."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from server.conference.plan import Person
from tests.e2e.device import DESK, Device
from tests.e2e.morning import badge, doors_open
from tests.edge.clients import Http
from tests.edge.house import House

NAME = "Bàn Mẫu"
BY_HAND_MS = 80
TRIES = 5
TOO_SLOW = "Máy quét đã gõ một mã vào ô chữ"
"""The server's refusal, where a crowded machine typed no faster than a person."""
ENDS = ("Enter", "Tab", "")
CARD = "001099000001|123456789|Nguoi Mau|01011990|Nam|Dia chi Mau|01012021"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server whose doors are open; each test brings delegates of its own."""
    yield from doors_open(tmp_path_factory.mktemp("fields"))


@pytest.fixture(scope="module")
def queue(house: House) -> Iterator[Person]:
    """Official delegates who have not come yet, one after another."""
    return (person for person in house.plan.people if person.delegate_class.startswith("O_"))


@pytest.fixture(scope="module")
def calls(house: House) -> Iterator[Http]:
    """The calls of somebody else at reception."""
    with house.sign_in("Hoa Mẫu", "reception") as http:
        yield http


@pytest.fixture
def desk(browser: Browser, house: House) -> Iterator[Device]:
    """The reception desk."""
    token = house.device("reception", NAME)
    with Device(browser, house.address("reception", NAME, None, token), DESK) as opened:
        opened.page.wait_for_selector("#search:focus")
        yield opened
        assert [] == opened.complaints


def choose(desk: Device, person: str) -> None:
    """Find a person by badge number."""
    desk.page.fill("#search", person)
    desk.page.wait_for_selector(f"[data-person='{person}']")
    desk.page.press("#search", "Enter")
    desk.page.wait_for_selector(f"#person[data-id='{person}']")


def scan(desk: Device, text: str, end: str) -> None:
    """Type as a scanner does, whatever has the keys."""
    desk.page.keyboard.type(text)
    if end:
        desk.press(end)


def come(calls: Http, person: Person) -> None:
    """Let a person be here already."""
    calls.command("check_in_by_hand", {"person": person.id, "method": "escort"}).raise_for_status()


def is_present(calls: Http, person: Person) -> bool:
    """Whether a person is here, as the server has it."""
    found = calls.get("/api/v1/delegates", params={"q": person.id}).json()["delegates"]
    return bool(found[0]["present"])


@pytest.mark.parametrize("end", ENDS)
def test_the_next_badge_undoes_nobody_s_check_in(
    desk: Device, calls: Http, house: House, queue: Iterator[Person], end: str
) -> None:
    """
    The reason waits to be typed when the next badge is scanned: whoever was chosen stays in.
    """
    here, following = next(queue), next(queue)
    come(calls, here)
    choose(desk, here.id)
    desk.page.click("[data-action='undo_check_in']")
    desk.page.wait_for_selector("#reason:focus")
    desk.page.keyboard.type("Nhầm ", delay=BY_HAND_MS)

    scan(desk, badge(house, following), end)

    desk.page.wait_for_selector(f"#person[data-id='{following.id}'][data-present='true']")
    assert is_present(calls, here)
    assert "" == desk.page.input_value("#search")


def test_a_half_typed_word_is_left_as_it_was(
    desk: Device, calls: Http, house: House, queue: Iterator[Person]
) -> None:
    """
    A badge nobody knows leaves the person, the word, and the place of the cursor in it.
    """
    here = next(queue)
    come(calls, here)
    choose(desk, here.id)
    desk.page.click("[data-action='revoke_badge']")
    desk.page.wait_for_selector("#reason:focus")
    for _ in range(TRIES):
        desk.page.fill("#reason", "")
        desk.page.keyboard.type("Nhm", delay=BY_HAND_MS)
        desk.press("ArrowLeft")
        scan(desk, CARD, "Enter")
        desk.reaches(True, lambda: desk.text("#remark") != "")
        if not desk.text("#remark").startswith(TOO_SLOW):
            break
    desk.sees("Chưa nhận được mã", "#remark")

    desk.page.keyboard.type("a", delay=BY_HAND_MS)
    assert "Nham" == desk.page.input_value("#reason")
    assert here.id == desk.data("#person", "data-id")
    assert 0 == desk.page.locator("#history li:has-text('Thu hồi')").count()


@pytest.mark.parametrize("end", ENDS)
def test_a_badge_is_scanned_into_the_search_box(
    desk: Device, house: House, queue: Iterator[Person], end: str
) -> None:
    """
    A scanner that ends in Enter, in Tab or in nothing checks in from where the cursor always is.
    """
    person = next(queue)
    desk.page.keyboard.type("lan ", delay=BY_HAND_MS)

    scan(desk, badge(house, person), end)

    desk.page.wait_for_selector(f"#person[data-id='{person.id}'][data-present='true']")
    assert "" == desk.page.input_value("#search")


def test_a_badge_answers_no_question_and_stands_in_no_address(
    desk: Device, calls: Http, house: House, queue: Iterator[Person]
) -> None:
    """
    Its digits are no numbers of replies; and where a name is asked for, no code is sent.
    """
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))
    person = next(s.person for s in house.plan.speeches if s.status == "approved")
    given = {"full_name": "Cao Mẫu Thế", "approved_by": "Trưởng đoàn Mẫu", "reason": "Bận"}
    calls.command("substitute", {"person": person, **given}).raise_for_status()
    before = calls.view("reception")["duties"]
    ask = "#duties li:has-text('Cao Mẫu Thế') [data-do='ask']"
    desk.page.click(ask)
    desk.page.wait_for_selector("#questions button:focus")

    first, second = next(queue), next(queue)
    scan(desk, badge(house, first), "Enter")
    desk.page.wait_for_selector(f"#person[data-id='{first.id}']")
    desk.page.click(ask)
    desk.page.click("#questions [data-reply='other']")
    desk.page.wait_for_selector("#duty-other:focus")
    scan(desk, badge(house, second), "Enter")
    desk.page.wait_for_selector(f"#person[data-id='{second.id}']")

    assert before == calls.view("reception")["duties"]
    codes = (badge(house, first), badge(house, second))
    assert not [url for url in asked if any(code in url for code in codes)]
