"""Personal data leaves the journal when its time has come, and the chain stays whole."""

import shutil
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from server.conference import COMMANDS, Actor, fold
from server.conference.agenda import ConferenceClosed, ConferenceStarted, ReceptionOpened
from server.conference.commands import Role
from server.conference.personal import ERASABLE, personal_of
from server.desk import Desk
from server.files import load
from server.journal import Journal, read
from server.keeping.erasing import noted
from server.web.wire import explain
from tests.edge.clients import PATIENCE_S, Http
from tests.edge.conftest import TINY
from tests.edge.house import House
from tests.edge.records import loading, record
from tests.edge.test_cli import DoneHere

LONG_AGO = timedelta(days=400)
JOURNAL = f"{TINY.name}.sqlite"
ERASURE = "note_erasure"
SOON_S = 6  # enough for a server to start in, on a busy machine


def ages(desk: Http) -> set[str]:
    """The bands of age that anybody is counted in, as the console is shown them."""
    return {row["key"] for row in desk.view("console")["structure"]["tables"]["age"]}


def closed(var: Path, ago: timedelta) -> Path:
    """A folder with the journal of a conference that was closed so long ago."""
    at = datetime.now(UTC) - ago
    over = [ReceptionOpened(at=at), ConferenceStarted(at=at), ConferenceClosed(at=at)]
    journal = Journal(var / JOURNAL)
    journal.append([loading(TINY), record("a", *over)])
    journal.close()
    return var


def told(var: Path) -> list[str]:
    """What is personal in the files of `var`, word by word, as anybody can read it there."""
    raw = b"".join(file.read_bytes() for file in var.iterdir() if file.name.startswith(JOURNAL))
    words = {
        str(value)
        for person in load(TINY).people
        for field, value in personal_of(person).items()
        if isinstance(value, str) and field not in {"sex", "sector", "field"}
    }
    return [word for word in words if word.encode() in raw]


def test_the_plan_brings_something_to_erase(tmp_path: Path) -> None:
    """
    What the other tests look for is there before.
    """
    assert told(closed(tmp_path / "var", timedelta()))


def test_a_server_that_starts_after_the_day_has_erased_it(tmp_path: Path) -> None:
    """
    Nobody has to remember: phones, years of birth and ethnicities are gone from every file.
    """
    var = closed(tmp_path / "var", LONG_AGO)

    with House(var, TINY) as house, house.enter("console") as admin:
        assert 200 == admin.get("/api/v1/view/console").status_code
        assert 0 == house.stop()

    assert [] == told(var)
    found = read(var / JOURNAL)
    assert found is not None
    assert found.erased > 0
    everybody = next(e.conference.people for e in found.events if hasattr(e, "conference"))
    assert {} == {f: v for p in everybody for f, v in personal_of(p).items()}
    assert [p.full_name for p in load(TINY).people] == [p.full_name for p in everybody]


def test_unless_the_conference_says_otherwise_it_is_thirty_days() -> None:
    """
    The days after which personal data goes, as the page on it tells everybody.
    """
    said = (TINY / "conference.toml").read_text("utf-8")

    assert "erase_after_days" not in said
    assert 30 == load(TINY).erase_after_days
    assert "`erase_after_days` days after the conference is closed (30 unless set)" in Path(
        "data/personal-data.md"
    ).read_text("utf-8")


def test_a_server_that_runs_erases_within_the_minute_it_falls_due(tmp_path: Path) -> None:
    """
    A server nobody stops keeps nothing longer: not on the disk, not in what the desk is shown.
    """
    days = timedelta(days=load(TINY).erase_after_days)
    var = closed(tmp_path / "var", days - timedelta(seconds=SOON_S))
    with House(var, TINY) as house, house.enter("console") as desk:
        before = ages(desk)
        give_up = time.monotonic() + SOON_S + PATIENCE_S
        while told(var):
            assert time.monotonic() < give_up
            time.sleep(0.2)
        shown = ages(desk)
        [entry] = [e for e in desk.get("/api/v1/trail").json()["entries"] if e["name"] == ERASURE]
        house.restart()
        again = desk.get("/api/v1/trail").json()["entries"]

    assert before - {"unknown"}
    assert {"unknown"} == shown
    assert "server" == entry["actor"]
    assert 0 < int(entry["about"][0])
    assert 1 == sum(e["name"] == ERASURE for e in again)
    assert 0 == DoneHere("journal", "verify", "--var", var).status


@pytest.mark.parametrize("by_command", [True, False])
@pytest.mark.parametrize("within", [True, False])
def test_what_backups_and_restores_have_left_goes_with_it(
    tmp_path: Path, by_command: bool, within: bool
) -> None:
    """
    Journals put aside, tables brought back and what a killed backup left are gone; another
    conference's, and the folder the day itself is served from, are not.
    """
    var = closed(tmp_path / "var", LONG_AGO)
    restored = Path(shutil.copytree(TINY, var / "conference" / TINY.name))
    aside = var / "replaced" / "20270515-080000-000000"
    gone = [
        aside / JOURNAL,
        aside / f"{JOURNAL}-wal",
        aside / "conference" / TINY.name / "delegates.csv",
        var / ".restoring" / JOURNAL,
        var / "backup-abc" / "journal.sqlite",
    ]
    kept = [aside / "other.sqlite", aside / "secret", var / "conference" / "khác" / "delegates.csv"]
    for file in (*gone, *kept):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    folder = restored if within else TINY

    if by_command:
        assert 0 == DoneHere("journal", "erase", folder, "--var", var).status
    else:
        with House(var, folder):
            pass

    assert [] == [file for file in gone if file.exists()]
    assert [] == [file for file in kept if not file.exists()]
    assert within == restored.exists()


