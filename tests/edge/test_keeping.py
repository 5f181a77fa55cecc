"""What happened is kept: looked through, copied while the server runs, and brought back."""

import hashlib
import itertools
import os
import shutil
import stat
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest

from server.cli import serve
from server.conference import fold
from server.config import ROOT, Settings
from server.journal import Journal, read
from server.keeping import seal
from server.keeping.bundle import ABOUT, CONFERENCE, JOURNAL
from server.keeping.commands import PASSPHRASE
from server.keeping.making import copying
from server.keeping.restoring import held
from server.keeping.rounds import KEPT, Rounds
from server.secret import kept_secret
from server.web.access import Access
from server.where import READY
from tests.edge.clients import PATIENCE_S
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
    kept_secret(var)
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


@pytest.fixture(name="bundle")
def _bundle(var: Path, tmp_path: Path) -> Path:
    """A copy of that folder."""
    assert 0 == DoneHere("backup", tmp_path / "a.hall", TINY, "--var", var).status
    return tmp_path / "a.hall"


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but SQLite's shared memory, which holds nothing, and empty ones."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".sqlite-shm")
    return {str(f.relative_to(folder)): f.read_bytes() for f in files if f.stat().st_size}


class TestBackup:
    def test_one_file_holds_what_another_laptop_needs(self, var: Path, bundle: Path) -> None:
        """
        The journal, the secret and the conference's folder, for nobody else to read.
        """
        with zipfile.ZipFile(bundle) as zipped:
            names = set(zipped.namelist())
            journal = zipped.read(JOURNAL)

        assert {ABOUT, JOURNAL, "var/secret", "conference/conference.toml"} <= names
        assert b"SQLite" == journal[:6]
        assert 0o600 == stat.S_IMODE(bundle.stat().st_mode)
        assert [] == [path for path in var.iterdir() if path.name.startswith("backup-")]
        assert ["a.hall"] == [path.name for path in bundle.parent.glob("*a.hall*")]

    def test_sealed_it_shows_nothing(
        self, var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """
        With a passphrase nothing can be read without it, and the passphrase stands nowhere.
        """
        monkeypatch.setenv(PASSPHRASE, "hoa sen 1930")

        done = DoneHere("backup", tmp_path / "b.hall", TINY, "--var", var)
        sealed = (tmp_path / "b.hall").read_bytes()

        assert 0 == done.status
        assert seal.MARK == sealed[: len(seal.MARK)]
        assert not any(word in sealed for word in (b"SQLite", b"conference", b"sqlite"))
        assert "hoa sen" not in done.out + done.err

    def test_a_full_disk_leaves_the_last_copy(self, var: Path, bundle: Path) -> None:
        """
        Where the copy cannot be written, what was there stays and nothing else is left behind.
        """
        before = bundle.read_bytes()
        target = bundle.parent / "gone" / "a.hall"

        done = DoneHere("backup", target, TINY, "--var", var)

        assert 1 == done.status
        assert all(str(target) in line for line in done.sentences)
        assert before == bundle.read_bytes()

    def test_a_damaged_journal_is_not_copied(self, var: Path, bundle: Path) -> None:
        """
        A copy is looked through: an altered journal never takes the place of a good copy.
        """
        before = bundle.read_bytes()
        altered(var / f"{TINY.name}.sqlite", "update event set body = '{}' where version = 2")

        done = DoneHere("backup", bundle, TINY, "--var", var)

        assert 1 == done.status
        assert before == bundle.read_bytes()

    def test_people_sign_in_while_it_is_made(self, var: Path, tmp_path: Path) -> None:
        """
        Accounts and devices change all the while films are copied: the copy is whole, and good.
        """
        folder = Path(shutil.copytree(TINY, tmp_path / TINY.name))
        (folder / "media").mkdir(exist_ok=True)
        (folder / "media" / "phim.webm").write_bytes(os.urandom(32 * 1024 * 1024))
        access, done = Access.at(var / "access.json"), threading.Event()
        access.add_device("kiosk", "Ki-ốt 1")

        def let_in_and_out() -> None:
            while not done.is_set():
                access.add_device("screen", "hall-1", "hall")
                access.revoke_device("hall-1")

        busy = threading.Thread(target=let_in_and_out)
        busy.start()
        copied = DoneHere("backup", tmp_path / "a.hall", folder, "--var", var)
        done.set()
        busy.join()
        restored = DoneHere("restore", tmp_path / "a.hall", "--var", tmp_path / "other")

        assert (0, 0) == (copied.status, restored.status), copied.err
        brought = Access.at(tmp_path / "other" / "access.json").devices()
        assert "Ki-ốt 1" in {one["name"] for one in brought}

    @pytest.mark.parametrize("sealed", [False, True])
    def test_it_leaves_the_day_its_room(
        self, var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sealed: bool
    ) -> None:
        """
        What looking the copy through takes of the day's own disk is known before it is begun: with
        too little room for that nothing is written; without films there still is enough.
        """
        folder = Path(shutil.copytree(TINY, tmp_path / TINY.name))
        (folder / "media").mkdir(exist_ok=True)
        (folder / "media" / "phim.webm").write_bytes(bytes(60 * 1000 * 1000))
        if sealed:
            monkeypatch.setenv(PASSPHRASE, "hoa sen")
        free = 620 if sealed else 560
        room = shutil._ntuple_diskusage(10**12, 0, free * 1000 * 1000)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: room)
        target = tmp_path / "stick" / "a.hall"
        target.parent.mkdir()

        full = DoneHere("backup", target, folder, "--var", var)
        left = [*target.parent.iterdir()]
        bare = DoneHere("backup", target, folder, "--var", var, "--no-media")

        assert (1, []) == (full.status, left)
        assert all(f"{120 if sealed else 60} MB" in line for line in full.sentences[:2])
        assert 0 == bare.status, bare.err

    def test_a_disk_that_is_nearly_full_is_still_copied(
        self, var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """
        When the day's disk runs out of room its copies on the stick matter most; small ones go on.
        """
        room = shutil._ntuple_diskusage(10**12, 0, 100 * 1000 * 1000)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: room)

        assert 0 == DoneHere("backup", tmp_path / "a.hall", TINY, "--var", var).status

    def test_it_is_not_made_of_two_days(self, var: Path, bundle: Path, tmp_path: Path) -> None:
        """
        While a copy is made nothing is restored, while something is restored no copy is made; two
        copies may be made at once.
        """
        with copying(var):
            restored = DoneHere("restore", bundle, "--var", var, "--yes")
            beside = DoneHere("backup", tmp_path / "b.hall", TINY, "--var", var)
        with held(var):
            copied = DoneHere("backup", tmp_path / "c.hall", TINY, "--var", var)

        assert (1, 0, 1) == (restored.status, beside.status, copied.status)
        assert all(str(var) in line for done in (restored, copied) for line in done.sentences)
        assert not (var / "replaced").exists()
        assert not (tmp_path / "c.hall").exists()

    def test_nothing_to_copy_is_said(self, tmp_path: Path) -> None:
        """
        Before the first start there is nothing to copy.
        """
        done = DoneHere("backup", tmp_path / "a.hall", TINY, "--var", tmp_path / "var")

        assert 1 == done.status
        assert not (tmp_path / "a.hall").exists()


