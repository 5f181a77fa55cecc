"""What happened is kept: looked through, copied while the server runs, and brought back."""

from pathlib import Path

import pytest

from server.journal import Journal, read
from tests.edge.conftest import TINY
from tests.edge.house import House
from tests.edge.records import loading, record, said
from tests.edge.test_chain import altered
from tests.edge.test_cli import Done, DoneHere


@pytest.fixture(name="var")
def _var(tmp_path: Path) -> Path:
    """A folder in which something has happened."""
    var = tmp_path / "var"
    journal = Journal(var / f"{TINY.name}.sqlite")
    journal.append([loading(TINY), record("a", said("một"), said("hai"))])
    journal.close()
    return var


class TestVerify:
    def test_a_whole_journal_says_where_it_ends(self, var: Path) -> None:
        """
        Of a whole journal are said its events, its last instant and its last digest.
        """
        found = read(var / f"{TINY.name}.sqlite")

        done = DoneHere("journal", "verify", "--var", var)

        assert found is not None
        assert (0, "") == (done.status, done.err)
        assert 2 == len(done.out.splitlines())
        for line in done.out.splitlines():
            assert "3 " in line
            assert "2020-10-13T05:00:00.000Z" in line
            assert found.head.digest.hex() in line

    def test_an_open_one_is_looked_through(self, house: House) -> None:
        """
        It may be asked at any time while the server writes.
        """
        with house.enter("console") as admin:
            admin.command("open_reception").raise_for_status()

            done = Done("journal", "verify", "--var", house.var)

            assert 0 == done.status
            assert f"{len(house.events())} sự kiện" in done.out
            assert 200 == admin.command("blackout").status_code

    def test_a_broken_one_is_named(self, var: Path) -> None:
        """
        Of an altered journal is said which event broke, and how to restore it.
        """
        altered(var / f"{TINY.name}.sqlite", "update event set body = '{}' where version = 2")

        done = DoneHere("journal", "verify", "--var", var)

        assert 1 == done.status
        assert 2 == len(done.sentences)
        assert all("2" in line and "server restore" in line for line in done.sentences)

    def test_none_is_said(self, tmp_path: Path) -> None:
        """
        Where there is no journal, that is what is said.
        """
        done = DoneHere("journal", "verify", "--var", tmp_path)

        assert 1 == done.status
        assert all(str(tmp_path) in line for line in done.sentences)
