"""Arguments for every command, plausible and implausible, drawn from the day as it stands."""

from collections.abc import Callable
from datetime import UTC
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from server.conference import Day, cards, duties, steps
from server.conference.admission import Direction
from server.conference.badges import Reading, Scan
from server.conference.library import MediaFile, MediaKind
from server.conference.plan import ItemKind
from server.conference.reels import Reel, ReelState
from server.conference.scenes import instant
from server.conference.screens import ScreenRole
from tests.conference.plans import SLIDES, media_file, media_folder

Given = st.SearchStrategy[dict[str, Any]]

# What is plausible stands several times, so that most commands are worth deciding.
WORDS = st.sampled_from(
    [*["Mẫu", "Theo ý kiến Chủ tọa"] * 4, "", "  ", "x" * 301, "{title} %s \\ \x00"]
)
NUMBERS = st.sampled_from([*[0, 1, 2, 3, 5, 12] * 3, 60, 121, 300, -1, 10**20])
FLAGS = st.booleans()
INTRODUCTIONS = st.sampled_from([*["3"] * 6, "x1", "5", "nothing"])
DUTIES = st.sampled_from(["presidium", "secretary", "chair"])
AUDIENCES = st.sampled_from(["hall", "lobby", "stage", "mc", "overlay"])
MARKS = st.sampled_from(["received", "on_behalf", "absent", "clear", "lost"])
KINDS = st.sampled_from([*["notice", "introduction", "break"] * 4, *map(str, ItemKind)])
ROLES = st.sampled_from([role.value for role in ScreenRole])


def _one_of(known: Any) -> st.SearchStrategy[str]:
    """Mostly what there is, now and then what there is not."""
    return st.sampled_from([*known, *known, "nothing"])


def _items(day: Day) -> st.SearchStrategy[str]:
    return _one_of(day.agenda.order)


def _people(day: Day) -> st.SearchStrategy[str]:
    return _one_of(day.people.people)


def _speeches(day: Day) -> st.SearchStrategy[str]:
    return _one_of(day.speeches.all)


def _lists(day: Day) -> st.SearchStrategy[str]:
    return _one_of(day.votes)


def _nothing(day: Day) -> Given:
    return st.just({})


def _answer_duty(day: Day) -> Given:
    waiting = duties.unanswered(day)
    reply = st.sampled_from(["substitute", "other", "later", "proceedings", "nobody", "perhaps"])
    more = {"other": _people(day), "reason": WORDS}
    if not waiting:
        named = {"person": _people(day), "duty": DUTIES, "ref": _lists(day), "reply": reply}
        return st.fixed_dictionaries(named, optional=more)
    return st.sampled_from(waiting).flatmap(
        lambda duty: st.fixed_dictionaries(
            {
                "person": st.just(duty.person),
                "duty": st.just(duty.kind.value),
                "ref": st.just(duty.ref),
                "reply": reply,
            },
            optional=more,
        )
    )


def _kiosk(day: Day) -> Given:
    return st.fixed_dictionaries({"kiosk": st.sampled_from(["Ki-ốt 1", "Ki-ốt 2"])})


def _screens(day: Day) -> Given:
    some = st.lists(_one_of(day.screens.screens), max_size=3)
    return st.fixed_dictionaries({}, optional={"screens": some})


def _person_and_reason(day: Day) -> Given:
    return st.fixed_dictionaries({"person": _people(day), "reason": WORDS})


def _go_to(day: Day) -> Given:
    def with_step(item: str) -> Given:
        known = day.agenda.items.get(item)
        there = [step.id for step in steps.of(day, known)] if known is not None else []
        return st.fixed_dictionaries({"item": st.just(item)}, optional={"step": _one_of(there)})

    return _items(day).flatmap(with_step)


def _cards(day: Day) -> st.SearchStrategy[str]:
    item = day.agenda.items.get("3")
    return _one_of([card.ref for card in cards.of(day, item)] if item is not None else [])


def _card(day: Day) -> Given:
    return st.fixed_dictionaries({"item": INTRODUCTIONS, "card": _cards(day)})


def _place_introduction(day: Day) -> Given:
    return st.fixed_dictionaries(
        {"item": INTRODUCTIONS, "card": _cards(day)}, optional={"after": _cards(day)}
    )


def _skip_introduction(day: Day) -> Given:
    return st.fixed_dictionaries(
        {"item": INTRODUCTIONS, "card": _cards(day) | _people(day)}, optional={"skip": FLAGS}
    )


