"""The plan: a conference as its office wrote it down, before anything has happened on the day.

Every particular of a conference is data in these structs; nothing else in the program knows one.
Ids are the office's own words: a person's id is the badge number, an item's its place in the plan.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

ItemId = str
PersonId = str


class Frozen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value that never changes; the next state is a `msgspec.structs.replace`."""


class ItemKind(StrEnum):
    """What an agenda item is, and so which steps it expands into."""

    PERFORMANCE = "performance"
    FLAG_CEREMONY = "flag_ceremony"
    INTRODUCTION = "introduction"
    PRESIDIUM = "presidium"
    SPEECH = "speech"
    REPORT = "report"
    VIDEO = "video"
    SPEECH_SERIES = "speech_series"
    LEADER_SPEECH = "leader_speech"
    BREAK = "break"
    AWARDS = "awards"
    LAUNCH = "launch"
    RESPONSE = "response"
    VOTE = "vote"
    CLOSING = "closing"
    NOTICE = "notice"


class Side(StrEnum):
    """How a delegate class counts: guests and officials fill quotas, officials vote."""

    GUEST = "guest"
    OFFICIAL = "official"
    STAFF = "staff"


class Act(Frozen, frozen=True, kw_only=True):
    """One number of the welcoming performance."""

    title: str
    performers: str


class Ceremony(Frozen, frozen=True, kw_only=True):
    """One flag ceremony's own script: the commands spoken, how it ends, and its anthem."""

    leader: str
    attention: str
    salute: str
    anthem: str
    ending: str
    seated: str
    verse: int = 1
    anthem_file: str | None = None
    closing: bool = False


class Group(Frozen, frozen=True, kw_only=True):
    """People introduced on one card because the office wants them named together."""

    id: str
    title: str
    people: tuple[PersonId, ...] = ()
    classes: tuple[str, ...] = ()


class Pair(Frozen, frozen=True, kw_only=True):
    """Two units that sign an emulation pledge together."""

    first: str
    second: str


class Item(Frozen, frozen=True, kw_only=True):
    """One agenda item; minutes are whole minutes, texts are what the MC reads at each step."""

    id: ItemId
    number: int | None = None
    title: str
    kind: ItemKind
    planned: int
    minimum: int
    maximum: int
    gives_time: str | None = None
    mc: dict[str, str] = {}
    title_lines: tuple[str, ...] = ()
    speaker: PersonId | None = None
    speakers: tuple[PersonId, ...] = ()
    acts: tuple[Act, ...] = ()
    ceremony: Ceremony | None = None
    groups: tuple[Group, ...] = ()
    introduce: tuple[str, ...] = ()
    people: tuple[PersonId, ...] = ()
    file: str | None = None
    refreshments: str | None = None
    slogan: str | None = None
    targets: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    lists: tuple[str, ...] = ()
    text: str | None = None


class Template(Frozen, frozen=True, kw_only=True):
    """Something nobody plans but the day may need: what an inserted item starts out as."""

    title: str
    kind: ItemKind
    minutes: int = 5
    text: str | None = None
    mc: dict[str, str] = {}


class DelegateClass(Frozen, frozen=True, kw_only=True):
    """A class of badge: its word, letter and colour, how it counts, how many the plan invites."""

    id: str
    word: str
    badge: str
    letter: str
    colour: str
    side: Side
    vip: bool = False
    quota: int | None = None


class Unit(Frozen, frozen=True, kw_only=True):
    """A delegation: the union body that sent people, with its quota of official delegates."""

    id: str
    name: str
    short: str
    quota: int | None = None


class Person(Frozen, frozen=True, kw_only=True):
    """A delegate (or member of staff) as the roster lists them; `id` is the badge number."""

    id: PersonId
    full_name: str
    given_name: str
    salutation: str = "đồng chí"
    pronunciation: str | None = None
    sex: str | None = None
    birth_year: int | None = None
    ethnicity: str | None = None
    position: str = ""
    position_short: str = ""
    workplace: str = ""
    unit: str
    sector: str | None = None
    field: str | None = None
    delegate_class: str
    subclass: str | None = None
    grassroots_chair: bool = False
    collective: str | None = None
    party_member: bool | None = None
    direct_production: bool | None = None
    leader: bool | None = None
    employment: str | None = None
    protocol_bloc: int = 9
    protocol_rank: int = 99
    appointed_on: str | None = None
    protocol_lock: int | None = None
    hall_seat: str | None = None
    stage_seat: str | None = None
    vip: bool = False
    phone: str | None = None
    email: str | None = None
    companion: str | None = None
    accessibility: str | None = None
    transport: str | None = None
    replaces: PersonId | None = None
    invitation: bool = True
    badge_serial: int = 1
    note: str | None = None


