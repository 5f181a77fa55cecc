"""The command line does what the office types, or says in one sentence why not."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from server.cli import main
from server.conference.commands import Role
from server.conference.screens import MessageCleared
from server.config import ROOT, Settings
from server.journal import Journal
from server.texts import text
from server.tls.authority import CLOCKS_DIFFER, SERVER_LASTS
from server.tls.identity import prepare
from server.tls.machine import names_of
from server.web.access import Access
from tests.edge.conftest import TINY
from tests.edge.house import House, free_port
from tests.edge.records import loading, record, said


class Done:
    """How a command ended, and what it said, in a process of its own."""

    def __init__(self, *words: object) -> None:
        result = subprocess.run(
            [sys.executable, "-m", "server", *map(str, words)],
            cwd=ROOT,
            env=os.environ | {"COLUMNS": "200"},
            capture_output=True,
            text=True,
            timeout=60,
        )
        self.status, self.out, self.err = result.returncode, result.stdout, result.stderr
        assert "Traceback" not in self.err

    @property
    def sentences(self) -> list[str]:
        """What went wrong, line by line."""
        return [line for line in self.err.splitlines() if line.strip()]


class DoneHere(Done):
    """The same, in this process: quicker, where no process is what is looked at."""

    def __init__(self, *words: object) -> None:
        result = CliRunner(env={"COLUMNS": "200"}).invoke(main, [*map(str, words)])
        self.status, self.out, self.err = result.exit_code, result.stdout, result.stderr
        assert result.exception is None or isinstance(result.exception, SystemExit)


@pytest.fixture(name="var")
def _var(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """A conference of one's own to spoil."""
    return Path(shutil.copytree(TINY, tmp_path / "tay-do"))


def known(var: Path) -> Access:
    """Who may come in to a server on that folder."""
    return Access.at(Settings(var=var).access)


class TestAccounts:
    def test_an_account_is_set(self, var: Path) -> None:
        """
        A person given a name, a role and a PIN can sign in with them.
        """
        done = Done("account", "set", "Lan Mẫu", "--role", "mc", "--pin", "24680", "--var", var)

        assert (0, "") == (done.status, done.err)
        assert 2 == len(done.out.splitlines())
        assert Role.MC is known(var).sign_in("Lan Mẫu", "24680", "")[1].role
        assert "24680" not in done.out

    @pytest.mark.parametrize(
        ("words", "status"),
        [
            (["Lan", "--role", "mc", "--pin", "123"], 1),
            (["Lan", "--role", "king", "--pin", "24680"], 2),
            (["Lan", "--role", "kiosk", "--pin", "24680"], 2),
            (["Lan", "--pin", "24680"], 2),
            (["--role", "mc"], 2),
        ],
        ids=["short PIN", "no such role", "a device's role", "no role", "no name"],
    )
    def test_a_wrong_account_is_not_set(self, var: Path, words: list[str], status: int) -> None:
        """
        A mistake is named, and nothing is written.
        """
        done = DoneHere("account", "set", *words, "--var", var)

        assert status == done.status
        assert done.sentences
        assert not var.exists()


NFD = unicodedata.normalize("NFD", "Lan Mẫu")


class TestNames:
    """Names typed at the machine are held to the rule of every other name."""

    @pytest.mark.parametrize(
        "typed", ["Lan\u202e Mẫu\u200b", "  Lan\t Mẫu\n", NFD, "\ufeffLan Mẫu\udcff"]
    )
    def test_what_nobody_sees_is_no_part_of_a_name(self, var: Path, typed: str) -> None:
        """
        Marks that turn letters round, spaces too many, other forms of a letter: it is one name.
        """
        made = DoneHere("account", "set", typed, "--role", "mc", "--pin", "24680", "--var", var)
        paired = DoneHere("device", "add", "reception", typed, "--var", var)

        assert (0, 0) == (made.status, paired.status)
        assert [("reception", "Lan Mẫu")] == [(d["kind"], d["name"]) for d in known(var).devices()]
        assert "Lan Mẫu" == known(var).sign_in("Lan Mẫu", "24680", "")[1].name
        assert "Đã đặt tài khoản Lan Mẫu (mc)" in made.out

    @pytest.mark.parametrize("typed", ["\u200b\u202e", " ", "M" * 41])
    def test_a_name_nobody_could_read_is_refused(self, var: Path, typed: str) -> None:
        """
        The sentence is the one the pages show, and nothing is written.
        """
        for words in (
            ["account", "set", typed, "--role", "mc", "--pin", "24680"],
            ["device", "add", "kiosk", typed],
        ):
            done = DoneHere(*words, "--var", var)

            assert (1, True) == (done.status, text("refusals.bad_screen_name") in done.err)
        assert not var.exists()

    def test_a_name_may_be_typed_in_either_form_to_sign_in(self, var: Path) -> None:
        """
        A keyboard that composes letters otherwise is no wrong PIN.
        """
        DoneHere("account", "set", "Lan Mẫu", "--role", "mc", "--pin", "24680", "--var", var)

        assert "Lan Mẫu" == known(var).sign_in(NFD, "24680", "")[1].name


