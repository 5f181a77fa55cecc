"""Personal data leaves the journal when its time has come, and the chain stays whole."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from server.conference.agenda import ConferenceClosed, ConferenceStarted, ReceptionOpened
from server.conference.personal import ERASABLE, personal_of
from server.files import load
from server.journal import Journal, read
from tests.edge.conftest import TINY
from tests.edge.house import House
from tests.edge.records import loading, record
from tests.edge.test_cli import DoneHere

LONG_AGO = timedelta(days=400)
JOURNAL = f"{TINY.name}.sqlite"


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
