"""The projection room: watches the media folder; copies pictures, draws slides, silences films."""

import logging
import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from .conference import COMMANDS, Actor
from .conference.commands import Role
from .conference.library import MediaFile, MediaKind, emblem
from .desk import Desk
from .files.media import forget, look_into, stamp

log = logging.getLogger(__name__)

BY = Actor(id="projection", name="projection", role=Role.ADMIN)
LOOK_EVERY_S = 3.0


class Projection:
    """The media folder as the desk knows it; slides as pictures and silent films in `made`.

    What makes them takes its time to load: the thread that needs it first does so, not the start.
    """

    def __init__(
        self,
        desk: Desk,
        folder: Path,
        made: Path,
        mark: Callable[[str], str],
        in_thread: Callable[..., Any],
    ) -> None:
        self._desk = desk
        self._mark = mark
        self._folder = folder
        self._slides = made / "slides"
        self._pictures = made / "pictures"
        self._films = made / "films"
        self._in_thread = in_thread
        self._seen: dict[str, tuple[int, int]] | None = None

    def start(self) -> None:
        """Look into the folder now, and again whenever it changes."""
        threading.Thread(target=self._look_forever, name="projection", daemon=True).start()

    def _look_forever(self) -> None:
        while True:
            try:
                self.look()
            except Exception:  # whatever a file does, the folder is looked into again
                log.exception("media folder")
            time.sleep(LOOK_EVERY_S)

    def look(self) -> None:
        """Tell the desk what the folder holds, if it has changed.

        Slides that are still to be drawn are told of once they are; the rest waits for none.
        """
        self._forget()
        found = self._in_thread(stamp, self._folder)
        if found == self._seen:
            return
        files = {
            name: replace(file, mark=self._mark(file.sha256))
            for name, file in self._in_thread(look_into, self._folder).items()
        }
        for name, file in files.items():
            if file.kind is MediaKind.FILM and file.sound and file.fault is None:
                self._in_thread(self._silence, self._folder / name, file)
            if file.kind is MediaKind.PICTURE and file.fault is None and self._may_show(name):
                self._in_thread(self._copy, self._folder / name, file.sha256)
        known = self._desk.day.library
        undrawn = {name: file for name, file in files.items() if self._is_undrawn(file)}
        if undrawn:
            before = {name: known[name] for name in undrawn if name in known}
            self._tell({n: f for n, f in files.items() if n not in undrawn} | before)
        for name, file in undrawn.items():
            self._drawn(name, file)
        self._tell(files)
        self._seen = found

    def _tell(self, files: dict[str, MediaFile]) -> None:
        command = COMMANDS["list_media"]
        given = command.arguments(files=files)
        self._desk.transact(command, given, BY, id=f"media:{secrets.token_hex(8)}")

    def _is_undrawn(self, file: MediaFile) -> bool:
        """Whether a page of slides that can be shown is no picture yet."""
        if file.kind is not MediaKind.SLIDES or file.fault is not None:
            return False
        drawn = (self._slides / file.sha256 / f"{n}.png" for n in range(1, file.pages + 1))
        return not all(page.is_file() for page in drawn)

    def _drawn(self, name: str, file: MediaFile) -> None:
        """Draw a file's slides; one that cannot be drawn keeps no other from it."""
        try:
            self._in_thread(self._draw, self._folder / name, file)
        except Exception:
            log.exception("slides")

    def slide(self, mark: str, page: int) -> Path | None:
        """The picture of a page of slides the desk knows, if it has been drawn."""
        return self._there(self._slides / self._content(mark) / f"{page}.png")

    def picture(self, mark: str) -> Path | None:
        """The copy of a picture the desk knows."""
        return self._there(self._pictures / f"{self._content(mark)}.webp")

    def _content(self, mark: str) -> str:
        """The content that mark stands for; a name nothing has, if for none."""
        known = {file.mark: file.sha256 for file in self._desk.day.library.values()}
        return known.get(mark, "unknown")

    def _there(self, path: Path) -> Path | None:
        return path if path.is_file() else None

    def _may_show(self, name: str) -> bool:
        """Whether a picture may still be shown: a portrait no longer, once it is erased."""
        day = self._desk.day
        return day.custody.kept or name == day.plan.emblem

    def _copy(self, path: Path, sha256: str) -> None:
        from .files.pictures import copied

        copy = self._pictures / f"{sha256}.webp"
        if not copy.is_file():
            copied(path, copy)

    def _forget(self) -> None:
        """Once personal data is erased, no portrait is kept: only the emblem."""
        if not self._desk.day.custody.kept:
            self._in_thread(forget, self._pictures, emblem(self._desk.day))

    def silent(self, sha256: str) -> Path | None:
        """The film with that content without its sound; as it is, if it could not be taken out."""
        found = [(n, f) for n, f in self._desk.day.library.items() if f.sha256 == sha256]
        for name, file in found:
            path = self._silent(self._folder / name, file)
            return path if path.is_file() else self._folder / name
        return None

    def _silent(self, path: Path, file: MediaFile) -> Path:
        return self._films / f"{file.sha256}{path.suffix.lower()}"

    def _silence(self, path: Path, file: MediaFile) -> None:
        from .files.films import make_silent

        copy = self._silent(path, file)
        if copy.is_file():
            return
        try:
            make_silent(path, copy)
        except (OSError, ValueError) as exc:
            log.warning("no silent copy of %s, its followers get it whole: %s", path.name, exc)

    def _draw(self, path: Path, file: MediaFile) -> None:
        from .files.slides import draw

        draw(path, file.pages, self._slides / file.sha256)
