"""The set-up: finished once, repaired when torn, and one clear sentence when it can't go on."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from server import bootstrap
from server.setup import places, python_packages, steps, words

OUTSIDE = sys._base_executable  # type: ignore[attr-defined]
NEEDED = (
    *("requirements.txt", "server/__init__.py", "server/__main__.py", "server/bootstrap.py"),
    "server/signals.py",
    *("server/setup", "display/package.json", "display/package-lock.json", "display/.npmrc"),
    *("tests/requirements.txt", "tests/package.json", "tests/package-lock.json"),
)
NOBODY_LISTENS = "http://127.0.0.1:9/simple"
TYPED = re.compile(r"python3 -m ((?:server|tests)[a-z_.]*[a-z])")
STEPS_INSIDE = """
import runpy, sys, server.bootstrap
def enter(*given, **named):
    sys.exit(7)
server.bootstrap.enter = enter
runpy.run_module(sys.argv[1], run_name="__main__", alter_sys=True)
"""
COMMAND_LINE = """
import socket, sys
def main():
    print(*sys.argv[1:], sys.prefix, socket.socket.__module__.split(".")[0])
    sys.exit(7)
"""


def copy_of_the_project(folder: Path) -> Path:
    """The few files that the set-up reads, and a command line that tells how it was called."""
    for name in NEEDED:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (places.ROOT / name).is_dir() else shutil.copyfile
        copy(places.ROOT / name, target)
    (folder / "server" / "cli.py").write_text(COMMAND_LINE, encoding="utf-8")
    return folder


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A project that was never set up."""
    return copy_of_the_project(tmp_path)


@pytest.fixture
def ready(fresh: Path) -> Path:
    """A project that is set up: it borrows what is installed here, the stamp is its own."""
    environment = fresh / ".venv"
    environment.mkdir()
    shutil.copy(places.VENV / "pyvenv.cfg", environment)
    for name in ("bin", "lib"):
        (environment / name).symlink_to(places.VENV / name)
    (fresh / ".vendor").symlink_to(places.VENDOR)
    remember = "from server import bootstrap; bootstrap.remember(for_tests=False)"
    subprocess.run([OUTSIDE, "-c", remember], cwd=fresh, check=True)
    return fresh


