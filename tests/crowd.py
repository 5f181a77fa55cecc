"""A conference as large as a test wants it: the tiny one of the tests, with a crowd of delegates."""

import re
import shutil
from pathlib import Path

TINY = Path(__file__).parent / "conferences" / "tay-do-2027"


def crowd(folder: Path, people: int) -> Path:
    """Write a conference with so many further delegates into `folder`, and answer it."""
    shutil.copytree(TINY, folder)
    _change(folder / "conference.toml", r"(?m)^total = 12$", f"total = {people + 12}")
    _change(folder / "units.csv", r"(?m);\d+$", ";")
    with (folder / "delegates.csv").open("a", encoding="utf-8") as lines:
        lines.writelines(f"{_delegate(number)}\n" for number in range(1, people + 1))
    return folder


def badge_number(number: int) -> str:
    """What stands on the badge of the `number`-th of the crowd."""
    return f"Q-{number:03d}"


def _delegate(number: int) -> str:
    """A line of the roster."""
    return (
        f"{badge_number(number)};đồng chí;Trần Mẫu Thứ {number};;nữ;1990;Kinh;Công nhân;Xí nghiệp May Mẫu 2;"
        f"XN2;DAIBIEU;2;{number};Q-{number};"
    )


def _change(file: Path, pattern: str, new: str) -> None:
    file.write_text(re.sub(pattern, new, file.read_text(encoding="utf-8")), encoding="utf-8")
