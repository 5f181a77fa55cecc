"""Running it for a day: started again after a crash, as a service, with a log that stays small."""

import configparser
import json
import logging
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from server import logs
from server.cli import serve, systemd_unit
from server.config import ROOT
from server.supervise import PAUSES_S, pause_s
from tests.edge.clients import PATIENCE_S
from tests.edge.conftest import TINY
from tests.edge.house import House
from tests.edge.test_cli import DoneHere

# A server that crashes three times and then ends as it should; each start is written down.
CRASHES = """
import os, pathlib, signal, sys
starts = pathlib.Path(sys.argv[1])
starts.write_text(starts.read_text() + "x" if starts.exists() else "x")
if len(starts.read_text()) <= 3:
    os.kill(os.getpid(), signal.SIGKILL)
"""
SUPERVISE = """
import sys
from server import supervise
supervise.PAUSES_S = (0.0, 0.1, 0.2)
sys.exit(supervise.Supervisor([sys.executable, *sys.argv[1:]], print).run())
"""


class Supervised(House):
    """A server that somebody starts again."""

    def command(self) -> list[str]:
        """What starts it."""
        return [*super().command(), "--supervise"]

    def child(self) -> int:
        """The server itself, once there is one."""
        assert self.process is not None
        of = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        give_up = time.monotonic() + PATIENCE_S
        while not (children := of.read_text().split()) and time.monotonic() < give_up:
            time.sleep(0.01)
        return int(children[0])

    def close(self) -> None:
        """End both."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(PATIENCE_S)
            self.process = None


@pytest.fixture(name="supervised")
def _supervised(tmp_path: Path) -> Iterator[Supervised]:
    with Supervised(tmp_path / "var", TINY) as house:
        yield house


def test_a_killed_server_is_back_with_the_same_day(supervised: Supervised) -> None:
    """
    After a kill -9 the server comes back by itself, on the same port, knowing all it had answered.
    """
    with supervised.enter("console") as admin:
        version = admin.command("open_reception").json()["version"]
        for _ in range(2):
            killed = supervised.child()
            os.kill(killed, signal.SIGKILL)
            while supervised.child() == killed:
                time.sleep(0.01)
            supervised.ready()

        assert version == admin.view("console")["version"]
        assert 2 == supervised.said().count("starting again")


def test_who_ends_the_supervisor_ends_the_server(supervised: Supervised) -> None:
    """
    Told to stop, it lets the server finish, starts nothing anew, and ends well.
    """
    child = supervised.child()

    status = supervised.stop()

    assert 0 == status
    assert not Path(f"/proc/{child}").exists()
    assert "starting again" not in supervised.said()


@pytest.mark.parametrize("begun", ["server.lock", "secret"])
def test_a_server_told_to_stop_while_it_starts_ends_well(tmp_path: Path, begun: str) -> None:
    """
    However early it is told, it ends with status 0, and the next start finds nothing half done.
    """
    house = House(tmp_path / "var", TINY)
    process = house.spawn()
    while not (house.var / begun).exists() and process.poll() is None:
        time.sleep(0.001)

    assert 0 == house.stop()

    with house:
        assert 1 == len(house.events())


def test_a_refusal_to_start_is_no_crash(house: House, tmp_path: Path) -> None:
    """
    What would fail again in the same way is said once, and not tried again.
    """
    second = Supervised(tmp_path / "second", TINY)
    second.port = house.port
    process = second.spawn()

    status = process.wait(PATIENCE_S)
    second.process = None

    assert 1 == status
    assert "starting again" not in second.said()
    assert str(house.port) in second.said()


def test_crashes_are_answered_with_growing_pauses(tmp_path: Path) -> None:
    """
    It is started again at once, then after longer and longer pauses, until it ends by itself.
    """
    server, supervisor = tmp_path / "crashing.py", tmp_path / "supervisor.py"
    server.write_text(CRASHES)
    supervisor.write_text(SUPERVISE)

    done = subprocess.run(
        [sys.executable, supervisor, server, tmp_path / "starts"],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )

    assert (0, "") == (done.returncode, done.stderr)
    assert "xxxx" == (tmp_path / "starts").read_text()
    assert ["0", "0.1", "0.2"] == re.findall(r"again in ([\d.]+) s", done.stdout)
    assert [0.0, 0.5, 1.0] == [pause_s(crashes) for crashes in (1, 2, 3)]
    assert PAUSES_S[-1] == pause_s(1000)


class TestUnit:
    @pytest.fixture(name="unit")
    def _unit(self, tmp_path: Path) -> str:
        folder = tmp_path / "đại hội 100%"
        shutil.copytree(TINY, folder)
        command = [sys.executable, "-m", "server", "systemd-unit", str(folder), "--tls"]
        done = subprocess.run(
            [*command, "--var", str(tmp_path / "var")],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def test_it_says_how_to_serve(self, unit: str, tmp_path: Path) -> None:
        """
        It starts this server with these options, again after a crash, not after a refusal.
        """
        read = configparser.ConfigParser(interpolation=None)
        read.optionxform = str  # type: ignore[assignment,method-assign]  # as it says to do
        read.read_string(unit)
        service = read["Service"]

        assert {"Unit", "Service", "Install"} == set(read.sections())
        assert service["ExecStart"].startswith(f"{sys.executable} -m server serve ")
        assert "đại hội 100%%" in service["ExecStart"]
        assert service["ExecStart"].endswith(f"--port 5000 --tls --var {tmp_path / 'var'}")
        assert str(ROOT) == service["WorkingDirectory"]
        assert ("on-failure", "1 2") == (service["Restart"], service["RestartPreventExitStatus"])
        assert "500ms" == service["RestartSec"]

    def test_it_serves_as_it_was_told_to(self, tmp_path: Path) -> None:
        """
        Whatever `serve` can be told, but to supervise itself, a service can: copies, printers.
        """
        (tmp_path / "mật khẩu").write_text("hoa sen 1930\n", encoding="utf-8")
        told = [
            *(str(TINY), "--host", "0.0.0.0", "--port", "5443", "--tls"),
            *("--var", str(tmp_path / "var"), "--backup-to", str(tmp_path / "usb 100%")),
            *("--backup-minutes", "2.5", "--passphrase-file", str(tmp_path / "mật khẩu")),
            *("--printer", "zpl:10.0.0.9", "--printer", "brother:10.0.0.8", "--print-on-check-in"),
        ]

        done = DoneHere("systemd-unit", *told)

        [start] = [line for line in done.out.splitlines() if line.startswith("ExecStart=")]
        words = shlex.split(start.replace("%%", "%"))
        written = words[words.index("serve") + 1 :]
        meant, said = (serve.make_context("serve", [*given]).params for given in (told, written))
        assert meant == said
        options, own = ({one.name for one in of.params} for of in (serve, systemd_unit))
        assert {"supervise"} == options ^ own

    def test_systemd_takes_it(self, unit: str, tmp_path: Path) -> None:
        """
        Where there is a systemd to ask, it finds nothing wrong with the unit.
        """
        if (tool := shutil.which("systemd-analyze")) is None:
            assert unit  # its form is held by the test above
            return
        file = tmp_path / "hoitruong.service"
        file.write_text(unit, encoding="utf-8")

        done = subprocess.run([tool, "verify", file], capture_output=True, text=True, check=False)

        assert (0, "") == (done.returncode, done.stderr.strip())


class TestLog:
    @pytest.fixture(name="kept")
    def _kept(self, tmp_path: Path) -> Iterator[logs.Beside]:
        kept = logs.Beside(tmp_path / "log.jsonl")
        yield kept
        kept.close()

    def test_it_makes_room_for_itself(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """
        A log grows to its bound and no further, whatever happens; its files are its owner's.
        """
        monkeypatch.setattr(logs, "LARGEST", 2_000)
        kept = logs.Beside(tmp_path / "log.jsonl")
        for number in range(500):
            kept.handle(logging.makeLogRecord({"msg": f"dòng {number}", "levelno": 20}))
        kept.write()
        kept.close()

        files = sorted(tmp_path.glob("log.jsonl*"))
        assert logs.KEPT + 1 == len(files)
        assert max(file.stat().st_size for file in files) <= 2_000
        assert {0o600} == {file.stat().st_mode & 0o777 for file in files}
        newest = (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1]
        assert "dòng 499" == json.loads(newest)["said"]

    def test_a_fault_is_told_without_its_words(self, kept: logs.Beside, tmp_path: Path) -> None:
        """
        The words of a fault may quote a person; the log keeps its kind and the places in the code.
        """
        try:
            raise ValueError("Nguyễn Thị Mẫu, 0912345678")
        except ValueError:
            record = logging.makeLogRecord(
                {"msg": "fault %s", "args": ("ab12",), "exc_info": sys.exc_info(), "name": "x"}
            )
        kept.handle(record)
        kept.write()
        said = logs.Terminal(logs.TERMINAL).format(record)
        line = json.loads((tmp_path / "log.jsonl").read_text(encoding="utf-8"))

        assert ("fault ab12", "ValueError") == (line["said"], line["fault"])
        assert "test_a_fault_is_told_without_its_words" in line["places"][-1]
        assert "ValueError" in said
        assert [] == [words for words in (str(line), said) if "Mẫu" in words or "0912" in words]

    def test_calls_are_noted_by_rule(self, house: House) -> None:
        """
        A call is noted by its rule, how it went and how long it took; nothing a person typed is.
        """
        with house.enter("console") as admin:
            admin.get("/api/v1/delegates?q=Nguyễn Mẫu")
            admin.get("/api/v1/delegates?q=")
            admin.delete("/api/v1/devices/Máy của Mẫu")
            admin.get("/nothing/Mẫu")
        house.stop()

        text = (house.settings.log / logs.FILE).read_text(encoding="utf-8")
        lines = [json.loads(line) for line in text.splitlines()]
        calls = [(line["route"], line["status"]) for line in lines if line["logger"] == "calls"]
        assert [
            ("/api/v1/session", 200),
            ("/api/v1/delegates", 400),
            ("/api/v1/devices/<path:name>", 200),
            (None, 404),
        ] == calls
        assert "Mẫu" not in text