class TestDevices:
    @pytest.mark.parametrize(
        ("kind", "name", "role", "page"),
        [
            ("screen", "sảnh 2", "lobby", "/lobby?name=s%E1%BA%A3nh%202#token="),
            ("screen", "hall-9", None, "/hall?name=hall-9#token="),
            ("kiosk", "ki-ốt 7", None, "/kiosk#token="),
            ("reception", "bàn 2", None, "/reception#token="),
        ],
    )
    def test_a_device_is_paired(
        self, var: Path, kind: str, name: str, role: str | None, page: str
    ) -> None:
        """
        The token is printed once, and the address that holds it behind the #.
        """
        words = ["--role", role] if role else []
        run = Done if role else DoneHere

        done = run("device", "add", kind, name, *words, "--port", 5123, "--var", var)

        address = done.out.splitlines()[-1]
        before, _, token = address.partition(page)
        who = known(var).whose(token)
        assert (0, "") == (done.status, done.err)
        assert before == "http://127.0.0.1:5123"
        assert token in done.out.splitlines()[-2]
        assert who is not None
        assert (name, kind) == (who.actor.name, who.actor.role.value)

    @pytest.mark.parametrize("words", [["tv", "a"], ["screen"], ["screen", "a", "--role", "attic"]])
    def test_a_wrong_device_is_not_paired(self, var: Path, words: list[str]) -> None:
        """
        A device of no kind, name or role is a mistake of usage.
        """
        done = DoneHere("device", "add", *words, "--var", var)

        assert 2 == done.status
        assert not var.exists()

    def test_a_name_of_another_kind_is_refused(self, var: Path) -> None:
        """
        The sentence names the device, and what was paired stays.
        """
        DoneHere("device", "add", "screen", "sảnh", "--var", var)

        done = DoneHere("device", "add", "kiosk", "sảnh", "--var", var)

        assert 1 == done.status
        assert "“sảnh”" in done.err
        assert [("screen", "sảnh")] == [(d["kind"], d["name"]) for d in known(var).devices()]


class TestPrinting:
    def test_badges_are_printed(self, var: Path, tmp_path: Path) -> None:
        """
        One picture for each badge that was named, called by its number.
        """
        out = tmp_path / "out"
        words = ["--format", "png", "--only", "D-03", "--only", "M-01", "--out", out, "--var", var]

        done = Done("print", "badges", TINY, *words)

        assert 0 == done.status
        assert ["D-03.png", "M-01.png"] == sorted(file.name for file in out.iterdir())
        assert str(out) in done.out

    def test_badges_are_printed_while_the_house_is_open(self, house: House, tmp_path: Path) -> None:
        """
        A badge printed during the day carries the code that the door reads.
        """
        with house.enter("console") as admin:
            admin.command("open_reception")
            admin.command("issue_badge", {"person": "D-03", "reason": "mất thẻ"})
            words = ["--format", "png", "--only", "D-03", "--out", tmp_path / "out"]
            done = DoneHere("print", "badges", TINY, *words, "--var", house.var)
            verdict = admin.scan(code_on(tmp_path / "out" / "D-03.png")).json()["verdict"]

        assert 0 == done.status
        assert "accepted" == verdict

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["banners"], "banners"),
            (["badges", TINY, "--only", "X-99"], "X-99"),
            (["badges", "/nowhere/at/all"], "conference.toml"),
        ],
        ids=["no such paper", "no such number", "no such folder"],
    )
    def test_what_cannot_be_printed_is_named(
        self, var: Path, words: list[object], told: str
    ) -> None:
        """
        A paper, a number or a folder that does not exist is named.
        """
        done = DoneHere("print", *words, "--format", "png", "--var", var)

        assert 1 == done.status
        assert told in done.err


