"""Roles are held on every call and every event: whoever may not is told so, and nobody else."""

import pytest

from server.conference import COMMANDS
from server.conference.commands import Role
from tests.edge.clients import Http, Refusal, new_id
from tests.edge.house import House
from tests.edge.test_bad_input import fitting_arguments
from tests.test_personal_data import roles

# Written out once more, so that a change of a command's roles is a change of this table too.
DESK = {Role.ADMIN, Role.OPERATOR}
STAGE = {"next", "back", "take_control", "a_cappella"}
DOOR = {
    "answer_duty", "ask_to_desk", "check_in_by_hand", "check_in_together", "check_out", "correct_person", "expect_person",
    "hand_documents", "issue_badge", "let_pass", "open_doors", "register", "reopen_case", "revoke_badge",
    "solve_case", "substitute", "take_case", "undo_check_in", "undo_check_out", "undo_substitution",
    "withdraw_registration",
}  # fmt: skip
MINUTES = {"record_vote"}
WATCHES = {
    **dict.fromkeys(["hall", "lobby", "overlay"], set(Role) - {Role.KIOSK}),
    "stage": DESK | {Role.MC, Role.SECRETARY, Role.SCREEN},
    "console": DESK,
    "mc": DESK | {Role.MC},
    "reception": DESK | {Role.RECEPTION},
    "kiosk": DESK | {Role.RECEPTION, Role.KIOSK},
}
READS = {
    "/api/v1/roster": {Role.KIOSK},
    "/api/v1/delegates?q=mau": DESK | {Role.RECEPTION},
    "/api/v1/preview?item=1": DESK,
    "/api/v1/session": set(Role),
}
# Each call on a device that is not there, or wants nothing: who may gets past the door, no further.
GATE = {
    ("GET", "/api/v1/devices"): DESK | {Role.RECEPTION},
    ("POST", "/api/v1/devices"): DESK | {Role.RECEPTION},
    ("DELETE", "/api/v1/pairings/0000"): DESK | {Role.RECEPTION},
    ("DELETE", "/api/v1/devices/không có"): DESK,
    ("PUT", "/api/v1/kiosks/không có/lock"): DESK | {Role.RECEPTION},
    ("DELETE", "/api/v1/kiosks/không có/lock"): DESK | {Role.RECEPTION},
    ("GET", "/api/v1/labels"): DESK | {Role.RECEPTION},
    ("GET", "/api/v1/trail"): DESK | {Role.SECRETARY},
    ("POST", "/api/v1/trail/exports"): DESK | {Role.SECRETARY},
}
SCANS = DESK | {Role.RECEPTION, Role.KIOSK}


# Where what the page on personal data calls by a name of its own is held above.
TOLD = {
    "search": READS["/api/v1/delegates?q=mau"],
    "roster": READS["/api/v1/roster"],
    "trail": GATE["GET", "/api/v1/trail"],
    "label": GATE["GET", "/api/v1/labels"],
    "check-in": SCANS,
}


def may(command: str) -> set[Role]:
    """Who may ask for a command."""
    if command == "leave_kiosk":
        return {Role.KIOSK}
    if command in STAGE:
        return DESK | {Role.MC}
    if command in DOOR:
        return DESK | {Role.RECEPTION}
    return DESK | ({Role.SECRETARY} if command in MINUTES else set())


@pytest.mark.parametrize("name", [name for name, command in COMMANDS.items() if command.public])
def test_a_command_is_for_its_roles(people: dict[Role, Http], name: str) -> None:
    """
    Who may ask for a command never gets a 403; everybody else always does, with its code.
    """
    args = fitting_arguments(name)

    answers = {role: person.command(name, args, expects=-1) for role, person in people.items()}

    refused = {role for role, answer in answers.items() if answer.status_code == 403}
    assert set(Role) - may(name) == refused
    assert {"not_allowed"} == {answers[role].json()["code"] for role in refused}


@pytest.mark.parametrize(("method", "path"), GATE)
def test_the_gate_is_for_its_roles(people: dict[Role, Http], method: str, path: str) -> None:
    """
    Who lets devices in, turns them out, locks them or reads who did: nobody else, by any call.
    """
    body = {"code": "0000", "name": "Máy Mẫu"} if path.endswith("devices") else {"pin": "246813"}
    asked = body if method in {"POST", "PUT"} else None

    answers = {role: one.request(method, path, json=asked) for role, one in people.items()}

    refused = {role for role, answer in answers.items() if answer.status_code == 403}
    assert set(Role) - GATE[method, path] == refused
    assert {"not_allowed"} == {answers[role].json()["code"] for role in refused}
    assert all(answer.status_code < 500 for answer in answers.values())