def _group_introductions(day: Day) -> Given:
    return st.fixed_dictionaries(
        {
            "item": INTRODUCTIONS,
            "people": st.lists(_people(day), max_size=4),
            "title": WORDS,
        }
    )


def _join_introduction(day: Day) -> Given:
    return st.fixed_dictionaries(
        {"item": INTRODUCTIONS, "person": _people(day), "group": _cards(day)}
    )


def _skip(day: Day) -> Given:
    return st.fixed_dictionaries({"reason": WORDS}, optional={"item": _items(day)})


def _move(day: Day) -> Given:
    return st.fixed_dictionaries(
        {"item": _items(day)}, optional={"after": _items(day), "force": FLAGS, "reason": WORDS}
    )


def _insert(day: Day) -> Given:
    return st.fixed_dictionaries(
        {"kind": KINDS, "title": WORDS},
        optional={
            "after": _items(day),
            "people": st.lists(_people(day), max_size=3),
            "text": WORDS,
            "minutes": NUMBERS,
            "speaker": _people(day),
            "mc": st.dictionaries(st.sampled_from(["notice", "invite"]), WORDS, max_size=1),
        },
    )


def _edit_item(day: Day) -> Given:
    return st.fixed_dictionaries(
        {"item": _items(day)},
        optional={
            "title": WORDS,
            "planned": NUMBERS,
            "speaker": _people(day),
            "mc": st.dictionaries(st.sampled_from(["invite", "speak"]), WORDS, max_size=2),
        },
    )


def _close(day: Day) -> Given:
    return st.fixed_dictionaries({}, optional={"force": FLAGS, "reason": WORDS})


def _message(day: Day) -> Given:
    return st.fixed_dictionaries(
        {"text": WORDS, "audience": AUDIENCES}, optional={"until_s": NUMBERS}
    )


def _assign_screen(day: Day) -> Given:
    names = st.sampled_from([*day.screens.screens, "spare", " ", "x" * 41])
    return st.fixed_dictionaries({"screen": names, "role": ROLES})


def _rename_screen(day: Day) -> Given:
    names = st.sampled_from(["Màn hình trái", "", *day.screens.screens, "x" * 41])
    return st.fixed_dictionaries({"screen": _one_of(day.screens.screens), "name": names})


def _tune_screen(day: Day) -> Given:
    return st.fixed_dictionaries(
        {"screen": _one_of(day.screens.screens)},
        optional={
            "overscan": st.integers(-1, 16),
            "safe_area": st.integers(-1, 16),
            "mirror_of": st.just("") | _one_of(day.screens.screens),
        },
    )


def _assign(day: Day) -> Given:
    return st.fixed_dictionaries(
        {"role": DUTIES, "person": _people(day)}, optional={"order": NUMBERS}
    )


def _award_mark(day: Day) -> Given:
    return st.fixed_dictionaries(
        {"line": _one_of(day.awards.lines), "mark": MARKS},
        optional={"on_behalf": WORDS, "reason": WORDS},
    )


def _award_presenter(day: Day) -> Given:
    return st.fixed_dictionaries(
        {
            "batch": _one_of(day.awards.batches),
            "presenters": st.lists(_people(day), max_size=2),
        }
    )


def _record_vote(day: Day) -> Given:
    return st.fixed_dictionaries(
        {"list": _lists(day)},
        optional={"agree": NUMBERS, "disagree": NUMBERS, "other": NUMBERS, "unanimous": FLAGS},
    )


def _amend_list(day: Day) -> Given:
    return st.fixed_dictionaries(
        {"list": _lists(day), "mover": _people(day)},
        optional={"add": _people(day), "remove": _people(day), "reason": WORDS},
    )


def _check_in(day: Day) -> Given:
    ours = st.builds(
        Scan,
        reading=st.just(Reading.OURS),
        person=_people(day),
        serial=st.integers(min_value=1, max_value=3),
    )
    others = st.sampled_from([Scan(reading=reading) for reading in Reading])
    return st.fixed_dictionaries(
        {"scan": ours | others},
        optional={"direction": st.sampled_from(Direction), "happened_at": _instants(day)},
    )


def _check_in_by_hand(day: Day) -> Given:
    return st.fixed_dictionaries(
        {"person": _people(day), "method": WORDS},
        optional={"reason": WORDS, "happened_at": _instants(day)},
    )


def _instants(day: Day) -> st.SearchStrategy[Any]:
    opened = day.agenda.opened_at
    known = [opened, opened.replace(year=1990), opened.replace(tzinfo=None)] if opened else [None]
    return st.sampled_from(known)