def code_on(picture: Path) -> str:
    """The code on a printed badge."""
    import zxingcpp
    from PIL import Image

    with Image.open(picture) as image:
        return str(zxingcpp.read_barcodes(image)[0].text)


class TestChecking:
    def test_a_good_folder_passes(self, var: Path) -> None:
        """
        Where the day can run, every line says so, and nothing is made by looking.
        """
        done = Done("check", TINY, "--port", free_port(), "--var", var)

        assert 0 == done.status
        assert "LỖI" not in done.out
        assert not var.exists()

    def test_a_wrong_folder_fails(self, folder: Path, var: Path) -> None:
        """
        Everything wrong with the files is listed, each with its file.
        """
        (folder / "units.csv").write_text("id;name\nX;Đoàn\n")

        done = DoneHere("check", folder, "--port", free_port(), "--var", var)

        assert 1 == done.status
        assert "units.csv" in done.out
        assert "delegates.csv" in done.out

    def test_a_port_in_use_fails(self, var: Path) -> None:
        """
        A port that something listens on is named.
        """
        with closing(listening()) as taken:
            port = taken.getsockname()[1]
            done = DoneHere("check", TINY, "--port", port, "--var", var)

        assert 1 == done.status
        assert f"127.0.0.1:{port}" in done.out

    def test_an_open_house_can_be_looked_at(self, house: House) -> None:
        """
        The journal is read while a server writes to it; only the port is taken.
        """
        done = DoneHere("check", TINY, "--port", house.port, "--var", house.var)

        assert 1 == done.status
        assert 1 == done.out.count("LỖI")
        assert "1 events" in done.out

    def test_a_certificate_is_told_with_its_names_and_its_end(self, var: Path) -> None:
        """
        Before the first secure start there is none; then its last day and its names are told.
        """
        port = str(free_port())
        first = DoneHere("check", TINY, "--port", port, "--var", var)
        prepare(var / "tls", names_of("127.0.0.1"), datetime.now(UTC))
        then = DoneHere("check", TINY, "--port", port, "--var", var)

        assert "No certificate yet" in first.out
        end = datetime.now(UTC) - CLOCKS_DIFFER + SERVER_LASTS
        assert f"good until {end:%d/%m/%Y}, for: " in then.out
        assert "127.0.0.1" in then.out.partition("good until")[2]

    @pytest.mark.parametrize(
        ("days", "said", "status"),
        [
            (380, "is renewed by the next start", 0),
            (5 * 365 - 10, "every device must install it", 0),
        ],
    )
    def test_a_certificate_near_its_end_is_told(
        self, var: Path, days: int, said: str, status: int
    ) -> None:
        """
        What the next start will do about it is said; a root's end means work on every device.
        """
        prepare(var / "tls", names_of("127.0.0.1"), datetime.now(UTC) - timedelta(days=days))

        done = DoneHere("check", TINY, "--port", str(free_port()), "--var", var)

        assert said in done.out
        assert status == done.status

    def test_a_damaged_certificate_fails(self, var: Path) -> None:
        """
        The file is named, and left as it is.
        """
        (var / "tls").mkdir(parents=True)
        (var / "tls" / "root.pem").write_text("hỏng")

        done = DoneHere("check", TINY, "--port", str(free_port()), "--var", var)

        assert 1 == done.status
        assert "root.pem" in done.out
        assert "hỏng" == (var / "tls" / "root.pem").read_text()

    def test_a_clock_behind_the_journal_fails(self, var: Path) -> None:
        """
        A machine whose clock is behind the last event would tell a wrong time all day.
        """
        journal = Journal(var / f"{TINY.name}.sqlite")
        late = datetime.now(UTC) + timedelta(days=1)
        journal.append([loading(TINY), record("a", MessageCleared(at=late, audience="hall"))])
        journal.close()

        done = DoneHere("check", TINY, "--port", free_port(), "--var", var)

        assert 1 == done.status
        assert late.strftime("%Y-%m-%d") in done.out


def listening() -> socket.socket:
    """A socket that somebody else listens on."""
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    return taken


