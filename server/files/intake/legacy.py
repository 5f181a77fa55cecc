"""Legacy fonts: text typed for VNI or TCVN3 fonts, read as what people saw on their screens.

Such text is Latin-1 that only its font made Vietnamese. The font tells which it was; without it a
reading counts where every word it changes is a Vietnamese syllable, and only one reading does.
"""

import re
import unicodedata
from enum import StrEnum

GRAVE, HOOK, TILDE, ACUTE, DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"
TONES = {GRAVE, HOOK, TILDE, ACUTE, DOT}


class Encoding(StrEnum):
    """How a legacy font laid out the Vietnamese letters."""

    VNI = "VNI"
    TCVN3 = "TCVN3"


def _composed(*parts: str) -> str:
    return unicodedata.normalize("NFC", "".join(parts))


def _tcvn3() -> dict[str, str]:
    """The letters of TCVN 5712:1993, as the ABC fonts placed them."""
    order = (
        *("µ¶·¸¹", "»¼½¾Æ", "ÇÈÉÊË", "ÌÎÏÐÑ", "ÒÓÔÕÖ", "×ØÜÝÞ"),
        *("ßáâãä", "åæçèé", "êëìíî", "ïñòóô", "õö÷øù", "úûüýþ"),
    )
    bases = "aăâeêioôơuưy"
    tones = (GRAVE, HOOK, TILDE, ACUTE, DOT)
    plain = dict(zip("¨©®ª«¬\xad¡¢§£¤¥¦", "ăâđêôơưĂÂĐÊÔƠƯ", strict=True))
    return plain | {
        sign: _composed(base, tone)
        for base, signs in zip(bases, order, strict=True)
        for sign, tone in zip(signs, tones, strict=True)
    }


def _vni() -> dict[str, str]:
    """The letters of VNI-Windows: a vowel, then a letter that stands for its marks."""
    tones = dict(zip("ùøûõï", (ACUTE, GRAVE, HOOK, TILDE, DOT), strict=True))
    hats = dict(zip("âáàåãä", ("", ACUTE, GRAVE, HOOK, TILDE, DOT), strict=True))
    bows = dict(zip("êéèúüë", ("", ACUTE, GRAVE, HOOK, TILDE, DOT), strict=True))
    own = {"ô": "ơ", "ö": "ư"}
    table = own | {"ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
    for vowel in "aeouyôö":
        for sign, tone in tones.items():
            table[vowel + sign] = _composed(own.get(vowel, vowel), tone)
    for vowels, marks, mark in (("aeo", hats, CIRCUMFLEX), ("a", bows, BREVE)):
        for vowel in vowels:
            for sign, tone in marks.items():
                table[vowel + sign] = _composed(vowel, mark, tone)
    upper = {sign.upper(): letter.upper() for sign, letter in table.items()}
    mixed = {
        sign[0].upper() + sign[1]: letter.upper()
        for sign, letter in table.items()
        if len(sign) == 2
    }
    return table | upper | mixed


TABLES = {Encoding.VNI: _vni(), Encoding.TCVN3: _tcvn3()}
SIGNS = {
    encoding: re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    for encoding, table in TABLES.items()
}
FOREIGN = re.compile(r"[\x80-\xff]")
WORD = re.compile(r"[^\W\d_]+")
PARTS = re.compile(
    "(?:ngh|ng|nh|th|tr|ch|ph|kh|gh|gi|qu|[bcdđghklmnpqrstvx])?"
    "(?:uyên?|iêu|yêu|oai|oay|oao|oeo|uây|uôi|ươi|ươu|uya|uyu|uyê|"
    "a[iouy]|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oo|oi|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ươ|ưi|ưu|yê|"
    "[aăâeêioôơuưy])"
    "(?P<coda>ch|nh|ng|[ckmnpt])?"
)
STOPS = {"c", "ch", "p", "t"}


def is_vietnamese(word: str) -> bool:
    """Whether a word is a syllable Vietnamese could have; its tone must fit its end."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in letters if mark in TONES]
    plain = _composed(*(letter for letter in letters if letter not in TONES))
    found = PARTS.fullmatch(plain)
    if found is None or len(tones) > 1:
        return False
    return found["coda"] not in STOPS or tones in ([ACUTE], [DOT])


def of_font(font: str) -> Encoding | None:
    """The encoding a font of that name was made for."""
    name = font.strip().casefold()
    if name.startswith(".vn"):
        return Encoding.TCVN3
    return Encoding.VNI if name.startswith("vni-") else None


def has_capitals_only(font: str) -> bool:
    """Whether the font shows small letters as capitals: .VnTimeH and its like."""
    return of_font(font) is Encoding.TCVN3 and font.strip().endswith("H")


def reading(text: str, encoding: Encoding) -> str | None:
    """The text as the font showed it; None where it holds what the font had no letter for."""
    made = SIGNS[encoding].sub(lambda found: TABLES[encoding][found[0]], text)
    left = SIGNS[encoding].sub("", text)
    return None if FOREIGN.search(left) or _is_unicode(text) else made


def readings(text: str) -> dict[Encoding, str]:
    """What the text may have been, by encoding: each changed word is Vietnamese."""
    found = {encoding: reading(text, encoding) for encoding in Encoding}
    return {
        encoding: made
        for encoding, made in found.items()
        if made is not None and made != text and reads_well(made)
    }


def reads_well(text: str) -> bool:
    """Whether every word with a letter beyond ASCII is a Vietnamese syllable."""
    words = WORD.findall(unicodedata.normalize("NFC", text))
    return all(word.isascii() or is_vietnamese(word) for word in words)


def _is_unicode(text: str) -> bool:
    """Whether a letter proves the text to be Unicode: no legacy font had it."""
    return any(letter > "\xff" and letter.isalpha() for letter in text)