@pytest.fixture(scope="module")
def half_way(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an empty environment, whose packages are still to come."""
    project = copy_of_the_project(tmp_path_factory.mktemp("half-way"))
    make = "from server.setup.python_packages import create_environment as c; "
    make += "from server.setup.one_at_a_time import alone\nwith alone(): c(print)"
    subprocess.run([OUTSIDE, "-c", make], cwd=project, check=True)
    return project


@pytest.fixture
def refusing_index() -> Iterator[str]:
    """A package index that answers every question with 404."""

    class Refuse(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(404)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Refuse) as server:
        Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/simple"
        server.shutdown()


def bare(**settings: str) -> dict[str, str]:
    """An environment without Node on the PATH and without this machine's pip settings."""
    return {"PATH": "", "PIP_CONFIG_FILE": os.devnull, "PYTHONUTF8": "1", **settings}


def start(project: Path, *arguments: str, index: str = NOBODY_LISTENS) -> tuple[int, str, str]:
    """Run the project from outside its environment: status, what it says, what it answers."""
    ran = subprocess.run(
        [OUTSIDE, "-m", "server", *arguments],
        cwd=project,
        env=bare(PIP_INDEX_URL=index),
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stderr, ran.stdout


def start_with(project: Path, prelude: str) -> tuple[int, str]:
    """Run the project in a Python that `prelude` has made poorer: status and what it says."""
    script = f"import runpy, sys; {prelude}; runpy.run_module('server', run_name='__main__')"
    ran = subprocess.run(
        [OUTSIDE, "-c", script],
        cwd=project,
        env=bare(),
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stderr


def first_words(file: Path, patience_s: float = 10) -> str:
    """What a process says first, into `file`; nothing if it keeps silent."""
    until = time.monotonic() + patience_s
    while not file.stat().st_size and time.monotonic() < until:
        time.sleep(0.02)
    return file.read_text(encoding="utf-8")


def said(code: str, **fields: object) -> str:
    """A sentence as it stands on the screen."""
    return words.sentence(code, **fields) + "\n"


@pytest.mark.parametrize(
    ("arguments", "module"),
    [
        ((), "eventlet"),
        (("serve", "--port", "5001"), "eventlet"),
        (("rehearse",), "eventlet"),
        (("--help",), "eventlet"),
        (("check", "somewhere"), "socket"),
    ],
    ids=("nothing", "serve", "rehearse", "option", "other-command"),
)
def test_a_second_start_goes_straight_to_the_command_line(
    ready: Path, arguments: tuple[str, ...], module: str
) -> None:
    """Set up, it needs no network, writes nothing, says nothing of its own, keeps arguments and
    exit status; only what serves runs on green sockets."""
    status, errors, output = start(ready, *arguments)

    assert (status, errors) == (7, "")
    assert [*arguments, str(ready / ".venv"), module] == output.split()
    assert not (ready / ".setup").exists()


def test_an_unreachable_index_is_one_sentence(half_way: Path) -> None:
    """Without network the first run says so and what to do, and leaves with status 1."""
    status, errors, _ = start(half_way)

    assert status == 1
    assert errors.endswith(said("no_network", log=".setup/log.txt"))
    assert "Traceback" not in errors


def test_a_refusing_index_is_one_sentence(half_way: Path, refusing_index: str) -> None:
    """An index that lacks the packages is not called a lost network."""
    status, errors, _ = start(half_way, index=refusing_index)

    assert status == 1
    assert errors.endswith(said("refused", log=".setup/log.txt"))


def test_a_full_disk_is_one_sentence(fresh: Path) -> None:
    """The first write that finds no room ends the set-up with what to do about it."""
    (fresh / ".setup").mkdir()
    (fresh / ".setup" / "log.txt").symlink_to("/dev/full")

    status, errors, _ = start(fresh)

    assert status == 1
    assert errors.endswith(said("disk_full"))
    assert "Traceback" not in errors


def test_a_folder_that_may_not_be_written_is_one_sentence(fresh: Path) -> None:
    """Where nothing may be created, even by root, the set-up says which folder it meant."""
    (fresh / ".setup").symlink_to("/sys")

    assert (1, said("no_permission", place=fresh), "") == start(fresh)


def test_an_old_python_is_one_sentence(fresh: Path) -> None:
    """Python 3.10 is told which version is needed, before anything else is tried."""
    outcome = start_with(fresh, "sys.version_info = (3, 10, 12, 'final', 0)")

    assert (1, said("python_too_old", found="3.10.12")) == outcome
    assert not (fresh / ".setup").exists()


def test_a_python_without_ensurepip_is_one_sentence(fresh: Path) -> None:
    """Debian's Python without its venv package is told which package to install."""
    status, errors = start_with(fresh, "sys.modules['ensurepip'] = None")

    assert status == 1
    assert errors.endswith(said("no_venv"))
    assert not (fresh / ".venv").exists()


def test_a_second_set_up_waits_for_the_first(half_way: Path, tmp_path: Path) -> None:
    """Two set-ups of one folder never run at once; the later one says that it waits."""
    heard = tmp_path / "heard"
    with (half_way / ".setup" / "lock").open("a") as first, heard.open("w") as errors:
        fcntl.flock(first, fcntl.LOCK_EX)
        second = subprocess.Popen(
            [OUTSIDE, "-m", "server"],
            cwd=half_way,
            env=bare(PIP_INDEX_URL=NOBODY_LISTENS),
            stderr=errors,
        )
        waiting = first_words(heard)
        is_still_waiting = second.poll() is None
    second.wait()

    assert said("waiting") == waiting
    assert is_still_waiting
    assert words.label("python_packages") in heard.read_text(encoding="utf-8")


def test_a_killed_installation_is_made_anew(
    half_way: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An environment that pip was changing when it died is not trusted any more."""
    monkeypatch.setattr(python_packages, "PYTHON", half_way / ".venv/bin/python")
    monkeypatch.setattr(python_packages, "ENVIRONMENT", half_way / ".venv/environment.stamp")
    monkeypatch.setattr(python_packages, "TORN", tmp_path / "torn")
    assert python_packages.environment_works()

    (tmp_path / "torn").touch()

    assert not python_packages.environment_works()


@pytest.mark.parametrize("recipe", [*bootstrap.RECIPES, *bootstrap.TEST_RECIPES])
def test_a_changed_recipe_asks_for_a_new_set_up(
    fresh: Path, monkeypatch: pytest.MonkeyPatch, recipe: str
) -> None:
    """What was installed for other pins, locks or lists does not count as ready."""
    monkeypatch.setattr(bootstrap, "ROOT", str(fresh))
    before = bootstrap.mark(for_tests=True)

    (fresh / recipe).write_text("changed", encoding="utf-8")

    assert before != bootstrap.mark(for_tests=True)


@pytest.mark.parametrize(
    "lost", [".vendor/stamp", ".setup/tests/stamp", ".setup/display/stamp", ".venv/ready-for-tests"]
)
def test_a_lost_product_asks_for_a_new_set_up(
    fresh: Path, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    """Whoever deletes an installed folder gets it back at the next start."""
    monkeypatch.setattr(bootstrap, "ROOT", str(fresh))
    monkeypatch.setattr(bootstrap, "VENV", str(fresh / ".venv"))
    for product in (".venv/x", *bootstrap.PRODUCTS, *bootstrap.TEST_PRODUCTS):
        (fresh / product).parent.mkdir(parents=True, exist_ok=True)
        (fresh / product).touch()
    bootstrap.remember(for_tests=True)
    assert bootstrap.is_ready(for_tests=True)

    (fresh / lost).unlink()

    assert not bootstrap.is_ready(for_tests=True)


def test_this_project_is_set_up() -> None:
    """Where the tests run, no step is left to do."""
    assert steps.missing(for_tests=True) == []


@pytest.mark.parametrize(
    "module", sorted(set(TYPED.findall((places.ROOT / "README.md").read_text())))
)
def test_every_command_of_the_front_page_can_be_typed_anywhere(module: str) -> None:
    """
    It steps into the project's own Python before it asks for anything that is installed there.
    """
    told = subprocess.run(
        [OUTSIDE, "-c", STEPS_INSIDE, module], cwd=places.ROOT, capture_output=True, text=True
    )

    assert (7, "") == (told.returncode, told.stderr)