class TestServing:
    def refused(self, *words: object) -> list[str]:
        """What is said when the server does not start, in both languages."""
        done = Done("serve", *words)
        assert done.status == 1
        return done.sentences

    def test_a_port_in_use_is_named(self, var: Path) -> None:
        """
        A port that something listens on stops the server with one sentence.
        """
        with closing(listening()) as taken:
            port = taken.getsockname()[1]
            told = self.refused(TINY, "--port", port, "--var", var)

        assert 2 == len(told)
        assert all(f"127.0.0.1:{port}" in line for line in told)

    def test_a_second_server_is_refused(self, house: House) -> None:
        """
        A second server on the same folder stops, and the first notices nothing.
        """
        before = house.journal.read_bytes(), len(house.events())

        told = self.refused(TINY, "--port", free_port(), "--var", house.var)

        assert 2 == len(told)
        assert all(str(house.var) in line for line in told)
        assert before == (house.journal.read_bytes(), len(house.events()))
        with house.enter("console") as admin:
            assert 200 == admin.command("open_reception").status_code

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda file: file.write_bytes(b"kh\xc3\xb4ng ph\xe1\xba\xa3i s\xe1\xbb\x95" * 400),
            lambda file: as_sqlite(file, "update meta set value = '99' where key = 'schema'"),
            lambda file: as_sqlite(file, "update event set body = cast('{}' as blob)"),
        ],
        ids=["no database", "newer schema", "unread event"],
    )
    def test_a_spoilt_journal_is_left_alone(
        self, var: Path, spoil: Callable[[Path], object]
    ) -> None:
        """
        A journal that cannot be trusted stops the server with its name, and is not written to.
        """
        file = var / f"{TINY.name}.sqlite"
        journal = Journal(file)
        journal.append([loading(TINY), *(record(f"{n}", said("câu " * 50)) for n in range(50))])
        journal.close()
        spoil(file)
        before = file.read_bytes()

        told = self.refused(TINY, "--port", free_port(), "--var", var)

        assert 2 == len(told)
        assert all(file.name in line for line in told)
        assert before == file.read_bytes()

    def test_a_missing_folder_is_named(self, tmp_path: Path, var: Path) -> None:
        """
        A conference that is not there stops the server, and leaves nothing behind.
        """
        told = self.refused(tmp_path / "không có", "--port", free_port(), "--var", var)

        assert 2 == len(told)
        assert all("không có" in line for line in told)
        assert not list(var.glob("*.sqlite"))

    def test_a_wrong_folder_is_explained(self, folder: Path, var: Path) -> None:
        """
        A conference with mistakes in its files stops the server with all of them.
        """
        (folder / "units.csv").write_text("id;name\nX;Đoàn\n")

        told = self.refused(folder, "--port", free_port(), "--var", var)

        assert [line for line in told if "units.csv" in line]
        assert [line for line in told if "delegates.csv" in line]
        assert not list(var.glob("*.sqlite"))

    @pytest.mark.parametrize("words", [["--port", 99999], ["--colour", "red"]])
    def test_wrong_usage_is_refused(self, var: Path, words: list[object]) -> None:
        """
        What the command line does not understand is a mistake of usage.
        """
        done = Done("serve", TINY, *words, "--var", var)

        assert 2 == done.status
        assert not var.exists()

    @pytest.mark.parametrize("host", ["nowhere.invalid", "203.0.113.7"])
    def test_a_wrong_host_is_named(self, var: Path, host: str) -> None:
        """
        An address that is not this machine's stops the server with one sentence.
        """
        told = self.refused(TINY, "--host", host, "--port", free_port(), "--var", var)

        assert 2 == len(told)
        assert all(host in line for line in told)

    def test_a_folder_that_cannot_be_written_is_named(self, tmp_path: Path) -> None:
        """
        Where nothing can be kept, the server does not start.
        """
        (tmp_path / "var").write_text("")

        told = self.refused(TINY, "--port", free_port(), "--var", tmp_path / "var")

        assert 2 == len(told)
        assert all(str(tmp_path / "var") in line for line in told)


def as_sqlite(path: Path, statement: str) -> None:
    """Do to a journal what the program itself never would."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()
        connection.execute("pragma wal_checkpoint(truncate)")


def test_unknown_words_are_a_mistake_of_usage() -> None:
    """
    A command that does not exist is refused with the usage.
    """
    done = Done("dance")

    assert 2 == done.status
    assert "dance" in done.err
