"""The search: finds people by any words of their name, post or unit, in any order, accent-blind.

A number finds the badge that bears it, and whoever's telephone ends in it.
"""

import unicodedata
from collections.abc import Iterable

from .people import People
from .plan import Person

SHORTEST = 2
PHONE_DIGITS = 3  # fewer say nothing of a telephone


def folded(words: str) -> str:
    """`words` in small letters without accents; đ reads as d."""
    plain = unicodedata.normalize("NFD", words.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def find(people: People, query: str, most: int = 30) -> list[Person]:
    """The people every word of `query` fits, best first: by name, then by anything else."""
    asked = _words(query)
    if not asked:
        return []
    ranked = [
        (rank, person.given_name, person.full_name, person.id)
        for person in people.people.values()
        if (rank := _rank(people, person, asked)) is not None
    ]
    return [people.people[person] for *_, person in sorted(ranked)[:most]]


def _words(text: str) -> list[str]:
    return folded(text).replace("-", " ").replace(",", " ").split()


def _rank(people: People, person: Person, asked: list[str]) -> int | None:
    """0 where the badge number fits, 1 where the name does, 2 where all the entry, 3 by phone."""
    one = "".join(asked)
    if one == folded(person.id).replace("-", ""):
        return 0
    if one.isdecimal():
        return _rank_of_number(person, one)
    if _fits(asked, _words(person.full_name)):
        return 1
    unit = people.units[person.unit]
    entry = " ".join(
        (person.full_name, person.position, person.workplace, unit.name, unit.short, person.id)
    )
    return 2 if _fits(asked, _words(entry)) else None


def _rank_of_number(person: Person, number: str) -> int | None:
    """1 where the badge bears the number, zeros or not; 3 where the telephone ends in it."""
    bears = person.id.rpartition("-")[2]
    if bears.isdecimal() and int(bears) == int(number):
        return 1
    phone = "".join(filter(str.isdecimal, person.phone or ""))
    return 3 if len(number) >= PHONE_DIGITS and phone.endswith(number) else None


def _fits(asked: Iterable[str], there: list[str]) -> bool:
    return all(any(word.startswith(part) for word in there) for part in asked)
