"""The collation: the order of the Vietnamese alphabet, and of its tones, for lists of people."""

import unicodedata

from .plan import Person

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
PLACES = {letter: place for place, letter in enumerate(ALPHABET, start=1)}
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

Syllable = tuple[tuple[int, ...], int]


def by_given_name(person: Person) -> tuple[tuple[Syllable, ...], tuple[Syllable, ...], str]:
    """Where a person stands in a list: by given name, then by the whole name, then by badge."""
    return collated(person.given_name), collated(person.full_name), person.id


def collated(words: str) -> tuple[Syllable, ...]:
    """Words as they compare: syllable by syllable, the letters first, then the tone."""
    spelt = unicodedata.normalize("NFC", words).lower().replace("-", " ")
    return tuple(map(_syllable, spelt.split()))


def _syllable(word: str) -> Syllable:
    tone, letters = 0, []
    for mark in unicodedata.normalize("NFD", word):
        if mark in TONES:
            tone = TONES[mark]
        else:
            letters.append(mark)
    plain = unicodedata.normalize("NFC", "".join(letters))
    return tuple(PLACES.get(letter, len(PLACES) + 1) for letter in plain), tone