def _case(day: Day) -> Given:
    return st.fixed_dictionaries({"case": _one_of(day.cases.all)})


def _list_media(day: Day) -> Given:
    """The folder as it was, or with some of its files gone, damaged, or with fewer slides."""
    names = sorted(media_folder(day.plan))
    found = st.builds(
        media_file,
        st.sampled_from(names),
        pages=st.integers(0, SLIDES),
        fault=st.sampled_from([None, None, "unreadable"]),
    ).map(_as_told)
    some = st.dictionaries(st.sampled_from(names), found, max_size=len(names))
    return st.fixed_dictionaries({"files": st.just(media_folder(day.plan)) | some})


def _as_told(file: MediaFile) -> MediaFile:
    """The file with its fault by the name the house has for it: a picture's is its own."""
    if file.fault is None or file.kind is not MediaKind.PICTURE:
        return file
    return replace(file, fault=f"picture_{file.fault}")


def _answer_sound_check(day: Day) -> Given:
    at = day.sound_check.at
    return st.fixed_dictionaries(
        {
            "screen": _one_of(day.screens.screens),
            "begun_at": st.sampled_from([instant(at) or "", "2026-01-01T00:00:00.000Z"]),
            "played": FLAGS,
        },
        optional={"level_db": st.sampled_from([None, -120.0, -12.0])},
    )


def _tell_reels(day: Day) -> Given:
    """A screen with some files on it, or gone."""
    reels = st.builds(
        Reel,
        sha256=st.sampled_from([file.sha256 for file in day.library.values()] or ["none"]),
        state=st.sampled_from(ReelState),
        sound=FLAGS,
    )
    return st.fixed_dictionaries(
        {"screen": _one_of(day.screens.screens), "there": FLAGS},
        optional={
            "audible": st.none() | FLAGS,
            "reels": st.lists(reels, max_size=2).map(tuple),
        },
    )


def _register(day: Day) -> Given:
    return st.fixed_dictionaries(
        {
            "full_name": WORDS,
            "delegate_class": _one_of(day.people.classes),
            "unit": _one_of(day.people.units),
        },
        optional={"position": WORDS, "hall_seat": WORDS, "reason": WORDS, "force": FLAGS},
    )


def _correct_person(day: Day) -> Given:
    return st.fixed_dictionaries(
        {"person": _people(day)},
        optional={
            "full_name": WORDS,
            "salutation": WORDS,
            "position": WORDS,
            "hall_seat": WORDS,
            "unit": _one_of(day.people.units),
        },
    )


def _substitute(day: Day) -> Given:
    return st.fixed_dictionaries(
        {"person": _people(day), "full_name": WORDS, "reason": WORDS, "approved_by": WORDS},
        optional={"position": WORDS},
    )


