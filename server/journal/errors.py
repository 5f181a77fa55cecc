"""What is wrong with a journal, in a sentence for whoever has to mend it."""

from pathlib import Path

from ..texts import text


class JournalError(Exception):
    """A journal cannot be opened, read or written; the sentence names the file and what to do.

    `code` is the key of the sentence in the catalogue's `journal`, `facts` what it names.
    """

    def __init__(self, path: Path | str, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = {"file": path, **facts}

    def render(self, lang: str) -> str:
        """The sentence in that language."""
        return text(f"journal.{self.code}", lang, **self.facts)

    def __str__(self) -> str:
        return self.render("en")


def cause(exc: Exception) -> str:
    """SQLite's own words for what went wrong."""
    return str(getattr(exc, "orig", None) or exc)