class TestRestore:
    def test_another_laptop_has_it_all(self, var: Path, bundle: Path, tmp_path: Path) -> None:
        """
        In an empty folder the journal is whole, the secret the same, the conference there.
        """
        there = tmp_path / "other"

        done = DoneHere("restore", bundle, "--var", there)

        before, after = read(var / f"{TINY.name}.sqlite"), read(there / f"{TINY.name}.sqlite")
        assert (0, before) == (done.status, after)
        assert (var / "secret").read_bytes() == (there / "secret").read_bytes()
        folder = there / "conference" / TINY.name
        assert everything(TINY) == everything(folder)
        assert str(folder) in done.out
        assert {0o600} == {stat.S_IMODE(f.stat().st_mode) for f in there.glob("*.sqlite")}

    def test_it_leaves_a_note_for_the_trail(self, bundle: Path, tmp_path: Path) -> None:
        """
        The day on another laptop tells who brought it there, once a server writes there.
        """
        there = tmp_path / "other"
        assert 0 == DoneHere("restore", bundle, "--var", there).status

        with House(there, TINY) as house, house.enter("console") as admin:
            entries = admin.get("/api/v1/trail").json()["entries"]

        assert ["restore"] == [e["about"][0] for e in entries if e["name"] == "note_taking"]

    def test_screens_know_that_it_begins_again(
        self, var: Path, bundle: Path, tmp_path: Path
    ) -> None:
        """
        A restored journal has another id for its views, so that none waits for what was lost.
        """
        ids = []
        for where in (var, tmp_path / "one", tmp_path / "two"):
            if where != var:
                assert 0 == DoneHere("restore", bundle, "--var", where).status
            journal = Journal(where / f"{TINY.name}.sqlite")
            journal.append([record("later", said("ba"))])
            ids.append(journal.id)
            journal.close()
            assert read(where / f"{TINY.name}.sqlite") is not None

        assert 3 == len(set(ids))

    def test_it_asks_before_it_replaces(self, var: Path, bundle: Path) -> None:
        """
        Without --yes it says what it would replace, and changes nothing.
        """
        before = everything(var)

        done = DoneHere("restore", bundle, "--var", var)

        assert 1 == done.status
        assert before == everything(var)
        assert "--yes" in done.err
        replaced, replacement = done.out.splitlines()[:2], done.out.splitlines()[2:]
        for line in (*replaced, *replacement):
            assert "Tây Đô" in line
            assert "3 " in line
            assert "2020-10-13T05:00:00.000Z" in line

    def test_what_is_replaced_is_put_aside(self, var: Path, bundle: Path) -> None:
        """
        With --yes the copy takes the place of what is there, which is kept whole.
        """
        journal = Journal(var / f"{TINY.name}.sqlite")
        journal.append([record("later", said("ba"))])
        journal.close()

        done = DoneHere("restore", bundle, "--var", var, "--yes")

        (aside,) = (var / "replaced").iterdir()
        kept, now = read(aside / f"{TINY.name}.sqlite"), read(var / f"{TINY.name}.sqlite")
        assert 0 == done.status
        assert kept is not None
        assert now is not None
        assert (4, 3) == (len(kept.events), len(now.events))

    def test_an_unfinished_log_goes_with_its_journal(self, var: Path, bundle: Path) -> None:
        """
        What a crash has left in the log beside the old journal never reaches the new one.
        """
        file = var / f"{TINY.name}.sqlite"
        journal = Journal(file)
        journal.append([record("later", said("ba"))])
        crashed = {f.name: f.read_bytes() for f in var.glob(f"{TINY.name}.sqlite*")}
        journal.close()
        for name, content in crashed.items():
            (var / name).write_bytes(content)

        assert 0 == DoneHere("restore", bundle, "--var", var, "--yes").status

        (aside,) = (var / "replaced").iterdir()
        kept, now = read(aside / file.name), read(file)
        assert kept is not None
        assert now is not None
        assert (4, 3) == (len(kept.events), len(now.events))

    def test_a_damaged_journal_is_replaced(self, var: Path, bundle: Path) -> None:
        """
        It helps where it is needed most: over a journal nobody can read any more.
        """
        (var / f"{TINY.name}.sqlite").write_bytes(b"\0" * 5000)

        assert 0 == DoneHere("restore", bundle, "--var", var, "--yes").status
        assert read(var / f"{TINY.name}.sqlite") is not None

    def test_films_stay_where_the_copy_has_none(self, var: Path, tmp_path: Path) -> None:
        """
        A copy without films leaves those that came with an earlier one.
        """
        folder = Path(shutil.copytree(TINY, tmp_path / "lớn" / TINY.name))
        (folder / "media").mkdir(exist_ok=True)
        (folder / "media" / "phim.mp4").write_bytes(b"phim" * 1000)
        other = tmp_path / "other"
        words = (folder, "--var", var)
        assert 0 == DoneHere("backup", tmp_path / "full.hall", *words).status
        assert 0 == DoneHere("backup", tmp_path / "small.hall", *words, "--no-media").status

        first = DoneHere("restore", tmp_path / "full.hall", "--var", other)
        second = DoneHere("restore", tmp_path / "small.hall", "--var", other, "--yes")

        film = other / "conference" / TINY.name / "media" / "phim.mp4"
        assert (0, 0) == (first.status, second.status)
        assert b"phim" * 1000 == film.read_bytes()

    def test_the_passphrase_opens_it(
        self, var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """
        Sealed with a passphrase from a file, it opens with that and with no other.
        """
        secret = tmp_path / "mật khẩu"
        secret.write_text("hoa sen 1930\n", encoding="utf-8")
        file = tmp_path / "b.hall"
        words = ("--passphrase-file", secret)
        assert 0 == DoneHere("backup", file, TINY, "--var", var, *words).status

        monkeypatch.setenv(PASSPHRASE, "hoa mai")
        wrong = DoneHere("restore", file, "--var", tmp_path / "other")
        left_nothing = not (tmp_path / "other").exists()
        right = DoneHere("restore", file, "--var", tmp_path / "other", *words)

        assert (1, True, 0) == (wrong.status, left_nothing, right.status)
        assert everything(TINY) == everything(tmp_path / "other" / "conference" / TINY.name)

    def test_a_running_server_is_left_alone(self, house: House, tmp_path: Path) -> None:
        """
        A copy is made while the server runs, and nothing is restored under it.
        """
        file = tmp_path / "c.hall"
        with house.enter("console") as admin:
            admin.command("open_reception").raise_for_status()
            copied = Done("backup", file, TINY, "--var", house.var)
            before = len(house.events())
            refused = Done("restore", file, "--var", house.var, "--yes")
            granted = admin.command("blackout").status_code

        assert (0, 1, 200) == (copied.status, refused.status, granted)
        assert all(str(house.var) in line for line in refused.sentences)
        assert before < len(house.events())
        assert not (house.var / "replaced").exists()


KILLED_AT = """
import os, pathlib, signal, sys
rename, left = pathlib.Path.rename, [int(sys.argv.pop(1))]
def killed(path, target):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(path, target)
pathlib.Path.rename = killed
from server.cli import main
main()
"""


def restored_until(move: int, bundle: Path, var: Path) -> int:
    """The status of a restore that is killed before that move."""
    words = ("restore", str(bundle), "--var", str(var), "--yes")
    command = [sys.executable, "-c", KILLED_AT, str(move), *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode


class TestCutOff:
    """A restore that is killed while it replaces what was there."""

    @pytest.fixture(name="before")
    def _before(self, var: Path, tmp_path: Path) -> Path:
        """A folder that went on after the copy, with films, certificates and a log of its own."""
        journal = Journal(var / f"{TINY.name}.sqlite")
        journal.append([record("later", said("ba"))])
        crashed = {f.name: f.read_bytes() for f in var.glob(f"{TINY.name}.sqlite*")}
        journal.close()
        for name, content in crashed.items():
            (var / name).write_bytes(content)
        (var / "secret").write_bytes(b"x" * 32)
        (var / "access.json").write_text("{}")
        (var / "tls").mkdir()
        (var / "tls" / "root.pem").write_text("x")
        folder = Path(shutil.copytree(TINY, var / "conference" / TINY.name))
        (folder / "media").mkdir(exist_ok=True)
        (folder / "media" / "phim.mp4").write_bytes(b"phim")
        return Path(shutil.copytree(var, tmp_path / "before"))

    def test_killed_at_any_move_it_is_gone_on_with(
        self, var: Path, before: Path, tmp_path: Path
    ) -> None:
        """
        Whatever is typed next finds all that was there before, or all that was brought: the secret
        of the badges above all, and what was replaced is kept.
        """
        secret, bundle = b"y" * 32, tmp_path / "b.hall"
        (var / "secret").write_bytes(secret)
        shutil.rmtree(var / "tls")  # one thing that the copy does not bring
        assert 0 == DoneHere("backup", bundle, TINY, "--var", var, "--no-media").status
        outcomes = []
        for move in itertools.count():
            shutil.rmtree(var)
            shutil.copytree(before, var)
            status = restored_until(move, bundle, var)

            assert 0 == DoneHere("journal", "verify", "--var", var).status

            kept = (var / "secret").read_bytes()
            film = var / "conference" / TINY.name / "media" / "phim.mp4"
            assert b"phim" == film.read_bytes()
            assert (kept == secret) == (not (var / "tls").exists())
            assert (kept == secret) == (var / "replaced").exists()
            if kept == secret:
                (aside,) = (var / "replaced").iterdir()
                assert b"x" * 32 == (aside / "secret").read_bytes()
                found = read(aside / f"{TINY.name}.sqlite")
                assert found is not None
                assert "ba" == found.events[-1].text  # type: ignore[union-attr]
            assert not (var / READY).exists()
            outcomes.append(kept == secret)
            if status == 0:
                break

        assert [False, *[True] * (len(outcomes) - 1)] == outcomes
        assert 10 < len(outcomes)

    def test_a_server_starts_with_what_was_brought(
        self, var: Path, bundle: Path, before: Path
    ) -> None:
        """
        The server goes on with it before it makes a journal or a secret of its own.
        """
        assert 0 != restored_until(4, bundle, var)
        assert (var / READY).exists()

        with House(var, TINY):
            assert kept_secret(var) != b"x" * 32
            assert not (var / READY).exists()

    def test_what_cannot_be_gone_on_with_is_refused(
        self, var: Path, bundle: Path, before: Path
    ) -> None:
        """
        Where it cannot be finished nothing starts beside it, with one sentence.
        """
        assert 0 != restored_until(4, bundle, var)
        (var / READY / "plan.json").write_text("?")
        left = everything(var)

        for words in (("serve", TINY), ("print", "badges", TINY), ("journal", "verify")):
            done = Done(*words, "--var", var)

            assert 1 == done.status
            assert all(READY in line for line in done.sentences)
        assert left == everything(var)


def rezipped(bundle: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """Make a bundle anew, each file of it changed or left out."""
    with zipfile.ZipFile(bundle) as zipped:
        files = {name: zipped.read(name) for name in zipped.namelist()}
    with zipfile.ZipFile(bundle, "w") as zipped:
        for name, content in files.items():
            changed = change(name, content)
            if changed is not None:
                zipped.writestr(name, changed)


def about(**other: object) -> Callable[[Path], None]:
    """Spoils a bundle by what it says of itself."""

    def spoil(bundle: Path) -> None:
        def change(name: str, content: bytes) -> bytes:
            if name != ABOUT:
                return content
            return msgspec.json.encode(msgspec.json.decode(content) | other)

        rezipped(bundle, change)

    return spoil


def cut(bundle: Path) -> None:
    """Loses the end of a file."""
    os.truncate(bundle, bundle.stat().st_size // 2)


def flip(bundle: Path) -> None:
    """Turns one byte of a file's middle."""
    whole = bytearray(bundle.read_bytes())
    whole[len(whole) // 2] ^= 255
    bundle.write_bytes(whole)


LEADING_AWAY = ("", ".", "..", "../evil", "a/b", "/evil", "a\\b", "../../evil", "a/..", "a\0b")


def bomb(name: str, mega: int) -> Callable[[Path], None]:
    """Lets one part of a bundle unfold into so many megabytes."""

    def spoil(bundle: Path) -> None:
        zeros = b" " * (mega << 20)
        with zipfile.ZipFile(bundle) as zipped:
            files = {part: zipped.read(part) for part in zipped.namelist()}
        known = msgspec.json.decode(files[ABOUT])
        if name == ABOUT:
            files[ABOUT] += zeros
        else:
            files[name] = zeros
            known["files"][name] = hashlib.sha256(zeros).hexdigest()
            files[ABOUT] = msgspec.json.encode(known)
        with zipfile.ZipFile(bundle, "w", zipfile.ZIP_DEFLATED) as zipped:
            for part, content in files.items():
                zipped.writestr(part, content)

    return spoil


def locked(bundle: Path) -> None:
    """Marks every part as one that has a password of its own."""
    whole = bytearray(bundle.read_bytes())
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = whole.find(mark)
        while at >= 0:
            whole[at + flags] |= 1
            at = whole.find(mark, at + 1)
    bundle.write_bytes(whole)


class TestRefused:
    @pytest.mark.parametrize(
        "spoil",
        [
            cut,
            flip,
            lambda b: b.write_bytes(b""),
            lambda b: b.write_text("một tệp khác"),
            lambda b: b.unlink(),
            lambda b: rezipped(b, lambda n, c: None if n == ABOUT else c),
            lambda b: rezipped(b, lambda n, c: None if n == JOURNAL else c),
            lambda b: rezipped(b, lambda n, c: c + b" " if n.endswith(".toml") else c),
            about(kind="other"),
            about(format=2),
            about(events="three"),
            about(digest="0" * 64),
            about(files={"../../evil": "0"}),
            about(files={"/etc/evil": "0"}),
            about(files={"var/server.lock": "0"}),
            about(files={"": "0"}),
            about(files={".": "0"}),
            about(files={"var/secret/evil": "0"}),
            about(files={"conference": "0"}),
            *(about(name=name) for name in LEADING_AWAY),
            bomb(ABOUT, 64),
            bomb(f"{CONFERENCE}/conference.toml", 256),
            locked,
        ],
        ids=[
            *("cut", "flipped", "empty", "no bundle", "no file", "no about", "no journal"),
            *("changed", "foreign", "newer", "nonsense", "another digest"),
            *("upwards", "absolute", "elsewhere"),
            *("nameless", "here", "a folder for a file", "a file for a folder"),
            *(f"named {name!r}" for name in LEADING_AWAY),
            *("a bomb for a head", "a bomb", "a password within"),
        ],
    )
    def test_what_is_not_as_it_was_made_is_refused(
        self, var: Path, bundle: Path, spoil: Callable[[Path], None]
    ) -> None:
        """
        A damaged, foreign or newer file is refused with one sentence, and nothing is changed.
        """
        spoil(bundle)
        before = everything(var.parent)

        done = DoneHere("restore", bundle, "--var", var, "--yes")

        assert 1 == done.status
        assert 2 == len(done.sentences)
        assert all(bundle.name in line for line in done.sentences)
        assert before == everything(var.parent)

    def test_a_bomb_is_never_unfolded(
        self, var: Path, bundle: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """
        What would fill the disk is refused by its weight, before anything of it is written.
        """
        bomb(f"{CONFERENCE}/conference.toml", 256)(bundle)
        written: list[object] = []
        monkeypatch.setattr(zipfile.ZipFile, "extract", lambda *given: written.append(given))

        assert 1 == DoneHere("restore", bundle, "--var", var, "--yes").status
        assert [] == written

    def test_without_room_it_says_how_much_it_takes(
        self, var: Path, bundle: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """
        Where the disk has too little room for what is in a copy, that is said beforehand.
        """
        monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 1000))
        before = everything(var)

        done = DoneHere("restore", bundle, "--var", var, "--yes")

        assert 1 == done.status
        assert all("MB" in line for line in done.sentences)
        assert before == everything(var)

    @pytest.mark.parametrize("spoil", [cut, flip], ids=["cut", "flipped"])
    def test_a_spoilt_sealed_one_too(
        self,
        var: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        spoil: Callable[[Path], None],
    ) -> None:
        """
        No part of a sealed file can be changed or lost unnoticed.
        """
        monkeypatch.setenv(PASSPHRASE, "hoa sen")
        file = tmp_path / "b.hall"
        assert 0 == DoneHere("backup", file, TINY, "--var", var).status
        spoil(file)

        assert 1 == DoneHere("restore", file, "--var", tmp_path / "other").status
        assert not (tmp_path / "other").exists()

    @pytest.mark.parametrize("size", [0, 1, 65535, 65536, 65537, 131072])
    def test_any_length_is_sealed(self, tmp_path: Path, size: int) -> None:
        """
        A file of any length comes back as it was; without its last chunk it does not.
        """
        plain, sealed, again = (tmp_path / name for name in ("plain", "sealed", "again"))
        plain.write_bytes(os.urandom(size))
        with sealed.open("wb") as target, seal.sealing(target, "hoa sen") as open_end:
            for at in range(0, size, 1000):
                open_end.write(plain.read_bytes()[at : at + 1000])

        with again.open("wb") as target:
            seal.unseal(sealed, target, "hoa sen")

        assert plain.read_bytes() == again.read_bytes()
        assert seal.is_sealed(sealed)


def waited(until: Callable[[], object]) -> bool:
    """Whether something came true within the patience of the tests."""
    give_up = time.monotonic() + PATIENCE_S
    while not until():
        if time.monotonic() > give_up:
            return False
        time.sleep(0.02)
    return True


class TestRounds:
    def test_copies_come_and_go_with_the_stick(self, tmp_path: Path) -> None:
        """
        A copy is made at once and again; a stick pulled out is an alert until it is back.
        """
        stick = tmp_path / "stick"
        stick.mkdir()
        words = ("--backup-to", stick, "--backup-minutes", 0.02)
        with House(tmp_path / "var", TINY, *words) as house, house.enter("console") as admin:
            console = house.socket("console", str(admin.token))
            console.wait(lambda view: view["backup"]["at"])
            assert waited(lambda: len(list(stick.glob("*.hall"))) >= 2)

            stick.rename(tmp_path / "pulled out")
            gone = console.wait(lambda view: view["backup"]["trouble"] == "gone")
            seen = len(console.views)
            (tmp_path / "pulled out").rename(stick)
            back = console.wait(lambda view: view["backup"]["trouble"] == "same_disk", after=seen)
            console.close()

        newest = max(stick.glob("*.hall"))
        assert {"backup_gone"} == {alert["code"] for alert in gone["alerts"]}
        assert {"backup_same_disk"} == {alert["code"] for alert in back["alerts"]}
        assert gone["backup"]["at"] < back["backup"]["at"]
        assert 0 == DoneHere("restore", newest, "--var", tmp_path / "other").status

    def test_unless_told_otherwise_a_copy_is_made_every_five_minutes(
        self, var: Path, tmp_path: Path
    ) -> None:
        """
        One at once, none within five minutes of it, another then; the command line says so too.
        """
        stick, now = tmp_path / "stick", [datetime(2020, 10, 13, 7, tzinfo=UTC)]
        stick.mkdir()
        typed = serve.make_context("serve", []).params["backup_minutes"]
        settings = Settings(folder=TINY, var=var, backup_to=stick)
        rounds = Rounds(
            settings, stick, lambda: now[0], lambda: None, lambda work, *given: work(*given)
        )

        made = []
        for passed in (timedelta(0), timedelta(minutes=4, seconds=59), timedelta(seconds=1)):
            now[0] += passed
            rounds._look()
            made.append(len(list(stick.glob("*.hall"))))

        assert [1, 1, 2] == made
        assert settings.backup_minutes == typed

    def test_another_disk_is_told_from_our_own(self, tmp_path: Path) -> None:
        """
        Copies in an empty folder a stick was to be mounted on would be lost with the laptop: only
        those on another disk are no alert.
        """
        with TemporaryDirectory(dir="/dev/shm") as memory:
            assert Path(memory).stat().st_dev != tmp_path.stat().st_dev
            with House(tmp_path / "var", TINY, "--backup-to", memory) as house:
                admin = house.enter("console")
                console = house.socket("console", str(admin.token))
                view = console.wait(lambda view: view["backup"]["at"])
                console.close()
                admin.close()

        assert (None, []) == (view["backup"]["trouble"], view["alerts"])

    def test_only_the_newest_are_kept(self, tmp_path: Path) -> None:
        """
        The stick does not fill up: of this conference the newest few stay, others are not touched.
        """
        stick = tmp_path / "stick"
        stick.mkdir()
        old = [stick / f"{TINY.name}-2020{n:04d}-000000.hall" for n in range(20)]
        for file in (*old, stick / "khác.hall"):
            file.touch()
        with House(tmp_path / "var", TINY, "--backup-to", stick) as house:
            assert waited(lambda: not old[0].exists())
            assert waited(lambda: len(list(stick.glob(f"{TINY.name}-*"))) == KEPT)

        assert (stick / "khác.hall").exists()
        assert house.said().count("Traceback") == 0

    def test_a_stick_that_cannot_be_written_is_an_alert(self, tmp_path: Path) -> None:
        """
        Where copies fail the operator is told, and the day goes on.
        """
        words = ("--backup-to", "/proc")
        with House(tmp_path / "var", TINY, *words) as house, house.enter("console") as admin:
            console = house.socket("console", str(admin.token))
            view = console.wait(lambda view: view["backup"]["trouble"] == "failed")
            granted = admin.command("open_reception").status_code
            console.close()

        assert {"backup_failed"} == {alert["code"] for alert in view["alerts"]}
        assert 200 == granted


@contextmanager
def moved(first: House, folder: Path, var: Path) -> Iterator[House]:
    """Another server at the address of the first, on what was restored."""
    other = House(var, folder)
    other.port, other.base = first.port, first.base
    with other:
        yield other


def test_another_laptop_takes_over(tmp_path: Path) -> None:
    """
    The first laptop dies: on a copy, at its address, screen and kiosk go on with their tokens.
    """
    with House(tmp_path / "a", TINY) as first:
        token = first.device("screen", "hall-1", "hall")
        kiosk_token = first.device("kiosk", "ki-ốt 1")
        with first.enter("console") as admin:
            admin.command("open_reception").raise_for_status()
            assert "accepted" == first.http(kiosk_token).scan(first.code("D-03")).json()["verdict"]
            copied = Done("backup", tmp_path / "m.hall", TINY, "--var", first.var)
            with first.socket("hall", token, "hall-1") as wall:
                admin.command("blackout").raise_for_status()
                lost = wall.wait(lambda view: view["screen"]["mode"] == "blackout")
        first.kill9()
        restored = Done("restore", tmp_path / "m.hall", "--var", tmp_path / "b")
        folder = tmp_path / "b" / "conference" / TINY.name

        with moved(first, folder, tmp_path / "b") as other:
            with other.socket("hall", token, "hall-1") as wall:
                view = wall.view
            scanned = other.http(kiosk_token).scan(first.code("D-03")).json()
            events = other.events()

    day = fold(None, events[: view["version"]])
    assert (0, 0) == (copied.status, restored.status)
    assert day is not None
    assert {"D-03"} == set(day.attendance.present)
    assert "programme" == day.screens.screens["hall-1"].mode == view["screen"]["mode"]
    assert view["journal"] != lost["journal"]
    assert "already_in" == scanned["verdict"]