@pytest.mark.parametrize("audience", WATCHES)
def test_a_view_is_for_its_roles(people: dict[Role, Http], audience: str) -> None:
    """
    A view is given to its roles alone.
    """
    statuses = {
        role: person.get(f"/api/v1/view/{audience}").status_code for role, person in people.items()
    }

    assert {role: 200 if role in WATCHES[audience] else 403 for role in Role} == statuses


@pytest.mark.parametrize("audience", WATCHES)
def test_a_socket_is_for_its_roles(shared: House, people: dict[Role, Http], audience: str) -> None:
    """
    A socket is let in to the same views, and to no other.
    """

    def watches(token: str) -> bool:
        try:
            with shared.socket(audience, token):
                return True
        except Refusal as refusal:
            if refusal.told["code"] != "not_allowed":
                raise
            return False

    let_in = {role for role, person in people.items() if watches(str(person.token))}

    assert WATCHES[audience] == let_in


@pytest.mark.parametrize("path", READS)
def test_a_read_is_for_its_roles(people: dict[Role, Http], path: str) -> None:
    """
    The roster is for kiosks, the search for the desk, oneself for everybody.
    """
    statuses = {role: person.get(path).status_code for role, person in people.items()}

    assert {role: 200 if role in READS[path] else 403 for role in Role} == statuses


def test_asking_what_would_be_refused_is_for_the_desk(people: dict[Role, Http]) -> None:
    """
    A console may ask about every button it shows; nobody else may.
    """
    asked = {"asked": [{"command": "next"}, {"command": "dance"}, {"command": "skip"}]}

    answers = {role: p.post("/api/v1/moves", json=asked) for role, p in people.items()}

    assert {role: 200 if role in DESK else 403 for role in Role} == {
        role: answer.status_code for role, answer in answers.items()
    }
    told = answers[Role.OPERATOR].json()["answers"]
    assert [None, "unknown_command", "bad_request"] == [one and one["code"] for one in told]


@pytest.mark.parametrize("batch", [False, True], ids=["one", "batch"])
def test_scanning_is_for_the_door(people: dict[Role, Http], batch: bool) -> None:
    """
    Kiosks and the desk may scan; nobody else may.
    """

    def status(person: Http) -> int:
        scan = {"id": new_id(), "code": "0"}
        if batch:
            return person.post("/api/v1/check-ins/batch", json={"scans": [scan]}).status_code
        return person.scan("0").status_code

    statuses = {role: status(person) for role, person in people.items()}

    assert {role: 200 if role in SCANS else 403 for role in Role} == statuses


@pytest.mark.parametrize("role", [Role.VIEWER, Role.SCREEN, Role.MC])
def test_socket_events_are_held_to_roles(
    shared: House, people: dict[Role, Http], role: Role
) -> None:
    """
    A socket that may watch may not therefore command or scan.
    """
    with shared.socket("hall", str(people[role].token)) as socket:
        refusals = [
            socket.command("blackout"),
            socket.command("check_out", {"person": "A-001"}),
            socket.scan(shared.code("C-001")),
        ]

    assert ["not_allowed"] * 3 == [refusal["code"] for refusal in refusals]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RECEPTION])
def test_a_stage_monitor_is_no_hall_screen(
    shared: House, people: dict[Role, Http], role: Role
) -> None:
    """
    Who may see the hall's screens does not see the stage monitor by asking for it by name.
    """
    answer = people[role].get("/api/v1/view/hall", params={"screen": "stage"})

    assert (404, "unknown_screen") == (answer.status_code, answer.json()["code"])
    with pytest.raises(Refusal, match="unknown_screen"):
        shared.socket("hall", str(people[role].token), "stage")


def test_a_screen_sees_its_own_wall(shared: House, people: dict[Role, Http]) -> None:
    """
    A paired screen is shown what it is, whatever it asks for.
    """
    view = people[Role.SCREEN].view("stage", "lobby")

    assert ("hall", "hall-1") == (view["audience"], view["screen"]["name"])


def test_the_page_on_personal_data_says_the_same() -> None:
    """
    What delegates may be told of who sees what is what the other tests hold every role to.
    """
    assert {one: {role.value for role in who} for one, who in (WATCHES | TOLD).items()} == roles()
