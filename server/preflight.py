"""The pre-flight: whether the day can run on this machine, a line for each thing looked at."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from rich.console import Console

from .conference import Conference
from .conference.files import shown
from .conference.library import Library, MediaFile, emblem_complaint, portrait_complaint
from .config import ROOT, Settings
from .files import check
from .files.folder import MEDIA
from .files.media import look_into
from .journal import JournalError, read_only
from .storage import GB, free_bytes, level, size
from .texts import text
from .tls.look import seen
from .tls.machine import names_of

LEAST_FREE_GB = 5
SHOWN_DIGITS = 12  # of a file's SHA-256, enough to compare two copies by eye
LANGUAGES = ("vi", "en")
STYLES = {"ok": "green", "warn": "yellow", "bad": "bold red"}


class Finding(msgspec.Struct, frozen=True):
    """One thing looked at: `state` is ok, warn or bad."""

    state: str
    vi: str
    en: str


def examine(settings: Settings, console: Console) -> int:
    """Show every finding; 1 if the day cannot run, else 0."""
    findings = list(look(settings))
    for finding in findings:
        mark = text(f"cli.check.{finding.state}")
        console.print(f"[{STYLES[finding.state]}]{mark:>7}[/]  ", end="")
        console.print(f"{finding.vi} · {finding.en}", markup=False, highlight=False)
    return int(any(finding.state == "bad" for finding in findings))


def look(settings: Settings) -> Iterator[Finding]:
    """Look at everything the day needs."""
    yield from _files(settings.folder)
    yield _fonts()
    yield _disk(settings.var)
    yield _port(settings.host, settings.port)
    yield from _certificates(settings)
    yield from _journal(settings.journal)


def _finding(state: str, key: str, **facts: object) -> Finding:
    return Finding(
        state, text(f"cli.check.{key}", "vi", **facts), text(f"cli.check.{key}", "en", **facts)
    )


def _files(folder: Path) -> Iterator[Finding]:
    conference, errors, warnings = check(folder)
    yield from (Finding("bad", problem.render("vi"), problem.render("en")) for problem in errors)
    yield from (Finding("warn", problem.render("vi"), problem.render("en")) for problem in warnings)
    if conference is not None:
        yield _finding("ok", "people", people=len(conference.people), items=len(conference.items))
        yield from _media(folder / MEDIA, conference)


def _media(folder: Path, conference: Conference) -> Iterator[Finding]:
    """Every film, sound and PDF the agenda names and the folder has, played or leafed through."""
    found = look_into(folder)
    emblem, told = conference.emblem, emblem_complaint(found, conference.emblem)
    if emblem is not None and told is not None:
        yield Finding("warn", *(text(f"alerts.{told}", lang, file=emblem) for lang in LANGUAGES))
    elif emblem in found:
        yield _finding("ok", "emblem", file=emblem)
    yield from _portraits(found, conference)
    for title, name, code in shown(found, conference.items, conference.speeches):
        file = found[name]
        if code is None:
            key = file.kind.value if file.sound or file.pages else f"{file.kind.value}_silent"
            yield _finding("ok", key, file=name, **_told(file))
        else:
            facts = {"item": title, "file": name, "detail": file.detail or "?"}
            yield Finding("warn", *(text(f"alerts.{code}", lang, **facts) for lang in LANGUAGES))


def _portraits(found: Library, conference: Conference) -> Iterator[Finding]:
    """Every portrait the folder has: shown, or the sentence that says why not."""
    people = {person.id: person.full_name for person in conference.people}
    shown = 0
    for line in conference.awards:
        if not line.featured or line.portrait is None or line.portrait not in found:
            continue
        told = portrait_complaint(found, line.portrait)
        facts = {"file": line.portrait, "name": line.collective or people[line.person]}
        if told is not None:
            yield Finding("warn", *(text(f"alerts.{told}", lang, **facts) for lang in LANGUAGES))
        shown += told is None
    if shown:
        yield _finding("ok", "portraits", count=shown)


def _told(file: MediaFile) -> dict[str, object]:
    minutes, seconds = divmod(round(file.duration_s), 60)
    return {
        "lasts": f"{minutes}:{seconds:02}",
        "pages": file.pages,
        "codecs": " + ".join(file.codecs),
        "sha256": file.sha256[:SHOWN_DIGITS],
    }


def _fonts() -> Finding:
    return _finding("ok" if (ROOT / ".vendor" / "manifest.json").exists() else "bad", "fonts")


def _disk(var: Path) -> Finding:
    free = free_bytes(var)
    short, room = level(free), size(free)
    if short is not None:
        return Finding("bad", *(text(f"alerts.{short}", lang, free=room[lang]) for lang in room))
    if free < LEAST_FREE_GB * GB:
        return _finding("bad", "disk_low", free=free // GB, least=LEAST_FREE_GB)
    return _finding("ok", "disk", free=free // GB)


def _port(host: str, port: int) -> Finding:
    address = f"{host}:{port}"
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return _finding("bad", "port_taken", address=address)
    return _finding("ok", "port", address=address)


def _certificates(settings: Settings) -> Iterator[Finding]:
    for one in seen(settings.certificates, names_of(settings.host), datetime.now(UTC)):
        yield _finding(one.state, one.key, **one.facts)


def _journal(path: Path) -> Iterator[Finding]:
    now = datetime.now(UTC)
    try:
        events = read_only(path)
    except JournalError as exc:
        yield Finding("bad", exc.render("vi"), exc.render("en"))
        return
    last = max((event.at for event in events), default=now)
    key, state = ("clock_behind", "bad") if last > now else ("clock", "ok")
    seconds = "%Y-%m-%d %H:%M:%S UTC"
    yield _finding(state, key, now=now.strftime(seconds), last=last.strftime(seconds))
    if events:
        yield _finding("ok", "journal", count=len(events))
    else:
        yield _finding("ok", "journal_none")
