"""The desk answers each command once, from the disk, and goes on from the disk when it refuses."""

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from server.clock import Clock
from server.conference import COMMANDS, Actor, Day, fold
from server.conference.commands import Role
from server.desk import Answer, Desk
from server.journal import Journal, Record
from server.web.wire import explain
from tests.edge.conftest import TINY
from tests.edge.records import limit_size, loading

OPERATOR = Actor(id="mẫu", name="Mẫu", role=Role.OPERATOR)
VIEWER = Actor(id="xem", name="Người xem Mẫu", role=Role.VIEWER)
LONG = "dài " * 40


class Disk(Journal):
    """A journal on a disk whose slowness the test chooses; it remembers the size of each batch."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.batches: list[int] = []
        self.asked = threading.Event()
        self.spins = threading.Event()
        self.spins.set()
        self.breaks = False

    def append(self, records: Sequence[Record]) -> None:
        """Wait for the disk to spin, then append, unless something breaks."""
        if self.breaks:
            raise RuntimeError("broken")
        self.asked.set()
        assert self.spins.wait(20)
        self.batches.append(len(records))
        super().append(records)


@pytest.fixture(name="disk")
def _disk(tmp_path: Path) -> Iterator[Disk]:
    disk = Disk(tmp_path / "day.sqlite")
    disk.append([loading(TINY)])
    disk.batches.clear()
    disk.asked.clear()
    yield disk
    disk.spins.set()
    disk.close()


def desk_on(journal: Journal) -> Desk:
    """A desk at work, in threads of the operating system."""
    day = fold(None, journal.events())
    assert day is not None
    desk = Desk(journal, day, Clock(), lambda work, *given: work(*given), explain)
    desk.start()
    return desk


@pytest.fixture(name="desk")
def _desk(disk: Disk) -> Desk:
    return desk_on(disk)


class Crowd:
    """Threads that nobody need wait for, so that a desk which never answers fails the test."""

    def submit(self, work: Callable[..., Answer], *given: Any, **named: Any) -> Future[Answer]:
        """Do the work in a thread of its own."""
        future: Future[Answer] = Future()

        def run() -> None:
            try:
                future.set_result(work(*given, **named))
            except Exception as exc:
                future.set_exception(exc)

        threading.Thread(target=run, daemon=True).start()
        return future

    def all(self, work: Callable[[int], Answer], many: int) -> list[Answer]:
        """Do it many times at once."""
        return [one.result(20) for one in [self.submit(work, n) for n in range(many)]]


@pytest.fixture(name="crowd")
def _crowd() -> Crowd:
    return Crowd()


def ask(
    desk: Desk, name: str, id: str, by: Actor = OPERATOR, expects: int | None = None, **args: Any
) -> Answer:
    """Ask the desk for a command."""
    command = COMMANDS[name]
    return desk.transact(command, command.arguments(**args), by, id=id, expects=expects)


def body(answer: Answer) -> dict[str, Any]:
    """What an answer says."""
    return dict(msgspec.json.decode(answer.body))


GRANTED = partial(ask, name="snapshot_attendance")
REFUSED = partial(ask, name="check_in_by_hand", person="D-03", method="id")
FORBIDDEN = partial(ask, name="snapshot_attendance", by=VIEWER)
ANSWERED = pytest.mark.parametrize(
    ("status", "events", "asked"),
    [(200, 1, GRANTED), (409, 0, REFUSED), (403, 0, FORBIDDEN)],
    ids=["granted", "refused", "not allowed"],
)


class TestOnce:
    @ANSWERED
    def test_the_same_id_gets_the_first_answer(
        self, desk: Desk, disk: Disk, status: int, events: int, asked: Callable[..., Answer]
    ) -> None:
        """
        A command sent twice is carried out once and answered twice with the same words.
        """
        first = asked(desk, id="a")
        ask(desk, "open_reception", "between")
        again = asked(desk, id="a")

        assert status == first.status
        assert first == again
        assert events == sum(type(e).__name__ == "AttendanceSnapshotTaken" for e in disk.events())

    def test_anothers_id_is_refused(self, desk: Desk, disk: Disk) -> None:
        """
        An id belongs to whoever sent it first: nobody else learns its answer, or has it carried out.
        """
        other = Actor(id="khác", name="Người khác Mẫu", role=Role.OPERATOR)
        first = GRANTED(desk, id="a")

        stolen = GRANTED(desk, id="a", by=other)
        again = GRANTED(desk, id="a")

        assert (409, "id_taken") == (stolen.status, body(stolen)["code"])
        assert first == again
        assert 2 == len(disk.events())

    def test_anothers_id_is_refused_while_it_waits(
        self, desk: Desk, disk: Disk, crowd: Crowd
    ) -> None:
        """
        Before the disk has it, an id is already its sender's.
        """
        disk.spins.clear()
        first = crowd.submit(GRANTED, desk, id="a")
        assert disk.asked.wait(20)

        stolen = crowd.submit(GRANTED, desk, id="a", by=VIEWER).result(20)
        disk.spins.set()

        assert "id_taken" == body(stolen)["code"]
        assert 200 == first.result(20).status

    @ANSWERED
    def test_a_restart_keeps_the_first_answer(
        self,
        tmp_path: Path,
        status: int,
        events: int,
        asked: Callable[..., Answer],
    ) -> None:
        """
        A command that was answered before a restart is answered alike after it, and not redone.
        """
        before = Journal(tmp_path / "day.sqlite")
        before.append([loading(TINY)])
        first = asked(desk_on(before), id="a")
        before.close()

        after = Journal(tmp_path / "day.sqlite")
        again = asked(desk_on(after), id="a")

        assert first == again
        assert 1 + events == len(list(after.events()))
        after.close()

    @ANSWERED
    def test_twenty_at_once_are_one(
        self,
        desk: Desk,
        disk: Disk,
        crowd: Crowd,
        status: int,
        events: int,
        asked: Callable[..., Answer],
    ) -> None:
        """
        Twenty threads with one id are one command.
        """
        answers = {a.body for a in crowd.all(lambda _: asked(desk, id="a"), 20)}

        assert 1 == len(answers)
        assert 1 + events == len(list(disk.events()))

    def test_a_stale_version_is_refused_for_good(self, desk: Desk) -> None:
        """
        A command refused for its stale version stays refused under its id, with the version now.
        """
        first = ask(desk, "open_reception", "a", expects=77)
        again = ask(desk, "open_reception", "a", expects=desk.day.agenda.version)

        assert ("stale", desk.day.agenda.version) == (
            body(first)["code"],
            body(first)["agenda_version"],
        )
        assert first == again


class TestOrder:
    def test_nobody_is_told_before_the_disk(self, desk: Desk, disk: Disk, crowd: Crowd) -> None:
        """
        Until the disk has the events there is no answer, no change of the day, no news.
        """
        before, news = desk.day, list[Day]()
        desk.on_change(news.append)
        disk.spins.clear()

        waiting = crowd.submit(GRANTED, desk, id="a")
        assert disk.asked.wait(20)
        early = waiting.done(), desk.day, list(news)
        disk.spins.set()
        answer = waiting.result(20)

        assert (False, before, []) == early
        assert 200 == answer.status
        assert body(answer)["version"] == desk.day.version == len(list(disk.events()))

    def test_those_who_wait_share_a_commit(self, desk: Desk, disk: Disk, crowd: Crowd) -> None:
        """
        Fifty commands that come while the disk is busy are one batch.
        """
        waiting = crowded(desk, disk, crowd, range(51))

        disk.spins.set()
        answers = [answer.result(20) for answer in waiting]

        assert {200} == {answer.status for answer in answers}
        assert [1, 50] == disk.batches

    def test_versions_follow_each_other(self, desk: Desk, disk: Disk, crowd: Crowd) -> None:
        """
        Every command of a crowd gets a version of its own, and the day tells them in order.
        """
        news: list[int] = []
        desk.on_change(lambda day: news.append(day.version))

        answers = crowd.all(lambda n: GRANTED(desk, id=f"id-{n}"), 200)
        desk.finish()

        assert set(range(2, 202)) == {body(answer)["version"] for answer in answers}
        assert sorted(news) == news
        assert 201 == news[-1] == len(list(disk.events()))

    def test_no_command_is_lost_between_threads(self, desk: Desk, disk: Disk, crowd: Crowd) -> None:
        """
        However finely threads are interleaved, everybody is answered.
        """
        usual = sys.getswitchinterval()
        sys.setswitchinterval(1e-6)
        try:
            answers = [crowd.submit(GRANTED, desk, id=f"id-{n}") for n in range(1500)]
            assert {200} == {answer.result(20).status for answer in answers}
        finally:
            sys.setswitchinterval(usual)

    @pytest.mark.parametrize("many", [1, 5])
    def test_finishing_waits_for_the_disk(
        self, desk: Desk, disk: Disk, crowd: Crowd, many: int
    ) -> None:
        """
        Finishing writes what was accepted, after what is being written, and only then is done.
        """
        waiting = crowded(desk, disk, crowd, range(many))
        finishing = threading.Thread(target=desk.finish)

        finishing.start()
        finishing.join(0.2)
        early = finishing.is_alive()
        disk.spins.set()
        finishing.join(20)
        stored = [n for n in range(many) if disk.answer(f"id-{n}")]

        assert early
        assert list(range(many)) == stored
        assert {200} == {answer.result(20).status for answer in waiting}


def crowded(desk: Desk, disk: Disk, crowd: Crowd, ids: range) -> list[Future[Answer]]:
    """Commands that wait for a disk that stands still, the first of them alone in its batch."""
    disk.spins.clear()
    waiting = [crowd.submit(GRANTED, desk, id=f"id-{ids[0]}")]
    assert disk.asked.wait(20)
    waiting += [crowd.submit(GRANTED, desk, id=f"id-{n}") for n in ids[1:]]
    while len(desk._queue) < len(ids) - 1:
        threading.Event().wait(0.005)
    return waiting


class TestFullDisk:
    def test_everybody_waiting_is_turned_away(self, desk: Desk, disk: Disk, crowd: Crowd) -> None:
        """
        When the disk is full, those who wait are refused, and those who built on them too.
        """
        ask(desk, "take_control", "wheel")
        before, news = desk.day, list[Day]()
        desk.on_change(news.append)
        limit_size(disk, 1)
        disk.asked.clear()
        disk.spins.clear()

        says = partial(ask, desk, "message", text=LONG, audience="hall")
        waiting = [crowd.submit(lambda: fill(desk))]
        assert disk.asked.wait(20)
        waiting += [crowd.submit(says, id=f"id-{n}") for n in range(5)]
        while len(desk._queue) < 5:
            threading.Event().wait(0.005)
        disk.spins.set()
        answers = [answer.result(20) for answer in waiting]

        assert {(503, "journal_unwritable")} == {(a.status, body(a)["code"]) for a in answers}
        assert (before, [], False) == (desk.day, news, desk.writable)

    def test_goes_on_when_there_is_room(self, desk: Desk, disk: Disk) -> None:
        """
        What was turned away may be asked again under its id, and is carried out once.
        """
        ask(desk, "take_control", "wheel")
        limit_size(disk, 1)
        refused = fill(desk)
        limit_size(disk, 100_000)
        granted = fill(desk)

        assert (503, 200) == (refused.status, granted.status)
        assert granted == fill(desk)
        assert desk.writable
        assert desk.day.version == len(list(disk.events()))

    def test_survives_what_has_no_form_on_disk(self, desk: Desk, disk: Disk) -> None:
        """
        An event that cannot be written down is its sender's fault alone, and changes nothing.
        """
        before = desk.day

        with pytest.raises(UnicodeEncodeError):
            ask(desk, "take_control", "a", by=replace(OPERATOR, name="\ud800"))
        ask(desk, "take_control", "wheel")
        after = ask(desk, "message", "b", text="chữ", audience="hall")

        assert 200 == after.status
        assert before.version + 2 == body(after)["version"]

    def test_survives_a_command_that_breaks_half_way(self, desk: Desk, disk: Disk) -> None:
        """
        Whatever a command's own code does is its sender's trouble alone: nothing of it stays, its id
        is free, and the next is decided on the day as it was.
        """

        def breaks(*_: Any, **__: Any) -> list[Any]:
            raise ZeroDivisionError

        before, written = desk.day, len(disk.events())
        command = COMMANDS["snapshot_attendance"]
        broken = replace(command, run=breaks)

        with pytest.raises(ZeroDivisionError):
            desk.transact(broken, command.arguments(), OPERATOR, id="a")
        kept, left = desk.day, len(disk.events())
        after = GRANTED(desk, id="a")

        assert before is kept
        assert written == left
        assert 0 == desk.waiting
        assert 200 == after.status
        assert before.version + 1 == body(after)["version"]

    def test_survives_any_failure_of_the_journal(
        self, desk: Desk, disk: Disk, crowd: Crowd
    ) -> None:
        """
        Whatever breaks while writing, those who wait are told, and the next command is written.
        """
        disk.breaks = True
        refused = crowd.submit(GRANTED, desk, id="a").result(20)
        disk.breaks = False
        granted = crowd.submit(GRANTED, desk, id="a").result(20)

        assert (503, 200) == (refused.status, granted.status)
        assert 2 == len(list(disk.events()))


def fill(desk: Desk) -> Answer:
    """Ask for more than a full page."""
    return ask(desk, "correct_person", "fill", person="D-03", position="dài " * 9000)