class Assignment(Frozen, frozen=True, kw_only=True):
    """A duty on stage; `role` is `presidium` or `secretary`, `order` the place at the table."""

    role: str
    order: int
    person: PersonId
    presiding: bool = False


class Speech(Frozen, frozen=True, kw_only=True):
    """A contributed speech: `status` is `approved` (in this order) or `reserve`."""

    id: str
    order: int
    status: str
    person: PersonId
    title: str
    minutes: int
    file: str | None = None


class Decision(Frozen, frozen=True, kw_only=True):
    """A decision to award; it is announced once, before its first batch."""

    id: str
    number: str
    date: str
    issuer: str
    award: str


class AwardLine(Frozen, frozen=True, kw_only=True):
    """One recipient's place in a batch; `kind` is `award` (handed over) or `honour` (named)."""

    id: str
    batch: str
    position: int
    person: PersonId
    collective: str | None = None
    kind: str = "award"
    decision: str
    certificate: str | None = None
    achievement: str | None = None
    featured: bool = False
    portrait: str | None = None


class Batch(Frozen, frozen=True, kw_only=True):
    """An award batch: who stands on stage together, and who hands the awards to them."""

    id: str
    order: int
    title: str
    presenters: tuple[PersonId, ...]
    reserves: tuple[PersonId, ...] = ()


class Nomination(Frozen, frozen=True, kw_only=True):
    """One name on a list put to the vote."""

    list: str
    order: int
    person: PersonId


class NominationList(Frozen, frozen=True, kw_only=True):
    """A list put to the vote, and the congress its people are sent to."""

    id: str
    congress: str
    colour: str


class ScreenPlan(Frozen, frozen=True, kw_only=True):
    """A screen the hall has: a stable name and the role it starts the day with."""

    name: str
    role: str


class Quotas(Frozen, frozen=True, kw_only=True):
    """Ceilings of invited people; `None` means the plan sets none."""

    guest: int | None = None
    official: int | None = None
    total: int | None = None


class Conference(Frozen, frozen=True, kw_only=True):
    """The whole plan: what the office's folder says, checked and complete.

    `notices` may stand on the hall's screens, `notes` go to MC and stage.
    `scripts` are the MC's texts by item kind and step, for every item that brings none of its own.
    """

    code: str
    title: str
    title_lines: tuple[str, ...]
    title_short: str
    theme: str
    noun: str
    organisation: tuple[str, ...]
    emblem: str | None = None
    place: str
    place_name: str
    date_line: str
    time_zone: str
    starts_at: datetime | None = None
    start_time: str
    reception_time: str
    welcome: str
    settle_minutes: int = 10
    help_contact: str
    privacy_notice: str
    privacy_notice_version: str
    sample: bool = False
    erase_after_days: int = 30
    young_max_age: int = 35
    quotas: Quotas = Quotas()
    lobby_arrivals: bool = False
    notices: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    classes: tuple[DelegateClass, ...]
    blocs: tuple[str, ...]
    units: tuple[Unit, ...]
    screens: tuple[ScreenPlan, ...]
    items: tuple[Item, ...]
    templates: tuple[Template, ...] = ()
    people: tuple[Person, ...]
    assignments: tuple[Assignment, ...] = ()
    speeches: tuple[Speech, ...] = ()
    decisions: tuple[Decision, ...] = ()
    batches: tuple[Batch, ...] = ()
    awards: tuple[AwardLine, ...] = ()
    lists: tuple[NominationList, ...] = ()
    nominations: tuple[Nomination, ...] = ()
    scripts: dict[str, dict[str, str]] = {}
