"""The bundle: one file with all that another laptop needs to go on with the day.

It is a zip of the journal as of one moment, accounts and paired devices, the secret of the badges,
the root of the secure pages, and the conference's folder; `about.json` names every file with its
SHA-256. With a passphrase the zip is sealed (`seal`).
"""

import contextlib
import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

import msgspec

from ..journal import JournalError, read
from .errors import NotKept
from .room import workplace
from .seal import is_sealed, unseal

FORMAT = 1
KIND = "hoi-truong-backup"
ABOUT = "about.json"
JOURNAL = "journal.sqlite"
CONFERENCE = "conference"
MEDIA = "media"
KEPT_OF_VAR = ("access.json", "secret", "tls")
LARGEST_ABOUT = 4 * 1024 * 1024
LEAST_WEIGHED, MOST_PACKED = 64 * 1024 * 1024, 100  # films hardly shrink, a journal tenfold
KINDS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a bundle is: whose day, how far it had come, and the digest of every file in it."""

    kind: str = KIND
    format: int = FORMAT
    name: str
    title: str
    made_at: str
    events: int
    last: str
    digest: str
    media: bool
    files: dict[str, str]


@contextlib.contextmanager
def opened(file: Path, passphrase: str | None, var: Path) -> Iterator[tuple[About, Path]]:
    """What a bundle says of itself, and a folder with its files, every one of them looked through.

    It is unpacked on the disk of `var`, never into the memory of the machine.

    `NotKept` where it is not a bundle, or none this program reads, or not as it was made.
    """
    with workplace(var) as work:
        try:
            about = _unpacked(_plain(file, work, passphrase), file, work)
            found = read(work / JOURNAL, alone=True)
        except JournalError as exc:
            code = "newer" if exc.code == "newer" else "damaged"
            raise NotKept(code, file=file) from exc
        except FileNotFoundError as exc:
            raise NotKept("no_file", file=file) from exc
        except OSError as exc:
            raise NotKept("unreadable", file=file, cause=exc.strerror) from exc
        if found is None or found.head.digest.hex() != about.digest:
            raise NotKept("damaged", file=file)
        yield about, work


def _plain(file: Path, work: Path, passphrase: str | None) -> Path:
    if not is_sealed(file):
        return file
    if passphrase is None:
        raise NotKept("passphrase_needed", file=file)
    plain = work / "plain"
    with plain.open("wb") as target:
        unseal(file, target, passphrase)
    return plain


def _unpacked(plain: Path, file: Path, work: Path) -> About:
    try:
        with zipfile.ZipFile(plain) as zipped:
            about = _about(zipped, file)
            if not all(map(_inside, about.files)) or not _is_plain(about.name):
                raise NotKept("foreign", file=file)
            _weigh([zipped.getinfo(name) for name in about.files], plain, file, work)
            for name, digest in about.files.items():
                zipped.extract(name, work)
                if digest_of(work / name) != digest:
                    raise NotKept("damaged", file=file)
    # RuntimeError: a part of it has a password of its own.
    except (zipfile.BadZipFile, KeyError, EOFError, RuntimeError, zlib.error) as exc:
        raise NotKept("damaged" if _begins_as_zip(plain) else "foreign", file=file) from exc
    return about


def _weigh(parts: Sequence[zipfile.ZipInfo], plain: Path, file: Path, work: Path) -> None:
    """Refuse what unfolds into more than any copy does, or than there is room for."""
    weight = sum(part.file_size for part in parts)
    if weight > max(LEAST_WEIGHED, MOST_PACKED * plain.stat().st_size):
        raise NotKept("foreign", file=file)
    if any(part.compress_type not in KINDS for part in parts):
        raise NotKept("foreign", file=file)
    if weight > shutil.disk_usage(work).free:
        raise NotKept("no_room", file=file, mb=weight // 10**6)


def _begins_as_zip(file: Path) -> bool:
    with file.open("rb") as source:
        return source.read(2) == b"PK"


def _about(zipped: zipfile.ZipFile, file: Path) -> About:
    if ABOUT not in zipped.namelist() or zipped.getinfo(ABOUT).file_size > LARGEST_ABOUT:
        raise NotKept("foreign", file=file)
    said = zipped.read(ABOUT)
    try:
        known = msgspec.json.decode(said)
        if not isinstance(known, dict) or known.get("kind") != KIND:
            raise NotKept("foreign", file=file)
        if known.get("format") != FORMAT:
            raise NotKept("newer", file=file)
        return msgspec.convert(known, About)
    except (msgspec.MsgspecError, RecursionError) as exc:
        raise NotKept("damaged", file=file) from exc


def _inside(name: str) -> bool:
    """Whether a name in a bundle is one that `making` gives, and leads nowhere else."""
    if "\0" in name or "\\" in name or str(PurePosixPath(name)) != name:
        return False
    match PurePosixPath(name).parts:
        case (known,):
            return known == JOURNAL
        case ("var", file):
            return file in KEPT_OF_VAR and file != KEPT_OF_VAR[-1]
        case ("var", room, file):
            return room == KEPT_OF_VAR[-1] and file.endswith(".pem")
        case (room, *within):
            return room == CONFERENCE and ".." not in within
    return False


def _is_plain(name: str) -> bool:
    """Whether a conference's name is one part of a path, and leads nowhere."""
    return name == PurePosixPath(name).name and _inside(f"{CONFERENCE}/{name}/x")


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