@pytest.mark.parametrize("by_command", [True, False])
def test_the_copies_drawn_of_portraits_go_with_it(tmp_path: Path, by_command: bool) -> None:
    """
    Erased by the command or by a server that starts later, no portrait is left among its files.
    """
    var = closed(tmp_path / "var", LONG_AGO)
    (var / "pictures").mkdir()
    copy = var / "pictures" / "chan-dung-mau.webp"
    copy.write_bytes(b"RIFF")

    if by_command:
        DoneHere("journal", "erase", "--yes", str(TINY), "--var", var)
    else:
        with House(var, TINY):
            give_up = time.monotonic() + PATIENCE_S
            while copy.exists() and time.monotonic() < give_up:
                time.sleep(0.1)

    assert not copy.exists()


def test_a_name_corrected_after_the_erasure_brings_nothing_back(tmp_path: Path) -> None:
    """
    The desk may still mend the record; what is gone does not come with the person's entry.
    """
    var = closed(tmp_path / "var", LONG_AGO)
    with House(var, TINY) as house, house.enter("console") as desk:
        asked = {"person": "D-03", "position": "Chức danh Mẫu"}
        desk.command("correct_person", asked).raise_for_status()
        assert 0 == house.stop()

    assert [] == told(var)


def test_an_erasure_and_the_note_of_it_are_one(tmp_path: Path) -> None:
    """
    Whatever ends the server meanwhile, the journal says neither too much nor too little.
    """
    journal = Journal(closed(tmp_path / "var", LONG_AGO) / JOURNAL)
    before = told(tmp_path / "var")

    def dies(values: int) -> NoReturn:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        journal.erase_personal(dies)
    journal.close()

    assert before == told(tmp_path / "var")
    assert 0 == DoneHere("journal", "verify", "--var", tmp_path / "var").status


def test_somebody_who_reads_meanwhile_only_delays_the_end_of_the_traces(tmp_path: Path) -> None:
    """
    A backup that reads the journal as it was keeps the old pages; they go as soon as it is done.
    """
    path = closed(tmp_path / "var", LONG_AGO) / JOURNAL
    journal = Journal(path)
    by = Actor(id="server", name="server", role=Role.ADMIN)
    day = fold(None, journal.events())
    assert day is not None
    reader = sqlite3.connect(path)
    reader.execute("begin")
    reader.execute("select count(*) from personal").fetchone()

    journal.erase_personal(noted(day, by, datetime.now(UTC)))
    early = journal.forget_log()
    left = told(path.parent)
    reader.close()

    assert not early
    assert left
    assert journal.forget_log()
    assert [] == told(path.parent)
    journal.close()


def test_commands_that_wait_are_written_before_the_day_is_erased(tmp_path: Path) -> None:
    """
    What somebody was promised is on the disk, once, and the day is the fold of it.
    """
    var = closed(tmp_path / "var", timedelta(days=1))
    journal = Journal(var / JOURNAL)
    day = fold(None, journal.events())
    assert day is not None
    by = Actor(id="a", name="An", role=Role.ADMIN)
    desk = Desk(journal, day, lambda: datetime.now(UTC), lambda work, *given: work(*given), explain)
    command = COMMANDS["message"]
    given = command.arguments(text="Xin chào", audience="hall")

    answer = desk.accept(command, given, by, id="m1")  # nobody has written it yet
    desk.erase(noted(day, by, datetime.now(UTC)))

    assert 200 == answer().status
    assert fold(None, journal.events()) == desk.day
    assert not desk.day.custody.kept
    assert desk.forget_log()
    assert [] == told(var)
    journal.close()


def test_before_the_day_everything_is_kept(tmp_path: Path) -> None:
    """
    The office still needs it for its report.
    """
    var = closed(tmp_path / "var", timedelta(days=1))
    before = told(var)

    with House(var, TINY):
        pass

    assert before == told(var)


def test_the_office_may_erase_early_and_the_journal_stays_whole(tmp_path: Path) -> None:
    """
    A signed report is enough; the command says how much went, and `verify` that nothing else did.
    """
    var = closed(tmp_path / "var", timedelta(days=1))

    waits = DoneHere("journal", "erase", TINY, "--var", var)
    done = DoneHere("journal", "erase", TINY, "--var", var, "--yes")
    whole = DoneHere("journal", "verify", "--var", var)

    assert (1, 0, 0) == (waits.status, done.status, whole.status)
    assert "--yes" in waits.err
    assert [] == told(var)


def test_a_conference_that_is_not_over_is_left_alone(tmp_path: Path) -> None:
    """
    The ties in protocol order still need the years of birth.
    """
    journal = Journal(tmp_path / JOURNAL)
    journal.append([loading(TINY)])
    journal.close()

    done = DoneHere("journal", "erase", TINY, "--var", tmp_path, "--yes")

    assert 1 == done.status
    assert 2 == len(done.sentences)
    assert told(tmp_path)


def test_while_the_server_runs_nothing_is_erased_behind_its_back(tmp_path: Path) -> None:
    """
    It would go on knowing what is gone from the disk.
    """
    with House(tmp_path / "var", TINY) as house:
        done = DoneHere("journal", "erase", TINY, "--var", house.var, "--yes")

    assert 1 == done.status


@pytest.mark.parametrize("field", ["phone", "birth_year", "ethnicity", "party_member"])
def test_what_the_law_calls_sensitive_is_among_it(field: str) -> None:
    """
    Năm sinh, điện thoại, dân tộc, quan điểm chính trị (NĐ 356/2025).
    """
    assert field in ERASABLE
