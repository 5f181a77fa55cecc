"""Text hygiene: one form of every letter, no stray spaces, and no trace of a broken encoding."""

import re
import unicodedata

from server.conference.wording import visible

SPACES = re.compile(r"[^\S\n]+")
LETTER = r"[^\W\d_]"
BROKEN = re.compile(rf"\ufffd|{LETTER}\?{LETTER}")
LEGACY = re.compile(
    "|".join(
        (
            # VNI writes the tone as a letter of its own after the vowel.
            r"[aeAE][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]",
            r"[oO][âåäïÂÅÄÏ]",
            rf"\b[ñÑ](?={LETTER})",
            r"[öÖ][ùøûõïÙØÛÕÏ]",
            # TCVN3 keeps Vietnamese letters where Latin-1 has signs and capitals.
            rf"{LETTER}[¨©ª¬®µ¶¸¹¼½¾]",
            rf"(?<!\w)[§®](?={LETTER})",
            r"[a-z][ÆÇÈÉÊËÌÎÏÐÑÒÓÔÖ×ØÙÛÜÞ]",
        )
    )
)


def tidy(text: str) -> str:
    """The text in NFC, without invisible marks, with single spaces and no space at the ends."""
    composed = unicodedata.normalize("NFC", text)
    spaced = SPACES.sub(" ", visible(composed))
    return "\n".join(line.strip() for line in spaced.split("\n")).strip()


def looks_broken(text: str) -> bool:
    """Whether letters were lost on the way: a replacement mark, or `?` inside a word."""
    return BROKEN.search(text) is not None


def looks_legacy(text: str) -> bool:
    """Whether the text was typed for a VNI or TCVN3 font and never converted."""
    return LEGACY.search(unicodedata.normalize("NFC", text)) is not None
