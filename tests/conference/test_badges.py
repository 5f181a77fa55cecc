"""The badges: codes that nobody can guess, that find their own errors, and are never stored."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.conference.badges import CodeBook, Reading, Scan, code_of
from server.conference.check_digit import LENGTH, damm

SECRET = b"a secret of this test and of nothing else"
SERIALS = {"C-001": 1, "C-002": 3}
DIGITS = st.text("0123456789", min_size=1, max_size=40)


@pytest.fixture(name="codes")
def _codes() -> CodeBook:
    """The code book of conference 4321."""
    return CodeBook(SECRET, "4321")


def test_a_code_is_thirty_four_digits(codes: CodeBook) -> None:
    """
    Four digits name the conference, and all of them together check out.
    """
    code = codes.code("C-001", 1)

    assert (LENGTH, True, "4321", 0) == (len(code), code.isdecimal(), code[:4], damm(code))


def test_a_code_is_derived_and_always_the_same() -> None:
    """
    Printing a sheet twice gives the same codes.
    """
    codes = [CodeBook(SECRET, "4321").code("C-001", 1) for _ in range(2)]

    assert codes[0] == codes[1] == code_of(SECRET, "4321", "C-001", 1)


def test_secret_conference_person_and_serial_all_count() -> None:
    """
    Whichever of them differs, the code differs.
    """
    different = {
        code_of(secret, conference, person, serial)[4:]
        for secret in (SECRET, b"another secret")
        for conference in ("4321", "1234")
        for person in ("C-001", "C-002")
        for serial in (1, 2)
    }

    assert 16 == len(different)


@settings(derandomize=True)
@given(digits=DIGITS, place=st.integers(min_value=0), by=st.integers(1, 9))
def test_every_wrong_digit_is_found(digits: str, place: int, by: int) -> None:
    """
    One digit misread never checks out.
    """
    code = f"{digits}{damm(digits)}"
    at = place % len(code)

    wrong = f"{code[:at]}{(int(code[at]) + by) % 10}{code[at + 1 :]}"

    assert 0 != damm(wrong)


@settings(derandomize=True)
@given(digits=DIGITS, place=st.integers(min_value=0))
def test_every_swap_of_neighbours_is_found(digits: str, place: int) -> None:
    """
    Two neighbouring digits in the wrong order never check out, unless they are alike.
    """
    code = f"{digits}{damm(digits)}"
    at = place % (len(code) - 1)

    swapped = f"{code[:at]}{code[at + 1]}{code[at]}{code[at + 2 :]}"

    assert (0 == damm(swapped)) == (code[at] == code[at + 1])


def test_a_code_names_its_person_and_badge(codes: CodeBook) -> None:
    """
    Every badge ever issued is read, the replaced ones too.
    """
    assert [Scan(reading=Reading.OURS, person="C-002", serial=serial) for serial in (1, 2, 3)] == [
        codes.read(codes.code("C-002", serial), SERIALS) for serial in (1, 2, 3)
    ]


@pytest.mark.parametrize("around", ["{}", "  {}\n", "https://hoi-nghi.example.invalid/the?ma={}"])
def test_an_address_that_ends_in_the_code_is_read(codes: CodeBook, around: str) -> None:
    """
    What stands before the code, and blanks around it, do not matter.
    """
    scanned = around.format(codes.code("C-001", 1))

    assert Scan(reading=Reading.OURS, person="C-001", serial=1) == codes.read(scanned, SERIALS)


@pytest.mark.parametrize("typed", ["C-002", "c-002", " C-002 "])
def test_a_badge_number_may_be_typed(codes: CodeBook, typed: str) -> None:
    """
    The short number stands for the newest badge.
    """
    whose = Scan(reading=Reading.OURS, person="C-002", serial=3, number="C-002")

    assert whose == codes.read(typed, SERIALS)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("C-173", "C-173"), (" c173 ", "C173"), ("999", "999"), ("123456", None), ("C-1234567", None)],
)
def test_a_number_mistyped_is_kept(codes: CodeBook, typed: str, number: str | None) -> None:
    """
    The desk may guess whose it is; what may be a PIN or a code is not kept.
    """
    assert Scan(reading=Reading.UNKNOWN, number=number) == codes.read(typed, SERIALS)


def test_a_code_of_another_conference_is_told_apart(codes: CodeBook) -> None:
    """
    A foreign badge is recognised as one.
    """
    foreign = code_of(SECRET, "9876", "C-001", 1)

    assert Scan(reading=Reading.OTHER_CONFERENCE) == codes.read(foreign, SERIALS)


def test_a_forged_code_is_nobodys(codes: CodeBook) -> None:
    """
    A code with our digits in front and a right check digit is still not one we issued.
    """
    forged = code_of(b"a guessed secret", "4321", "C-001", 1)

    assert Scan(reading=Reading.UNKNOWN) == codes.read(forged, SERIALS)


@pytest.mark.parametrize(
    "text", ["", "1" * 33, "abc", "４３２１" + "０" * 30, "9" * 10_000, "\x00" * 34]
)
def test_what_is_no_code_is_nobodys(codes: CodeBook, text: str) -> None:
    """
    Nothing that comes from a scanner does any harm.
    """
    assert Scan(reading=Reading.UNKNOWN) == codes.read(text, SERIALS)


def test_a_badge_not_issued_yet_is_nobodys(codes: CodeBook) -> None:
    """
    The next badge opens no door before it is issued, and does from then on.
    """
    coming = codes.code("C-001", 2)

    assert Reading.UNKNOWN is codes.read(coming, SERIALS).reading
    assert Reading.OURS is codes.read(coming, SERIALS | {"C-001": 2}).reading
