"""What the set-up says and chooses: reasons, sentences, the bar, Node, Chromium."""

import errno
import io
import os
import pty
import select
import sys
from pathlib import Path

import pytest

from server.setup import node, places, steps, words
from server.setup.children import reason
from server.setup.progress import Progress
from tests import browser_setup

PATIENCE_S = 5.0


@pytest.mark.parametrize(
    ("code", "output"),
    [
        ("disk_full", "OSError: [Errno 28] No space left on device"),
        ("disk_full", "npm error code ENOSPC"),
        ("no_permission", "npm error code EACCES"),
        ("no_trust", "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]"),
        ("no_trust", "npm error code SELF_SIGNED_CERT_IN_CHAIN"),
        ("no_network", "NewConnectionError(...)\nERROR: No matching distribution found for x"),
        ("no_network", "npm error code ENOTFOUND"),
        ("no_build", "error: subprocess-exited-with-error"),
        ("refused", "ERROR: No matching distribution found for x==1"),
        ("refused", "npm error code E403"),
        ("refused", "npm error code EINTEGRITY"),
        ("failed", "something nobody has seen before"),
    ],
)
def test_the_reason_is_read_from_what_the_tool_printed(code: str, output: str) -> None:
    """pip and npm print screens of words; a person gets the one reason behind them."""
    assert code == reason(output)


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("disk_full", errno.ENOSPC),
        ("no_permission", errno.EACCES),
        ("no_permission", errno.EROFS),
        ("failed", errno.EIO),
    ],
)
def test_what_the_file_system_refuses_is_one_sentence(code: str, number: int) -> None:
    """The system's error numbers become the same sentences as pip's and npm's words."""
    fields = {"log": ".setup/log.txt", "place": places.ROOT}

    assert words.sentence(code, **fields) == steps.understood(OSError(number, "refused"))


@pytest.mark.parametrize("code", words.TEXTS)
def test_every_text_is_one_sentence_in_two_languages(code: str) -> None:
    """Vietnamese first, then English, with the same things filled in and no line breaks."""
    vietnamese, english = words.TEXTS[code]

    assert vietnamese != english
    assert not vietnamese.isascii()
    assert "\n" not in vietnamese + english
    for field in ("{found}", "{log}", "{place}"):
        assert (field in vietnamese) == (field in english)


@pytest.mark.parametrize(
    ("says", "is_taken"), [("v18.19.1", False), ("v20.19.0", True), ("v24.1.0", True), ("", False)]
)
def test_only_a_recent_node_of_the_system_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, is_taken: bool
) -> None:
    """An old or a broken Node on the PATH is passed over."""
    own = tmp_path / "node"
    own.write_text(f"#!/bin/sh\necho {says}\n", encoding="utf-8")
    own.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert (str(own) if is_taken else None) == node.system_node()


def test_a_terminal_sees_one_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the steps share one line, which grows to the end and then is left."""
    leader, follower = pty.openpty()
    with os.fdopen(follower, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        progress = Progress(total=4)
        progress.begin("environment", 1)(1)
        progress.begin("python_packages", 3)(0.5)
        progress.end()
        painted = ""
        while "\n" not in painted and select.select([leader], [], [], PATIENCE_S)[0]:
            painted += os.read(leader, 10_000).decode()
    os.close(leader)

    assert [word for word in painted.split() if word.endswith("%")] == [
        "0%",
        "25%",
        "25%",
        "62%",
        "100%",
    ]
    assert painted.count("\n") == 1


def test_elsewhere_each_step_is_a_plain_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log file gets the steps' names, no bar and no control characters."""
    file = io.StringIO()
    monkeypatch.setattr(sys, "stderr", file)
    progress = Progress(total=1)

    progress.begin("environment", 1)(0.5)
    progress.end()

    lines = [words.label("environment"), words.label("finished")]
    assert "\n".join(lines) + "\n" == file.getvalue()


def test_who_may_not_install_chromium_is_told_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Chromium, and without the right to install it, the tests leave with a sentence."""
    monkeypatch.setattr(browser_setup, "CHROMIUM", tmp_path / "chromium")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(SystemExit) as left:
        browser_setup.ensure_chromium()

    assert words.sentence("no_chromium") == left.value.code