# Every command by its name; a command without an entry here is a failing test.
ARGUMENTS: dict[str, Callable[[Day], Given]] = {
    **dict.fromkeys(
        [
            "open_reception",
            "open_doors",
            "start",
            "next",
            "back",
            "pause",
            "resume",
            "undo",
            "take_control",
            "speech_next",
            "pause_media",
            "stop_media",
            "stop_all_sound",
            "a_cappella",
            "snapshot_attendance",
            "check_sound",
            "export_trail",
            "sign_out",
        ],
        _nothing,
    ),
    **dict.fromkeys(
        [
            "show_standby",
            "blackout",
            "hold",
            "release",
            "show_test_pattern",
            "identify",
            "reload_screens",
        ],
        _screens,
    ),
    **dict.fromkeys(
        [
            "undo_check_in",
            "undo_check_out",
            "undo_substitution",
            "withdraw_registration",
            "issue_badge",
            "revoke_badge",
            "ask_to_desk",
        ],
        _person_and_reason,
    ),
    **dict.fromkeys(["take_case", "solve_case", "reopen_case"], _case),
    "let_pass": lambda day: st.fixed_dictionaries({"person": _people(day)}),
    "hand_documents": lambda day: st.fixed_dictionaries(
        {"person": _people(day)}, optional={"handed": FLAGS}
    ),
    "note_taking": lambda day: st.fixed_dictionaries(
        {"what": WORDS, "taken_at": st.datetimes(timezones=st.just(UTC))},
        optional={"people": st.lists(_people(day), max_size=3).map(tuple)},
    ),
    "note_letting_in": lambda day: st.fixed_dictionaries(
        {
            "what": WORDS,
            "names": st.lists(WORDS, max_size=3).map(tuple),
            "typed_at": st.datetimes(timezones=st.just(UTC)),
        }
    ),
    "sign_in": lambda day: st.fixed_dictionaries(
        {}, optional={"wrong": NUMBERS, "locked_s": NUMBERS, "unnoted": NUMBERS}
    ),
    "overreach": lambda day: st.fixed_dictionaries(
        {}, optional={"what": WORDS, "unnoted": NUMBERS}
    ),
    "sign_in_by_link": lambda day: st.fixed_dictionaries({}, optional={"wrong": FLAGS}),
    "let_in": lambda day: st.fixed_dictionaries({"device": WORDS, "what": WORDS}),
    "turn_away": lambda day: st.fixed_dictionaries({"device": WORDS, "what": WORDS}),
    "place_kiosk": lambda day: st.fixed_dictionaries(
        {
            "kiosk": WORDS,
            "gate": st.none() | WORDS,
            "direction": st.sampled_from(["in", "out", "both"]),
        }
    ),
    **dict.fromkeys(
        ("print_label", "open_label", "withdraw_label"),
        lambda day: st.fixed_dictionaries({"person": _people(day)}),
    ),
    "turn_out": lambda day: st.fixed_dictionaries({"device": WORDS}),
    "note_erasure": lambda day: st.fixed_dictionaries({"values": st.integers(0, 10_000)}),
    "go_to": _go_to,
    "skip": _skip,
    "move": _move,
    "insert": _insert,
    "edit_item": _edit_item,
    "close": _close,
    "message": _message,
    "clear_message": lambda day: st.fixed_dictionaries({"audience": AUDIENCES}),
    "assign_screen": _assign_screen,
    "hang_screen": _assign_screen,
    "rename_screen": _rename_screen,
    "tune_screen": _tune_screen,
    "arm_media": lambda day: st.fixed_dictionaries({}, optional={"file": _one_of(day.library)}),
    "play_media": _close,
    "seek_media": lambda day: st.fixed_dictionaries({"to_s": NUMBERS}),
    "give_sound": lambda day: st.fixed_dictionaries({"screen": _one_of(day.screens.screens)}),
    "tell_reels": _tell_reels,
    "answer_sound_check": _answer_sound_check,
    "assign": _assign,
    "unassign": lambda day: st.fixed_dictionaries({"role": DUTIES, "person": _people(day)}),
    "mark_present_on_stage": lambda day: st.fixed_dictionaries(
        {"person": _people(day)}, optional={"present": FLAGS}
    ),
    "set_presiding": lambda day: st.fixed_dictionaries({"person": _people(day)}),
    "speech_defer": lambda day: st.fixed_dictionaries({"speech": _speeches(day), "reason": WORDS}),
    "speech_insert": lambda day: st.fixed_dictionaries(
        {"speech": _speeches(day)}, optional={"after": _speeches(day)}
    ),
    "place_introduction": _place_introduction,
    "release_introduction": _card,
    "skip_introduction": _skip_introduction,
    "group_introductions": _group_introductions,
    "join_introduction": _join_introduction,
    "introduce_alone": lambda day: st.fixed_dictionaries(
        {"item": INTRODUCTIONS, "person": _people(day)}
    ),
    "introduce_next": lambda day: st.fixed_dictionaries({"person": _people(day)}),
    "award_mark": _award_mark,
    "award_presenter": _award_presenter,
    "award_batch_done": lambda day: st.fixed_dictionaries({"batch": _one_of(day.awards.batches)}),
    "open_vote": lambda day: st.fixed_dictionaries({"list": _lists(day)}),
    "record_vote": _record_vote,
    "void_vote": lambda day: st.fixed_dictionaries({"list": _lists(day), "reason": WORDS}),
    "amend_list": _amend_list,
    "list_media": _list_media,
    "check_in": _check_in,
    "check_in_by_hand": _check_in_by_hand,
    "check_out": lambda day: st.fixed_dictionaries({"person": _people(day)}),
    "expect_person": lambda day: st.fixed_dictionaries(
        {"person": _people(day)}, optional={"minutes": NUMBERS}
    ),
    "register": _register,
    "correct_person": _correct_person,
    "substitute": _substitute,
    "check_in_together": lambda day: st.fixed_dictionaries(
        {"people": st.lists(_people(day), max_size=3), "method": WORDS}
    ),
    "answer_duty": _answer_duty,
    "lock_kiosk": _kiosk,
    "unlock_kiosk": _kiosk,
    "leave_kiosk": lambda day: st.fixed_dictionaries(
        {}, optional={"age_s": NUMBERS, "wrong": NUMBERS}
    ),
}
