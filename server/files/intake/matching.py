"""The matching: whom and what each row of a workbook is about, and the ids of what is new.

An id that was given once is never changed: badges are printed with it.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from .. import cells, clean
from ..draft import Draft
from ..problems import Report, Where
from .headings import NAME, UNIT
from .ledger import Ledger
from .names import Names
from .rows import Incoming
from .values import Change, alike

PREFIX = {"units": "DV", "decisions": "QD", "batches": "D", "awards": "KT", "speeches": "TL"}
# By which fields a row without an id is known again; people by name and delegation.
KEYS = {
    "units": ("name",),
    "people": ("full_name", "unit"),
    "decisions": ("number",),
    "batches": ("title",),
    "speeches": ("title", "person"),
    "awards": ("person", "decision"),
    "assignments": ("role", "person"),
    "nominations": ("list", "person"),
}
# Numbered one after another where the office gave no number: the field, and within what.
ORDERED = {
    "assignments": ("order", "role"),
    "speeches": ("order", "status"),
    "batches": ("order", ""),
    "nominations": ("order", "list"),
    "awards": ("position", "batch"),
}
POINTS = {
    "unit": "units",
    "delegate_class": "classes",
    "replaces": "people",
    "person": "people",
    "presenters": "people",
    "reserves": "people",
    "batch": "batches",
    "decision": "decisions",
    "list": "lists",
}
MANY = {"presenters", "reserves"}


class Given(NamedTuple):
    """What the office says of every row that does not say it itself."""

    unit: str = ""
    delegate_class: str = ""


class Matching:
    """Rows taken into ledgers, one table after another; each may point at the ones before."""

    def __init__(
        self, ledgers: dict[str, Ledger], draft: Draft, given: Given, report: Report
    ) -> None:
        self.ledgers, self.given, self.report = ledgers, given, report
        self.changes: list[Change] = []
        self.letters = {chosen.id: chosen.letter for chosen in draft.all("classes")}
        self.names = {name: Names() for name in (*ledgers, "classes", "lists")}
        badges = [chosen.badge for chosen in draft.all("classes")]
        for one in draft.all("classes"):
            own = (one.badge,) if badges.count(one.badge) == 1 else ()
            self.names["classes"].add(one.id, one.word, *own)
        for chosen in draft.all("lists"):
            self.names["lists"].add(chosen.id, chosen.congress)

    def take(self, table: str, rows: list[Incoming], *, replace: bool) -> None:
        """Put the rows of one table into its ledger."""
        ledger = self.ledgers[table]
        if rows:
            for row in rows:
                self._resolve(row)
            self._put(ledger, rows)
            if replace:
                ledger.keep_named()
            self._number(ledger)
        self._know(ledger)

    def _know(self, ledger: Ledger) -> None:
        """What later tables may call the rows of this one."""
        own = {
            "units": ("name", "short"),
            "people": ("full_name",),
            "decisions": ("number",),
            "batches": ("title",),
        }.get(ledger.table, ())
        for row in ledger.rows:
            if row.get("id"):
                named = [clean.tidy(row.get(name, "")) for name in own]
                place = clean.tidy(row.get("order", "")) if ledger.table == "batches" else ""
                also = (place, f"Đợt {place}") if place else ()
                self.names[ledger.table].add(clean.tidy(row["id"]), *named, *also)

    def _resolve(self, row: Incoming) -> None:
        """Names become the ids they stand for, each one shown."""
        if row.table == "people":
            self._grouped(row)
        if row.table == "units" and not row.cells.get("short"):
            row.cells["short"] = row.cells.get("name", "")
        if NAME in row.cells and "person" not in row.cells:
            row.columns["person"] = row.columns[NAME]
            row.cells["person"] = row.cells[NAME]
        for field, target in POINTS.items():
            if said := row.cells.get(field):
                parts = self._parts(said, target) if field in MANY else [said]
                row.cells[field] = "; ".join(self._id(row, field, target, part) for part in parts)
        self._same_person(row)
        for pseudo in (NAME, UNIT):
            row.cells.pop(pseudo, None)

    def _grouped(self, row: Incoming) -> None:
        """A delegate's unit and class: the row's own, its group's, its sheet's, or as was said."""
        sheet = row.where.sheet or ""
        for field, target in (("unit", "units"), ("delegate_class", "classes")):
            if row.cells.get(field):
                continue
            told = [t for t in (*row.groups, sheet) if len(self.names[target].find(t)) == 1]
            said = next(iter(told), getattr(self.given, field))
            if said:
                row.cells[field] = said
            else:
                known = ", ".join(self.names[target].ids)
                once = Where(row.where.file, sheet=sheet)
                self.report.error(once, f"no_{field}", sheet=sheet, known=known)

    def _parts(self, said: str, target: str) -> list[str]:
        """The names in a cell; badge numbers may stand with nothing but spaces between them."""
        words = [word for word in re.split(r"[;,\s]+", said) if word]
        if all(self.names[target].find(word) for word in words):
            return words
        return [part.strip() for part in re.split(r"[;,\n]", said) if part.strip()]

    def _id(self, row: Incoming, field: str, target: str, said: str) -> str:
        found = self.names[target].find(said)
        if target == "people" and len(found) > 1 and (unit := row.cells.get(UNIT)):
            units = {u: self.names["units"].find(u) for u in {unit}}[unit]
            of = {clean.tidy(p.get("id", "")): p.get("unit") for p in self.ledgers["people"].rows}
            found = [one for one in found if of.get(one) in units] or found
        if len(found) == 1:
            if found[0] != said:
                self.changes.append(Change(row.at(field), "name", said, found[0]))
            return found[0]
        if found:
            self.report.error(row.at(field), "which_one", name=said, ids=", ".join(found))
        else:
            self.report.unknown(row.at(field), "unknown_value", said, self.names[target].known)
        return said

    def _same_person(self, row: Incoming) -> None:
        """A badge number and the name beside it must be one person's: nobody is honoured in
        another's name.
        """
        person, name, people = row.cells.get("person"), row.cells.get(NAME), self.names["people"]
        if person and name and people.find(person) and person not in people.find(name):
            self.report.error(row.at(NAME), "not_the_name", name=name, person=person)

    def _put(self, ledger: Ledger, rows: list[Incoming]) -> None:
        keys = KEYS[ledger.table]
        ids, known = self._index(ledger, keys)
        before = len(ledger.rows)
        claimed: dict[int, Incoming] = {}
        for row in rows:
            id, key = row.cells.get("id", ""), _key(row.cells, keys)
            found = ids.get(id, []) if id else known.get(key, [])
            other = [n for n in known.get(key, []) if id and n not in found and n < before]
            if len(found) > 1:
                those = ", ".join(ledger.rows[n].get("id", str(n + 2)) for n in found)
                self.report.error(row.where, "which_one", name=" · ".join(key), ids=those)
            elif id and not found and len(other) == 1:
                was = ledger.rows[other[0]].get("id", "")
                self.report.error(row.at("id"), "id_differs", name=key[0], was=was, value=id)
            elif found and found[0] in claimed:
                first = claimed[found[0]].where
                place = f"{first.sheet}, {first.row}"
                self.report.error(row.where, "row_twice", name=" · ".join(key), first=place)
            elif found:
                claimed[found[0]] = row
                _update(ledger, found[0], row)
            else:
                ledger.add(dict(row.cells), row)
                claimed[len(ledger.rows) - 1] = row
                known.setdefault(key, []).append(len(ledger.rows) - 1)
                if id:
                    ids.setdefault(id, []).append(len(ledger.rows) - 1)

    def _index(
        self, ledger: Ledger, keys: tuple[str, ...]
    ) -> tuple[dict[str, list[int]], dict[tuple[str, ...], list[int]]]:
        ids: dict[str, list[int]] = {}
        known: dict[tuple[str, ...], list[int]] = {}
        for n, row in enumerate(ledger.rows):
            if row.get("id"):
                ids.setdefault(clean.tidy(row["id"]), []).append(n)
            known.setdefault(_key(row, keys), []).append(n)
        return ids, known

    def _number(self, ledger: Ledger) -> None:
        """Ids and places for the new rows that came without, after those there are."""
        if ledger.table in ORDERED:
            field, within = ORDERED[ledger.table]
            for row in ledger.rows:
                if not row.get(field):
                    group = _plain(row, within)
                    taken = [r.get(field, "") for r in ledger.rows if _plain(r, within) == group]
                    row[field] = str(_highest(taken) + 1)
        for row in ledger.rows:
            if row.get("id") or ledger.table not in {*PREFIX, "people"}:
                continue
            prefix = PREFIX.get(ledger.table) or self.letters.get(row.get("delegate_class", ""))
            if prefix:
                start = f"{prefix}-"
                taken = [
                    id.removeprefix(start) for id in ledger.column("id") if id.startswith(start)
                ]
                width = 3 if ledger.table == "people" else 2
                row["id"] = f"{start}{_highest(taken) + 1:0{width}d}"
                ledger.given.append(row["id"])


def _highest(numbers: Iterable[str]) -> int:
    return max((int(n) for n in numbers if n.isdecimal() and len(n) < 10), default=0)


def _key(row: dict[str, str], keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_plain(row, key) for key in keys)


def _plain(row: dict[str, str], field: str) -> str:
    """What a cell says, however it is written."""
    said = clean.tidy(row.get(field, ""))
    return cells.word(field, said) if field in cells.WORDS else said.casefold()


def _update(ledger: Ledger, at: int, row: Incoming) -> None:
    """Take what the workbook says of a row; a cell it leaves empty says nothing."""
    was = ledger.rows[at]
    ledger.sources[at] = row
    for field, said in row.cells.items():
        if said and not alike(ledger.table, field, was.get(field, ""), said):
            ledger.updated.append((at, field, was.get(field, ""), said))
            was[field] = said
