"""A small conference that holds an item of every kind, and people with secrets easy to spot."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from server.conference.library import MediaFile, MediaKind
from server.conference.plan import (
    Act,
    Assignment,
    AwardLine,
    Batch,
    Ceremony,
    Conference,
    Decision,
    DelegateClass,
    Group,
    Item,
    ItemKind,
    Nomination,
    NominationList,
    Pair,
    Person,
    Quotas,
    ScreenPlan,
    Side,
    Speech,
    Unit,
)

NINE = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)  # nine o'clock where the conference is held

# What no hall may ever see of anybody; years are like no year, version or count of these tests.
BIRTH_YEAR = 7700
ETHNICITY = "dân tộc ghi kín"
PHONE = "0900 777 777"
SECRETS = (ETHNICITY, PHONE, "kin@example.invalid", "ghi chú kín", "xe đưa đón kín")

CLASSES = (
    DelegateClass(
        id="guest",
        word="KHÁCH MỜI",
        badge="Khách",
        letter="K",
        colour="#990000",
        side=Side.GUEST,
        vip=True,
    ),
    DelegateClass(
        id="elder", word="KHÁCH MỜI", badge="Khách", letter="K", colour="#990000", side=Side.GUEST
    ),
    DelegateClass(
        id="official",
        word="ĐẠI BIỂU",
        badge="Chính thức",
        letter="C",
        colour="#009900",
        side=Side.OFFICIAL,
    ),
    DelegateClass(
        id="staff", word="PHỤC VỤ", badge="Phục vụ", letter="P", colour="#000099", side=Side.STAFF
    ),
)
CLASS_OF_LETTER = {"C": "official", "P": "staff"}


def person(number: str, name: str, **more: Any) -> Person:
    """A fictional person with every secret filled in; the badge's letter tells the class."""
    letter, _, digits = number.partition("-")
    given: dict[str, Any] = {
        "delegate_class": CLASS_OF_LETTER.get(letter, "guest"),
        "unit": "north",
        "position": f"Chức vụ {number}",
        "birth_year": BIRTH_YEAR + int(digits) + ord(letter),
        "ethnicity": ETHNICITY,
        "phone": PHONE,
        "email": "kin@example.invalid",
        "note": "ghi chú kín",
        "transport": "xe đưa đón kín",
        "party_member": True,
    } | more
    return Person(id=number, full_name=name, given_name=name.split()[-1], **given)


PEOPLE = (
    person("K-001", "Trần Văn Mẫu Bình", protocol_bloc=1, protocol_rank=1),
    person("K-002", "Lê Thị Mẫu Cúc", protocol_bloc=1, protocol_rank=2),
    person("K-003", "Phạm Mẫu Đông", delegate_class="elder", protocol_bloc=7),
    person("K-004", "Vũ Mẫu Em", delegate_class="elder", protocol_bloc=7),
    person("C-001", "Nguyễn Thị Mẫu An", pronunciation="An", protocol_bloc=8),
    person("C-002", "Hoàng Mẫu Phúc", unit="south", protocol_bloc=8),
    *(person(f"C-{n:03}", f"Đặng Mẫu Số {n}", unit="south") for n in range(3, 13)),
    person("P-001", "Bùi Mẫu Giúp"),
)
GUESTS = ("K-001", "K-002", "K-003", "K-004")
OFFICIALS = tuple(f"C-{n:03}" for n in range(1, 13))
EVERYONE = tuple(p.id for p in PEOPLE)


def ceremony(**more: Any) -> Ceremony:
    """A flag ceremony's script."""
    given: dict[str, Any] = {
        "leader": "Đồng chí Mẫu",
        "attention": "Nghiêm!",
        "salute": "Chào cờ, chào!",
        "anthem": "Quốc ca!",
        "ending": "Thôi!",
        "seated": "Mời an tọa.",
    } | more
    return Ceremony(**given)


def item(number: str, kind: str, **more: Any) -> Item:
    """An item of ten minutes that can give five."""
    given: dict[str, Any] = {
        "title": f"Mục {number}",
        "planned": 10,
        "minimum": 5,
        "maximum": 15,
        "gives_time": "rút gọn",
    } | more
    return Item(id=number, kind=ItemKind(kind), **given)


