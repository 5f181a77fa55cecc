"""The projection room: keeps an eye on the media folder, and turns slides into pictures once."""

import logging
import os
import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2

from .conference import COMMANDS, Actor
from .conference.commands import Role
from .conference.library import MediaFile, MediaKind
from .desk import Desk
from .files.media import look_into, stamp

log = logging.getLogger(__name__)

BY = Actor(id="projection", name="projection", role=Role.ADMIN)
LOOK_EVERY_S = 3.0
SLIDE_WIDTH = 1920  # pixels: the walls' own


class Projection:
    """The media folder as the desk knows it, and the slides as pictures in `var`."""

    def __init__(
        self, desk: Desk, folder: Path, pictures: Path, in_thread: Callable[..., Any]
    ) -> None:
        self._desk = desk
        self._folder = folder
        self._pictures = pictures
        self._in_thread = in_thread
        self._seen: dict[str, tuple[int, int]] | None = None

    def start(self) -> None:
        """Look into the folder now, and again whenever it changes."""
        threading.Thread(target=self._look_forever, name="projection", daemon=True).start()

    def _look_forever(self) -> None:
        while True:
            try:
                self.look()
            except OSError as exc:
                log.warning("media folder: %s", exc)
            time.sleep(LOOK_EVERY_S)

    def look(self) -> None:
        """Tell the desk what the folder holds, if it has changed, and draw its slides."""
        found = stamp(self._folder)
        if found == self._seen:
            return
        files = self._in_thread(look_into, self._folder)
        command = COMMANDS["list_media"]
        given = command.arguments(files=files)
        self._desk.transact(command, given, BY, id=f"media:{secrets.token_hex(8)}")
        self._seen = found
        for name, file in files.items():
            if file.kind is MediaKind.SLIDES and file.fault is None:
                self._in_thread(self._draw, self._folder / name, file)

    def picture(self, sha256: str, page: int) -> Path | None:
        """The picture of a page of slides the desk knows, if it has been drawn."""
        known = {file.sha256 for file in self._desk.day.library.values()}
        path = self._pictures / sha256 / f"{page}.png"
        return path if sha256 in known and path.is_file() else None

    def _draw(self, path: Path, file: MediaFile) -> None:
        folder = self._pictures / file.sha256
        folder.mkdir(parents=True, exist_ok=True)
        document = pypdfium2.PdfDocument(path)
        try:
            for number in range(file.pages):
                _draw_page(document[number], folder / f"{number + 1}.png")
        finally:
            document.close()


def _draw_page(page: Any, picture: Path) -> None:
    """One page as a picture the walls' width; a picture is there whole or not at all."""
    if picture.is_file():
        return
    drawn = page.render(scale=SLIDE_WIDTH / page.get_width()).to_pil()
    draft = picture.with_suffix(f".{os.getpid()}.tmp")
    drawn.save(draft, format="PNG", optimize=False)
    draft.replace(picture)
