"""What the hall must read on its wall, step by step, written down from the plan of the day.

One function per kind of item, from the office's own order of the day; nothing here asks the
server's core, so that the two can disagree.
"""

from collections.abc import Iterator
from typing import NamedTuple

from server.conference import Conference
from server.conference.plan import Batch, Item, NominationList, Person

NAMES_ON_PAGE = 10
PLEASE = "Kính mời quý vị đại biểu ổn định chỗ ngồi và để điện thoại ở chế độ im lặng"
RISE = ("KÍNH MỜI QUÝ VỊ ĐẠI BIỂU ĐỨNG DẬY", "LÀM LỄ CHÀO CỜ")
THANKS = "TRÂN TRỌNG CẢM ƠN QUÝ VỊ ĐẠI BIỂU"


class Picture(NamedTuple):
    """The lines on the wall at one step, in their order; `rows` may be dealt onto pages."""

    lines: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    is_flag: bool = False


FLAG = Picture(is_flag=True)


class Programme:
    """The pictures of every item of a conference at which everybody is present."""

    def __init__(self, plan: Conference) -> None:
        self._plan = plan
        self._people = {person.id: person for person in plan.people}
        self.backdrop = Picture((*plan.organisation, *plan.title_lines, plan.theme, plan.date_line))
        self.thanks = Picture((*plan.organisation, THANKS, *plan.title_lines))

    def of(self, item: Item) -> list[Picture]:
        """The pictures of an item, one for each step."""
        return list(getattr(self, f"_{item.kind.value}")(item))

    def _performance(self, item: Item) -> Iterator[Picture]:
        for act in item.acts:
            yield Picture((item.title, act.title, act.performers))
        yield self.backdrop

    def _flag_ceremony(self, item: Item) -> Iterator[Picture]:
        yield from [Picture(RISE)] * 2
        yield from [FLAG] * 3
        yield self.thanks if item.ceremony and item.ceremony.closing else self.backdrop

    def _introduction(self, item: Item) -> Iterator[Picture]:
        yield Picture((item.title,))
        for guest in sorted(self._introduced(item), key=protocol):
            yield Picture(("Giới thiệu đại biểu", "Đồng chí", guest.full_name, post(guest)))
        for group in item.groups:
            yield Picture((group.title,))
        yield from [Picture((item.title,))] * 2

    def _introduced(self, item: Item) -> list[Person]:
        return [p for p in self._plan.people if p.delegate_class in item.introduce]

    def _presidium(self, item: Item) -> Iterator[Picture]:
        yield from [Picture(("ĐOÀN CHỦ TỊCH HỘI NGHỊ", *self._seated("presidium")))] * 3
        yield Picture(("THƯ KÝ HỘI NGHỊ", *self._seated("secretary")))
        yield Picture((item.title,))

    def _seated(self, role: str) -> list[str]:
        seats = sorted((a.order, a.person) for a in self._plan.assignments if a.role == role)
        return [self._people[person].full_name for _, person in seats]

    def _speech(self, item: Item) -> Iterator[Picture]:
        yield from (self._speaker(item), Picture((item.title,)))

    def _leader_speech(self, item: Item) -> Iterator[Picture]:
        yield from (self._speaker(item), Picture((item.title,)), Picture((item.title,)))

    _report = _leader_speech

    def _speaker(self, item: Item) -> Picture:
        person = self._people[item.speaker or ""]
        return Picture((item.title, "Đồng chí", person.full_name, post(person)))

    def _video(self, item: Item) -> Iterator[Picture]:
        yield from (Picture((item.title,)), Picture(("Phóng sự", item.title)), self.backdrop)

    def _speech_series(self, item: Item) -> Iterator[Picture]:
        yield Picture((item.title,))
        speeches = [s for s in self._plan.speeches if s.status == "approved"]
        for n, speech in enumerate(sorted(speeches, key=lambda s: s.order), start=1):
            heading = f"Báo cáo tham luận {n}/{len(speeches)}"
            yield Picture((heading, speech.title, self._people[speech.person].full_name))
        yield Picture((item.title,))

    def _break(self, item: Item) -> Iterator[Picture]:
        yield Picture(("GIẢI LAO", "Hội nghị tiếp tục lúc", f"{item.refreshments}"))
        yield Picture((f"HỘI NGHỊ SẼ TIẾP TỤC SAU {item.planned} PHÚT", PLEASE))

    def _awards(self, item: Item) -> Iterator[Picture]:
        announced: set[str] = set()
        for batch in sorted(self._plan.batches, key=lambda b: b.order):
            yield from self._decisions(batch, announced)
            yield self._batch(batch)
        for line in self._plan.awards:
            if line.featured:
                name = line.collective or self._people[line.person].full_name
                yield Picture((name, f"{line.achievement}"))
        yield self.backdrop

    def _decisions(self, batch: Batch, announced: set[str]) -> Iterator[Picture]:
        """Each decision is read once, before its first batch."""
        wanted = {line.decision for line in self._plan.awards if line.batch == batch.id}
        for decision in self._plan.decisions:
            if decision.id in wanted - announced:
                number = f"Quyết định số {decision.number} ngày {decision.date}"
                heading = "CÔNG BỐ QUYẾT ĐỊNH KHEN THƯỞNG"
                yield Picture((heading, number, decision.issuer, decision.award))
        announced |= wanted

    def _batch(self, batch: Batch) -> Picture:
        lines = [line for line in self._plan.awards if line.batch == batch.id]
        lines.sort(key=lambda line: line.position)
        names = [line.collective or self._people[line.person].full_name for line in lines]
        rows = (f"{n} {name}" for n, name in enumerate(names, start=1))
        place = f"– ĐỢT {batch.order}/{len(self._plan.batches)}"
        is_honour = all(line.kind == "honour" for line in lines)
        heading = self._heading(batch, "TÔN VINH" if is_honour else "TRAO")
        givers = [] if is_honour else [self._people[p].full_name for p in batch.presenters]
        return Picture((f"{heading} {place}", *givers), tuple(rows))

    def _heading(self, batch: Batch, verb: str) -> str:
        """What a batch is given, in capitals; its own title where not everybody gets the same."""
        wanted = {line.decision for line in self._plan.awards if line.batch == batch.id}
        awards = {decision.award for decision in self._plan.decisions if decision.id in wanted}
        return f"{verb} {awards.pop()}".upper() if len(awards) == 1 else batch.title.upper()

    def _launch(self, item: Item) -> Iterator[Picture]:
        yield self._speaker(item)
        for shown in range(len(item.targets) + 1):
            yield Picture((f"{item.slogan}", *item.targets[:shown]))
        yield self.backdrop

    def _response(self, item: Item) -> Iterator[Picture]:
        for person in item.speakers:
            heading = "Hưởng ứng phong trào thi đua yêu nước"
            yield Picture((heading, self._people[person].full_name))
        for pair in item.pairs:
            yield Picture(("Ký giao ước thi đua", pair.first, pair.second))

    def _vote(self, item: Item) -> Iterator[Picture]:
        for ballot in self._plan.lists:
            pages = list(self._pages(ballot))
            yield from [*pages, pages[-1]]
            band = (f"DANH SÁCH {ballot.id}", ballot.congress)
            yield Picture((*band, "XIN HỘI NGHỊ BIỂU QUYẾT"))
            yield Picture((*band, "ĐÃ THÔNG QUA"))

    def _pages(self, ballot: NominationList) -> Iterator[Picture]:
        chosen = sorted((n.order, n.person) for n in self._plan.nominations if n.list == ballot.id)
        rows = [f"{order} {self._people[person].full_name}" for order, person in chosen]
        for start in range(0, len(rows), NAMES_ON_PAGE):
            page = rows[start : start + NAMES_ON_PAGE]
            yield Picture((f"DANH SÁCH {ballot.id}", ballot.congress), tuple(page))

    def _closing(self, item: Item) -> Iterator[Picture]:
        yield from (self._speaker(item), Picture((item.title,)), self.thanks)


def post(person: Person) -> str:
    """A person's post, as short as the roster has it."""
    return person.position_short or person.position


def protocol(person: Person) -> tuple[int, int, str, int]:
    """The order of introductions: bloc, rank, earlier appointment, older."""
    return (
        person.protocol_bloc,
        person.protocol_rank,
        f"{person.appointed_on}",
        person.birth_year or 9999,
    )