PERFORMANCE = item(
    "1",
    "performance",
    acts=(Act(title="Hát", performers="Tốp ca"), Act(title="Múa", performers="Đội")),
)
OPENING_FLAG = item("2", "flag_ceremony", ceremony=ceremony(anthem_file="quoc-ca.ogg"))
INTRODUCTION = item(
    "3",
    "introduction",
    introduce=("guest",),
    groups=(
        Group(id="elders", title="Các bậc lão thành", classes=("elder",)),
        Group(id="hosts", title="Chủ nhà", people=("C-001", "C-002")),
    ),
)
PRESIDIUM = item("4", "presidium")
SPEECH = item("5", "speech", speaker="C-001")
REPORT = item("6", "report", speaker="C-002", file="bao-cao.pdf")
VIDEO = item("7", "video", file="phong-su.mp4")
SPEECHES = item("8", "speech_series")
LEADER = item("9", "leader_speech", speaker="K-001")
BREAK = item("10", "break", refreshments="Sảnh tầng trệt")
AWARDS = item("11", "awards")
LAUNCH = item("12", "launch", speaker="C-001", slogan="Thi đua", targets=("Một", "Hai"))
RESPONSE = item(
    "13", "response", speakers=("C-003", "C-004"), pairs=(Pair(first="Bắc", second="Nam"),)
)
VOTE = item("14", "vote", lists=("A", "B"))
NOTICE = item("15", "notice", text="Mời dùng cơm.")
CLOSING = item("16", "closing", speaker="C-001")
CLOSING_FLAG = item("17", "flag_ceremony", ceremony=ceremony(closing=True, ending="Xin cảm ơn."))

ITEMS = (
    PERFORMANCE,
    OPENING_FLAG,
    INTRODUCTION,
    PRESIDIUM,
    SPEECH,
    REPORT,
    VIDEO,
    SPEECHES,
    LEADER,
    BREAK,
    AWARDS,
    LAUNCH,
    RESPONSE,
    VOTE,
    NOTICE,
    CLOSING,
    CLOSING_FLAG,
)


def _speech(
    id: str, order: int, person: str, status: str = "approved", file: str | None = None
) -> Speech:
    return Speech(
        id=id,
        order=order,
        status=status,
        person=person,
        title=f"Tham luận {id}",
        minutes=7,
        file=file,
    )


def _line(id: str, batch: str, position: int, person: str, decision: str, **more: Any) -> AwardLine:
    return AwardLine(
        id=id, batch=batch, position=position, person=person, decision=decision, **more
    )


KINDS_OF_FILE = {
    ".ogg": MediaKind.SOUND,
    ".mp4": MediaKind.FILM,
    ".pdf": MediaKind.SLIDES,
    ".jpg": MediaKind.PICTURE,
}
SLIDES = 3


def media_file(
    name: str,
    *,
    pages: int = SLIDES,
    fault: str | None = None,
    doubt: str | None = None,
    detail: str | None = None,
    sound: bool = False,
    duration_s: float = 0.0,
) -> MediaFile:
    """A file as it was found in the media folder."""
    kind = next((k for ending, k in KINDS_OF_FILE.items() if name.endswith(ending)), None)
    return MediaFile(
        sha256=sha256(name.encode()).hexdigest(),
        mark=sha256(f"mark {name}".encode()).hexdigest()[:32],
        kind=kind or MediaKind.UNKNOWN,
        pages=pages if kind is MediaKind.SLIDES else 0,
        fault=fault,
        doubt=doubt,
        detail=detail,
        sound=sound,
        duration_s=duration_s,
        width=600 if kind is MediaKind.PICTURE else 0,
        height=800 if kind is MediaKind.PICTURE else 0,
    )


def media_folder(conference: Conference) -> dict[str, MediaFile]:
    """Every file the plan names, and one that nobody planned."""
    anthems = (item.ceremony.anthem_file for item in conference.items if item.ceremony)
    slides = (speech.file for speech in conference.speeches)
    portraits = (line.portrait for line in conference.awards)
    items = (item.file for item in conference.items)
    named = {*anthems, *slides, *portraits, *items, "nhac-nen.ogg"}
    return {name: media_file(name) for name in sorted(filter(None, named))}


