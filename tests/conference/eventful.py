"""One morning on which everything happens that can happen."""

from typing import Any

from server.conference.scenes import instant
from tests.conference.morning import ADMIN, KIOSK, SIDE_DOOR, Morning
from tests.conference.plans import OFFICIALS

Asked = tuple[str, dict[str, Any]]

A_SHELF = {
    "screen": "left",
    "there": True,
    "audible": True,
    "reels": [{"sha256": "0" * 64, "state": "ready", "sound": True}],
}
BEFORE_THE_OPENING: tuple[Asked, ...] = (
    ("register", {"full_name": "Đinh Mẫu Mới", "delegate_class": "staff", "unit": "north"}),
    ("withdraw_registration", {"person": "P-002", "reason": "Đăng ký hai lần"}),
    ("correct_person", {"person": "C-001", "position": "Chủ tịch"}),
    (
        "substitute",
        {
            "person": "K-004",
            "full_name": "Lý Mẫu Thay",
            "reason": "Ốm",
            "approved_by": "Ban Tổ chức",
        },
    ),
    ("undo_substitution", {"person": "K-004", "reason": "Đã khỏe, vẫn dự"}),
    ("assign", {"role": "secretary", "person": "C-006"}),
    ("unassign", {"role": "secretary", "person": "C-006"}),
    ("mark_present_on_stage", {"person": "C-001"}),
    ("set_presiding", {"person": "C-002"}),
    ("expect_person", {"person": "K-002", "minutes": 10}),
    ("ask_to_desk", {"person": "K-002", "reason": "Ký nhận quà"}),
    ("let_pass", {"person": "K-002"}),
    ("hand_documents", {"person": "C-001"}),
    ("hand_documents", {"person": "C-001", "handed": False}),
    ("undo_check_in", {"person": "P-001", "reason": "Nhầm người"}),
    ("revoke_badge", {"person": "P-001", "reason": "Mất thẻ"}),
    ("issue_badge", {"person": "P-001", "reason": "Mất thẻ"}),
    ("amend_list", {"list": "B", "add": "C-002", "mover": "C-003"}),
    ("award_presenter", {"batch": "first", "presenters": ["K-002"]}),
    ("show_test_pattern", {}),
    ("tell_reels", A_SHELF),
    ("check_sound", {}),
    ("identify", {}),
    ("assign_screen", {"screen": "spare", "role": "hall"}),
    ("rename_screen", {"screen": "left", "name": "Màn trái"}),
    ("reload_screens", {}),
    ("tune_screen", {"screen": "right", "mirror_of": "left"}),
    ("message", {"text": "Xin chào", "audience": "lobby"}),
    ("clear_message", {"audience": "lobby"}),
)
AT_THE_FIRST_ITEM: tuple[Asked, ...] = (
    ("snapshot_attendance", {}),
    ("check_out", {"person": "C-012"}),
    ("undo_check_out", {"person": "C-012", "reason": "Nhầm người"}),
    ("check_out", {"person": "C-012"}),
    ("pause", {}),
    ("resume", {}),
    ("insert", {"kind": "notice", "title": "Xe chắn lối", "after": "5"}),
    ("move", {"item": "x1", "after": "6"}),
    ("skip", {"item": "x1", "reason": "Xe đã đi"}),
    ("edit_item", {"item": "5", "planned": 8}),
    ("next", {}),
    ("undo", {}),
    ("hold", {}),
    ("release", {}),
)

WHILE_GUESTS_ARE_INTRODUCED: tuple[Asked, ...] = (
    (
        "group_introductions",
        {"item": "3", "people": ["K-001", "C-003", "C-004"], "title": "Các đơn vị bạn"},
    ),
    ("introduce_alone", {"item": "3", "person": "C-003"}),
    ("join_introduction", {"item": "3", "person": "C-003", "group": "n1"}),
    ("place_introduction", {"item": "3", "card": "hosts"}),
    ("release_introduction", {"item": "3", "card": "hosts"}),
    ("skip_introduction", {"item": "3", "card": "K-001"}),
    ("skip_introduction", {"item": "3", "card": "K-001", "skip": False}),
    ("introduce_next", {"person": "C-007"}),
)


