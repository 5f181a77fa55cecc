"""The HTTP interface answers as its description says, and refuses with a code and a sentence."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from server.conference.commands import Role
from tests.edge.clients import Http, new_id
from tests.edge.house import House

SENTENCE = {"code", "message", "message_en"}
AUDIENCES = ["hall", "lobby", "stage", "overlay", "console", "mc", "reception", "kiosk"]
READS = [
    ("/api/v1/session", Role.VIEWER),
    *((f"/api/v1/view/{audience}", Role.ADMIN) for audience in AUDIENCES),
    ("/api/v1/roster", Role.KIOSK),
    ("/api/v1/delegates?q=mau", Role.RECEPTION),
]
WRITES = [
    ("POST", "/api/v1/commands"),
    ("POST", "/api/v1/check-ins"),
    ("POST", "/api/v1/check-ins/batch"),
    ("DELETE", "/api/v1/session"),
]
FIGURES = {
    f"hall_{name}"
    for name in (
        "hub_lag_seconds", "commit_seconds", "commit_failures", "queue_depth", "sockets",
        "sockets_dropped", "turned_away", "lines", "screens", "kiosks", "verdicts", "refusals",
        "faults", "disk_free_bytes", "present", "journal_version", "journal_writable",
    )
}  # fmt: skip
OPEN = ["/healthz", "/readyz", "/metrics", "/api/v1/openapi.json"]
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
LIKE_AN_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d")
# What the design promises that a view carries.
EVERY = {"version", "at", "audience", "conference"}
WALL = {"screen", "scene", "media", "message"}
WORK = {"phase", "agenda_version", "item", "step", "next", "drift_s", "expected_end"}
DOORS = {"attendance", "screens", "kiosks", "alerts", "control"}
CARRIES = {
    **dict.fromkeys(["hall", "lobby", "overlay"], EVERY | WALL),
    "stage": EVERY | WALL | WORK,
    "console": EVERY | WORK | DOORS,
    "mc": EVERY | WORK,
    "reception": EVERY | DOORS,
    "kiosk": EVERY,
}


def told(answer: requests.Response) -> tuple[int, str]:
    """The status and the code of a refusal, whose form is looked at too."""
    body = answer.json()
    assert body.keys() >= SENTENCE
    assert body["message"] != body["message_en"]
    assert all(body[name].strip() and "{" not in body[name] for name in SENTENCE)
    return answer.status_code, body["code"]


def texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    match value:
        case str():
            yield value
        case dict():
            for below in value.values():
                yield from texts(below)
        case list():
            for below in value:
                yield from texts(below)


class TestReading:
    @pytest.mark.parametrize("path", OPEN)
    def test_some_doors_are_open(self, shared: House, path: str) -> None:
        """
        Health, readiness, figures and the description are for everybody.
        """
        with shared.http() as stranger:
            assert 200 == stranger.get(path).status_code

    @pytest.mark.parametrize(("path", "role"), READS)
    def test_every_read_answers(self, people: dict[Role, Http], path: str, role: Role) -> None:
        """
        Whoever may read is answered in JSON that no cache keeps.
        """
        answer = people[role].get(path)

        assert 200 == answer.status_code
        assert "application/json" == answer.headers["Content-Type"]
        assert "no-store" == answer.headers["Cache-Control"]
        assert isinstance(answer.json(), dict)

    @pytest.mark.parametrize("token", [None, "", "falsch", "đ".encode().decode("latin-1")])
    @pytest.mark.parametrize("path", [path for path, _ in READS])
    def test_no_read_without_a_token(self, shared: House, path: str, token: str | None) -> None:
        """
        Without a token that is good, nothing is read.
        """
        with shared.http(token) as stranger:
            answer = stranger.get(path)

        assert (401, "not_signed_in") == told(answer)
        assert answer.json().keys() == SENTENCE

    @pytest.mark.parametrize(("method", "path"), WRITES)
    def test_no_write_without_a_token(self, shared: House, method: str, path: str) -> None:
        """
        Without a token nothing is written, whatever is sent.
        """
        with shared.http() as stranger:
            assert (401, "not_signed_in") == told(stranger.request(method, path, data=b"{"))

    def test_session_tells_who_one_is(self, people: dict[Role, Http]) -> None:
        """
        A page learns name and role of whoever is signed in on it, and a public mark.
        """
        body = people[Role.VIEWER].get("/api/v1/session").json()

        assert {"id", "name", "role"} == body.keys()
        assert ("người viewer", "viewer") == (body["name"], body["role"])

    @pytest.mark.parametrize("audience", AUDIENCES)
    def test_views_carry_what_is_promised(self, people: dict[Role, Http], audience: str) -> None:
        """
        Every view carries what outside programs rely on, under its audience's name.
        """
        view = people[Role.ADMIN].view(audience)

        assert set() == CARRIES[audience] - view.keys()
        assert audience == view["audience"]

    @pytest.mark.parametrize("audience", AUDIENCES)
    def test_instants_are_in_one_form(self, people: dict[Role, Http], audience: str) -> None:
        """
        Every instant is ISO 8601 in UTC with milliseconds.
        """
        view = people[Role.ADMIN].view(audience)
        instants = [text for text in texts(view) if LIKE_AN_INSTANT.match(text)]

        assert view["at"] in instants
        assert [] == [text for text in instants if not INSTANT.fullmatch(text)]

    def test_a_named_screen_has_its_view(self, people: dict[Role, Http]) -> None:
        """
        One of several screens of a role is asked for by name.
        """
        view = people[Role.OPERATOR].view("lobby", "lobby")

        assert "lobby" == view["screen"]["name"]

    @pytest.mark.parametrize(
        ("path", "code"),
        [
            ("/api/v1/view/balcony", "unknown_view"),
            ("/api/v1/view/hall?screen=balcony", "unknown_screen"),
            ("/api/v1/view/hall?screen=", "unknown_screen"),
            ("/api/v1/view/%00", "unknown_view"),
            ("/api/v1/nothing", "not_found"),
            ("/api/v2/session", "not_found"),
            ("/nothing", "not_found"),
        ],
    )
    def test_unknown_places_are_not_found(
        self, people: dict[Role, Http], path: str, code: str
    ) -> None:
        """
        What does not exist is a 404 with a code and a sentence.
        """
        assert (404, code) == told(people[Role.ADMIN].get(path))

    @pytest.mark.parametrize(
        ("method", "path"),
        [("GET", "/api/v1/commands"), ("PUT", "/api/v1/session"), ("POST", "/api/v1/roster")],
    )
    def test_wrong_methods_are_refused(
        self, people: dict[Role, Http], method: str, path: str
    ) -> None:
        """
        A method a place does not have is refused like everything else.
        """
        assert (405, "bad_request") == told(people[Role.ADMIN].request(method, path))

    def test_metrics_are_prometheus_text(self, shared: House, people: dict[Role, Http]) -> None:
        """
        The figures are lines of a name and a number, and name nobody.
        """
        with shared.http() as stranger:
            answer = stranger.get("/metrics")

        found = {family.name for family in text_string_to_metric_families(answer.text)}
        assert answer.headers["Content-Type"].startswith("text/plain")
        assert found >= FIGURES
        names = [person.full_name for person in shared.plan.people]
        assert [] == [name for name in [*names, "hall-1", "ki-ốt"] if name in answer.text]


class TestCommanding:
    def test_a_granted_command_tells_what_happened(self, people: dict[Role, Http]) -> None:
        """
        The answer to a command holds both versions and the events' names.
        """
        answer = people[Role.OPERATOR].command("snapshot_attendance")

        assert 200 == answer.status_code
        assert {"version", "agenda_version", "events"} == answer.json().keys()
        assert ["AttendanceSnapshotTaken"] == answer.json()["events"]

    def test_the_same_id_is_one_command(self, people: dict[Role, Http]) -> None:
        """
        A command sent twice is carried out once, and answered twice alike.
        """
        id = new_id()

        first = people[Role.OPERATOR].command("snapshot_attendance", id=id)
        again = people[Role.OPERATOR].command("snapshot_attendance", id=id)

        assert first.content == again.content
        assert first.json()["version"] == people[Role.OPERATOR].view("hall")["version"]

    @pytest.mark.parametrize(
        ("name", "args", "code"),
        [
            ("check_in_by_hand", {"person": "X-999", "method": "id"}, "unknown_person"),
            ("expect_person", {"person": "?", "minutes": 5}, "unknown_person"),
            ("award_batch_done", {"batch": "X"}, "unknown_batch"),
            ("award_mark", {"line": "X", "mark": "received"}, "unknown_line"),
            ("open_vote", {"list": "X"}, "unknown_list"),
            ("assign_screen", {"screen": "", "role": "hall"}, "bad_screen_name"),
        ],
    )  # fmt: skip
    def test_unknown_ids_are_refused(
        self, people: dict[Role, Http], name: str, args: dict[str, Any], code: str
    ) -> None:
        """
        A command about somebody or something that does not exist is refused with its reason.
        """
        answer = people[Role.OPERATOR].command(name, args)

        assert (409, code) == told(answer)
        assert SENTENCE | {"agenda_version"} == answer.json().keys()

    def test_a_stale_version_is_refused(self, people: dict[Role, Http]) -> None:
        """
        A console that has not seen the newest agenda is told the newest version and moves nothing.
        """
        people[Role.ADMIN].command("take_control")
        before = people[Role.ADMIN].view("console")

        answer = people[Role.ADMIN].command("next", expects=before["agenda_version"] - 1)

        assert (409, "stale") == told(answer)
        assert before["agenda_version"] == answer.json()["agenda_version"]
        assert before["step"] == people[Role.ADMIN].view("console")["step"]

    def test_the_wheel_has_one_holder(self, people: dict[Role, Http]) -> None:
        """
        Who does not hold control is refused, until taking it.
        """
        people[Role.ADMIN].command("take_control")

        refused = people[Role.OPERATOR].command("blackout")
        people[Role.OPERATOR].command("take_control")
        granted = people[Role.OPERATOR].command("blackout")
        people[Role.OPERATOR].command("release").raise_for_status()

        assert (409, "not_in_control") == told(refused)
        assert 200 == granted.status_code

    def test_a_wrong_role_is_refused(self, people: dict[Role, Http]) -> None:
        """
        A role that may not is told so with a 403.
        """
        assert (403, "not_allowed") == told(people[Role.VIEWER].command("next"))

    @pytest.mark.parametrize("name", ["check_in", "", "Next", "next ", "__class__", "decide"])
    def test_unknown_commands_are_refused(self, people: dict[Role, Http], name: str) -> None:
        """
        Only what the description lists can be asked for; the door's own command is not in it.
        """
        answer = people[Role.ADMIN].command(name)

        assert (400, "unknown_command") == told(answer)
        assert SENTENCE == answer.json().keys()