# Everything a conference says beside its items.
CONFERENCE: dict[str, Any] = {
    "code": "4321",
    "title": "Hội nghị Mẫu",
    "title_lines": ("Hội nghị", "Mẫu"),
    "title_short": "Mẫu",
    "theme": "Chủ đề",
    "noun": "Hội nghị",
    "organisation": ("Công đoàn Mẫu",),
    "place": "Hội trường Mẫu",
    "place_name": "Mẫu",
    "date_line": "Mẫu, tháng 11",
    "time_zone": "Asia/Ho_Chi_Minh",
    "start_time": "09:00",
    "reception_time": "08:00",
    "welcome": "Kính chào quý vị đại biểu",
    "help_contact": "Bàn hỗ trợ",
    "privacy_notice": "Thông tin chỉ dùng để đón tiếp.",
    "privacy_notice_version": "1",
    "classes": CLASSES,
    "blocs": ("Khối",) * 10,
    "units": (
        Unit(id="north", name="Công đoàn miền Bắc", short="Bắc"),
        Unit(id="south", name="Công đoàn miền Nam", short="Nam"),
    ),
    "screens": (
        ScreenPlan(name="left", role="hall"),
        ScreenPlan(name="right", role="hall"),
        ScreenPlan(name="foyer", role="lobby"),
        ScreenPlan(name="podium", role="stage"),
        ScreenPlan(name="stream", role="overlay"),
    ),
    "lobby_arrivals": True,
    "people": PEOPLE,
    "quotas": Quotas(guest=5, official=13, total=17),
    "assignments": (
        Assignment(role="presidium", order=1, person="C-001", presiding=True),
        Assignment(role="presidium", order=2, person="C-002"),
        Assignment(role="secretary", order=1, person="C-005"),
    ),
    "speeches": (
        _speech("S2", 2, "C-004", file="tham-luan-2.pdf"),
        _speech("S1", 1, "C-003"),
        _speech("S3", 3, "C-005"),
        _speech("R1", 1, "C-006", "reserve"),
    ),
    "decisions": (
        Decision(id="D1", number="1/QĐ", date="1/11", issuer="Ban", award="Bằng khen"),
        Decision(id="D2", number="2/QĐ", date="2/11", issuer="Ban", award="Cờ"),
    ),
    "batches": (
        Batch(id="second", order=2, title="Đợt hai", presenters=("K-002",)),
        Batch(
            id="first",
            order=1,
            title="Đợt một",
            presenters=("K-001",),
            reserves=("K-002",),
        ),
    ),
    "awards": (
        _line("L2", "first", 2, "C-004", "D1"),
        _line("L1", "first", 1, "C-003", "D1", certificate="01"),
        _line("L3", "first", 3, "C-005", "D1", collective="Tổ Mẫu"),
        _line(
            *("L4", "second", 1, "C-006", "D2"),
            featured=True,
            achievement="Sáng kiến",
            portrait="chan-dung.jpg",
        ),
    ),
    "lists": (
        NominationList(id="A", congress="Đại hội tỉnh", colour="#b00"),
        NominationList(id="B", congress="Đại hội toàn quốc", colour="#00b"),
    ),
    "nominations": (
        *(
            Nomination(list="A", order=n, person=f"C-{n:03}")
            for n in range(1, 12)  # eleven names fill one page and begin a second
        ),
        Nomination(list="B", order=1, person="C-001"),
    ),
    "scripts": {
        "prelude": {"welcome": "Kính chào tại {place}."},
        "introduction": {"intro": "{salutation} {name}", "figures": "{present}/{expected}"},
        "awards": {"batch": "{presenters} trao: {names}"},
        "vote": {"result": "{agree}/{eligible}"},
    },
}


def plan(*items: Item, **changes: Any) -> Conference:
    """The conference, with these items (all of them, if none is named) and these changes."""
    return Conference(**CONFERENCE | {"items": items or ITEMS} | changes)
