"""The set-up as a list of steps, each knowing whether it is done."""

import errno
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from server.bootstrap import forget, is_ready, remember
from server.setup import browser_packages, node, python_packages
from server.setup.one_at_a_time import alone
from server.setup.places import LOG, ROOT
from server.setup.progress import Progress
from server.setup.words import Failed, sentence

DISK_FULL = {errno.ENOSPC, errno.EDQUOT}
NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}
STOPPED_BY_HAND = 130


@dataclass(frozen=True)
class Step:
    """One part of the set-up: its name, roughly its seconds, whether it is done, doing it."""

    code: str
    seconds: float
    is_done: Callable[[], bool]
    do: Callable[[Callable[[float], None]], None]


SERVER_STEPS = (
    Step(
        "environment",
        4,
        python_packages.environment_works,
        python_packages.create_environment,
    ),
    Step(
        "python_packages",
        12,
        partial(python_packages.are_installed, python_packages.SERVER),
        partial(python_packages.install, python_packages.SERVER),
    ),
    Step("browser_packages", 8, browser_packages.are_installed, browser_packages.install),
)
TEST_STEPS = (
    Step(
        "test_packages",
        12,
        partial(python_packages.are_installed, python_packages.TESTS),
        partial(python_packages.install, python_packages.TESTS),
    ),
    Step(
        "test_tools",
        6,
        browser_packages.tools_are_unpacked,
        browser_packages.unpack_tools,
    ),
)


def set_up(for_tests: bool) -> None:
    """Do what is missing; leave with one sentence when that can't be."""
    try:
        with alone():
            if is_ready(for_tests):  # whoever held the lock before has done it
                return
            forget()
            work_through(missing(for_tests))
            tidy_up()
            remember(for_tests)
    except Failed as failure:
        sys.exit(str(failure))
    except OSError as error:
        sys.exit(understood(error))
    except KeyboardInterrupt:
        print(sentence("stopped"), file=sys.stderr)
        sys.exit(STOPPED_BY_HAND)


def missing(for_tests: bool) -> list[Step]:
    """The steps still to be done."""
    steps = SERVER_STEPS + TEST_STEPS if for_tests else SERVER_STEPS
    return [step for step in steps if not step.is_done()]


def work_through(steps: list[Step]) -> None:
    """Do these steps, showing how far it is."""
    if not steps:
        return
    LOG.write_text("", encoding="utf-8")
    progress = Progress(sum(step.seconds for step in steps))
    try:
        for step in steps:
            step.do(progress.begin(step.code, step.seconds))
        progress.end()
    finally:
        progress.leave()


def tidy_up() -> None:
    """Remove what only the set-up needed, unless the tests go on using it."""
    if not browser_packages.tools_are_unpacked():
        shutil.rmtree(browser_packages.npm_folder(browser_packages.DISPLAY), ignore_errors=True)
        shutil.rmtree(node.FOLDER, ignore_errors=True)


def understood(error: OSError) -> str:
    """The sentence for what the file system refused."""
    if error.errno in DISK_FULL:
        return sentence("disk_full")
    if error.errno in NOT_ALLOWED:
        return sentence("no_permission", place=ROOT)
    return sentence("failed", log=LOG.relative_to(ROOT))