def an_eventful_morning() -> Morning:
    """A morning that has seen every event, from the loading of its plan to its closing."""
    morning = Morning().open()
    morning.arrive(*OFFICIALS, "K-001", "P-001")
    morning.scan("P-001")
    _two_doors_let_in(morning, "K-003")
    [case] = morning.day.cases.all
    for command in ("take_case", "solve_case", "reopen_case"):
        morning.ask(command, case=case)
    _ask(morning, BEFORE_THE_OPENING)
    _somebody_reads_for(morning, "C-005", "S3")
    morning.ask("lock_kiosk", kiosk=KIOSK.name)
    morning.ask("leave_kiosk", by=KIOSK)
    morning.ask("unlock_kiosk", kiosk=KIOSK.name)
    begun_at = instant(morning.day.sound_check.at)
    answer = {"screen": "left", "begun_at": begun_at, "played": True, "level_db": -12.0}
    _ask(
        morning,
        (("answer_sound_check", answer), ("tell_reels", {"screen": "left", "there": False})),
    )
    morning.ask("start")
    _ask(morning, AT_THE_FIRST_ITEM)
    morning.walk_to("2:anthem")
    _ask(morning, (("stop_all_sound", {}), ("a_cappella", {})))
    morning.walk_to("3:purpose")
    _ask(morning, WHILE_GUESTS_ARE_INTRODUCED)
    morning.walk_to("4:propose").ask("back")  # puts item 4 back and reopens item 3
    morning.walk_to("7:play")
    _ask(morning, (("pause_media", {}), ("seek_media", {"to_s": 5}), ("stop_media", {})))
    _ask(morning, (("give_sound", {"screen": "left"}), ("tell_reels", A_SHELF)))
    morning.walk_to("8:open")
    _ask(
        morning,
        (
            ("speech_defer", {"speech": "S2", "reason": "Trễ giờ"}),
            ("speech_insert", {"speech": "R1"}),
        ),
    )
    morning.walk_to("14:A-vote")
    _ask(morning, (("void_vote", {"list": "A", "reason": "Nhầm"}), ("open_vote", {"list": "A"})))
    morning.walk_to("17:seated").ask("close")
    morning.ask("let_in", device="Ki-ốt 1", what="kiosk")
    morning.ask("place_kiosk", kiosk="Ki-ốt 1", gate="Cửa Đông", direction="both")
    morning.ask("turn_away", device="10.0.0.7", what="screen")
    morning.ask("turn_out", device="Ki-ốt 1")
    morning.ask("print_label", person="K-003")
    morning.ask("withdraw_label", person="K-003")
    morning.ask("note_taking", by=ADMIN, what="print badges", taken_at=morning.at(0))
    made = {"what": "account set", "names": ["Lan Mẫu", "mc"], "typed_at": morning.at(0)}
    morning.ask("note_letting_in", by=ADMIN, **made)
    morning.ask("note_erasure", by=ADMIN, values=1)
    return morning


def _somebody_reads_for(morning: Morning, person: str, speech: str) -> None:
    """Whoever was to speak has to leave; a substitute comes and reads the speech."""
    given = {"full_name": "Tạ Mẫu Đọc", "reason": "Việc gấp", "approved_by": "Ban Tổ chức"}
    morning.ask("check_out", person=person)
    morning.ask("substitute", person=person, **given)
    morning.ask("answer_duty", person=person, duty="speech", ref=speech, reply="substitute")


def _two_doors_let_in(morning: Morning, person: str) -> None:
    """A door that was cut off lets somebody in whom the other one has let in already."""
    morning.wait(10)
    morning.scan(person)
    morning.wait(5)
    morning.scan(person, at=SIDE_DOOR, happened_at=morning.at(8))


def _ask(morning: Morning, asked: tuple[Asked, ...]) -> None:
    for command, given in asked:
        morning.ask(command, **given)
