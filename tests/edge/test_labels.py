"""Labels: drawn to be read, printed at least once, and never in anybody's way."""

import os
import re
import stat
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import reduce
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import pytest
import zxingcpp
from PIL import Image, ImageChops

from server.conference import ConferenceLoaded, Day, Event, Refused, begin, evolve
from server.conference.attendance import CheckInUndone, DelegateCheckedIn
from server.conference.badges import BadgeIssued, BadgeRevoked, code_of
from server.conference.commands import DOOR, Role
from server.conference.people import PersonCorrected, PersonSubstituted
from server.config import ROOT
from server.files import load
from server.labels import snmp
from server.labels.address import parsed
from server.labels.drawing import draw
from server.labels.job import Job, State
from server.labels.layout import Wording, label_layout, wording
from server.labels.media import DEFAULT, Media, cut_to_size
from server.labels.print_room import PrintRoom
from server.labels.printers import KINDS, printer_at
from server.labels.queue import MOST_TRIES, Queue
from server.labels.refusal import BadAddress, LabelRefused, NotReady
from server.labels.spool import Spool
from tests.edge.clients import Http
from tests.edge.conftest import TINY
from tests.edge.house import House, free_port
from tests.fake_printer import PATIENCE_S, FakePrinter, status_response

NOON = datetime(2027, 5, 15, 5, 0, tzinfo=UTC)
SECRET = b"\x07" * 32
PLAN = load(TINY)
CODE = code_of(SECRET, PLAN.code, "D-03", 1)
SAMPLE_MARK = "DỮ LIỆU MẪU – KHÔNG CÓ THẬT"
DIGITS = re.compile(r"[0-9]{34}")

SMALL = cut_to_size("50x30", 203)
assert SMALL is not None
MEDIA = [DEFAULT, SMALL, Media("29x90", 991, 306), Media("62x100", 1109, 696)]
SAYINGS = [
    ("Tôn Nữ Hoàng Thị Mẫu Phượng", "ĐẠI BIỂU CHÍNH THỨC", "Lãnh đạo tỉnh, sở, ban, ngành tỉnh"),
    ("TRẦN THỊ MẪU ỄNH ƯỢNG", "PHỤC VỤ / VĂN NGHỆ / KỸ THUẬT", "Công đoàn các Khu công nghiệp"),
    ("Mẫu", "KHÁCH MỜI", "LĐLĐ tỉnh"),
    ("Chamaléa-Krajăn Thị Mẫu K’Hriêng", "BÁO CHÍ", "Báo Mẫu"),
]


def worded(name: str, class_word: str, unit: str, sample: str = SAMPLE_MARK) -> Wording:
    """What a label of somebody made up says."""
    return Wording(
        name=name, class_word=class_word, letter="C", unit=unit, number="C-037", sample=sample
    )


def at_once(work: Callable[..., Any], *given: Any) -> Any:
    """In the thread that asks, as a server without a hub would."""
    return work(*given)


def same(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures are the same, dot for dot."""
    return one.size == other.size and ImageChops.logical_xor(one, other).getbbox() is None


def read(label: Image.Image) -> list[str]:
    """What a scanner reads off a label."""
    return [code.text for code in zxingcpp.read_barcodes(label.convert("L"))]


def eventually(true: Callable[[], object]) -> None:
    """Wait until something is true."""
    give_up = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < give_up, "it never came true"
        time.sleep(0.01)


class TestDrawing:
    @pytest.mark.parametrize("media", MEDIA, ids=lambda media: f"{media.name}@{media.dpi}")
    @pytest.mark.parametrize("saying", SAYINGS, ids=lambda saying: saying[0])
    def test_nothing_is_cut_off_or_covered(
        self, saying: tuple[str, str, str], media: Media
    ) -> None:
        """
        Marks stacked on capitals included, every line stands whole on the label and alone.
        """
        layout = label_layout(worded(*saying), media)

        inks = [line.ink for line in layout.lines]
        quiet = (layout.qr.left, 0, layout.qr.left + layout.qr.side, layout.qr.side)
        assert {"name", "class", "letter", "unit", "number", "sample"} == {
            line.part for line in layout.lines
        }
        for left, top, right, bottom in inks:
            assert 0 <= left < right <= media.width
            assert 0 <= top < bottom <= media.height
        (band,) = [box for box in layout.boxes if box.part == "band"]
        black = (band.left, band.top, band.right, band.bottom)
        below = [line.ink for line in layout.lines if line.part not in {"class", "letter"}]
        for one, other in [*combinations([*inks, quiet], 2), *((black, ink) for ink in below)]:
            apart = one[2] <= other[0] or other[2] <= one[0]
            assert apart or one[3] <= other[1] or other[3] <= one[1]

    @pytest.mark.parametrize("media", MEDIA, ids=lambda media: f"{media.name}@{media.dpi}")
    @pytest.mark.parametrize("saying", SAYINGS, ids=lambda saying: saying[0])
    def test_the_code_is_read_back(self, saying: tuple[str, str, str], media: Media) -> None:
        """
        A scanner finds the badge's code on every roll, and nothing else.
        """
        assert [CODE] == read(draw(worded(*saying), CODE, media))

    @pytest.mark.parametrize("saying", SAYINGS, ids=lambda saying: saying[0])
    def test_the_name_is_the_largest(self, saying: tuple[str, str, str]) -> None:
        """
        People are greeted by name: no other line in its column is set as large.
        """
        layout = label_layout(worded(*saying), DEFAULT)

        sizes = {line.part: line.size for line in layout.lines}
        assert sizes["name"] == max(sizes[part] for part in ("name", "class", "unit", "sample"))

    def test_a_decomposed_name_is_drawn_composed(self) -> None:
        """
        However a name was typed, its marks stand on their letters.
        """
        composed = worded("Nguyễn Mẫu Ễnh", "KHÁCH", "Mẫu")
        decomposed = worded(unicodedata.normalize("NFD", "Nguyễn Mẫu Ễnh"), "KHÁCH", "Mẫu")

        assert same(draw(composed, CODE, DEFAULT), draw(decomposed, CODE, DEFAULT))

    def test_sample_data_is_marked(self, day: Day) -> None:
        """
        A label of a sample conference says so; one of a real conference does not.
        """
        real = msgspec.structs.replace(day, plan=msgspec.structs.replace(day.plan, sample=False))

        assert SAMPLE_MARK == wording(day, "D-03").sample
        assert "" == wording(real, "D-03").sample


@pytest.fixture(name="day")
def _day() -> Day:
    return begin(ConferenceLoaded(at=NOON, conference=PLAN, digest="mẫu"))


@pytest.fixture(name="brother")
def _brother() -> Iterator[FakePrinter]:
    with FakePrinter("brother") as printer:
        yield printer


@pytest.fixture(name="zpl")
def _zpl() -> Iterator[FakePrinter]:
    with FakePrinter("zpl") as printer:
        yield printer


def at_brother(printer: FakePrinter, more: str = "") -> str:
    """The address of a fake Brother."""
    return f"brother:127.0.0.1:{printer.port},snmp={printer.snmp_port}{more}"


def at_zpl(printer: FakePrinter, more: str = "") -> str:
    """The address of a fake ZPL printer."""
    return f"zpl:127.0.0.1:{printer.port}{more}"


def printed_by(address: str) -> tuple[bool, Image.Image]:
    """Whether a label sent to that address was confirmed, and its picture."""
    printer = printer_at(address, at_once)
    picture = draw(worded(*SAYINGS[0]), CODE, printer.media)
    return printer.deliver(printer.encode(picture), lambda: None), picture


class TestPrinters:
    @pytest.mark.parametrize(
        ("more", "roll"),
        [
            ("", (62, 29)),
            (",label=62", (62, 0)),
            pytest.param(
                ",label=62red,model=QL-810W",
                (62, 0),
                # brother_ql's way to find the red dots; Pillow is pinned to a version that has it.
                marks=pytest.mark.filterwarnings("ignore:Image.Image.getdata:DeprecationWarning"),
            ),
            (",label=29x90,model=QL-720NW", (29, 90)),
            (",label=62x100,model=QL-700", (62, 100)),
        ],
    )
    def test_a_brother_prints_what_was_drawn(
        self, brother: FakePrinter, more: str, roll: tuple[int, int]
    ) -> None:
        """
        On every roll the label comes out dot for dot as it was drawn, and its code is read.
        """
        brother.roll = roll

        sure, picture = printed_by(at_brother(brother, more))

        (label,) = brother.wait(1)
        assert sure
        assert same(picture, label)
        assert [CODE] == read(label)

    @pytest.mark.parametrize("more", ["", ",label=50x30,dpi=300", ",status=no"])
    def test_a_zpl_printer_prints_what_was_drawn(self, zpl: FakePrinter, more: str) -> None:
        """
        In every size the label comes out dot for dot as it was drawn, and its code is read.
        """
        zpl.answers = "status=no" not in more

        sure, picture = printed_by(at_zpl(zpl, more))

        (label,) = zpl.wait(1)
        assert sure
        assert same(picture, label)
        assert [CODE] == read(label)

    def test_cups_is_given_a_picture(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """
        A queue of the operating system gets the label as a PNG, without a word about who it is.

        That the queue has taken it is no proof that it was printed.
        """
        script = f'#!{sys.executable}\nimport sys, pathlib\nhere = pathlib.Path(r"{tmp_path}")\n'
        script += '(here / "args").write_text(" ".join(sys.argv[1:]))\n'
        script += '(here / "png").write_bytes(sys.stdin.buffer.read())\n'
        lp = tmp_path / "lp"
        lp.write_text(script, encoding="utf-8")
        lp.chmod(0o700)
        monkeypatch.setenv("PATH", str(tmp_path))

        sure, picture = printed_by("cups:NHAN")

        assert not sure
        assert same(picture, Image.open(tmp_path / "png").convert("1"))
        assert "-d NHAN -t label -o media=Custom.62x29mm -o fit-to-page" == (
            (tmp_path / "args").read_text(encoding="utf-8")
        )

    def test_no_cups_is_said(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """
        A machine without CUPS, and a queue that refuses, are two different sentences.
        """
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(NotReady, match="no_cups"):
            printed_by("cups:NHAN")
        (tmp_path / "lp").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        (tmp_path / "lp").chmod(0o700)

        with pytest.raises(NotReady, match="no_queue"):
            printed_by("cups:NHAN")

    def test_no_labels_left_is_noticed_before_sending(
        self, brother: FakePrinter, zpl: FakePrinter
    ) -> None:
        """
        A printer that says it is out of labels is sent none.
        """
        brother.paper = zpl.paper = False

        for address in (at_brother(brother), at_zpl(zpl)):
            with pytest.raises(NotReady, match="paper_out"):
                printed_by(address)
        assert [] == brother.labels + zpl.labels

    def test_an_open_printer_is_noticed_before_sending(
        self, brother: FakePrinter, zpl: FakePrinter
    ) -> None:
        """
        A printer that says it stands open is sent no label.
        """
        brother.open = zpl.open = True

        for address in (at_brother(brother), at_zpl(zpl)):
            with pytest.raises(NotReady, match="cover_open"):
                printed_by(address)
        assert [] == brother.labels + zpl.labels

    def test_only_an_answer_is_an_answer(self) -> None:
        """
        Of what may come back over SNMP only the answer to this very question counts.
        """
        good = status_response(snmp.question(2), bytes(32))

        assert bytes(32) == snmp.answer(good, 2)
        assert snmp.answer(good, 1) is None
        assert snmp.answer(status_response(snmp.question(2), bytes(32), error=2), 2) is None
        for cut in range(len(good)):
            assert snmp.answer(good[:cut], 2) is None

    def test_a_silent_zpl_printer_is_sent_nothing(
        self, zpl: FakePrinter, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """
        Some do not answer at all while they are open or empty; that is taken for a no.
        """
        monkeypatch.setattr("server.labels.zpl.ANSWER_S", 0.1)
        zpl.answers = False

        with pytest.raises(NotReady, match="silent"):
            printed_by(at_zpl(zpl))
        assert [] == zpl.labels

    def test_a_brother_without_snmp_prints(
        self, brother: FakePrinter, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """
        Where SNMP is switched off, a Brother is trusted to print.
        """
        monkeypatch.setattr("server.labels.snmp.WAIT_S", 0.1)
        brother.answers = False

        sure, _ = printed_by(at_brother(brother))

        assert sure
        assert 1 == len(brother.wait(1))

    def test_another_roll_is_noticed_before_sending(self, brother: FakePrinter) -> None:
        """
        A roll of another size than the label's is said, not printed on.
        """
        brother.roll = (29, 90)

        with pytest.raises(NotReady, match="wrong_roll"):
            printed_by(at_brother(brother))

    @pytest.mark.parametrize("kind", ["brother", "zpl"])
    def test_an_unreachable_printer_is_said(self, kind: str) -> None:
        """
        Nobody at the address: nothing was sent, and the sentence names the place.
        """
        place = f"127.0.0.1:{free_port()}"

        with pytest.raises(NotReady, match="unreachable") as refused:
            printed_by(f"{kind}:{place}")
        assert place in refused.value.sentence.say("vi")

    @pytest.mark.parametrize(
        "address",
        [
            "",
            "brother",
            "brother:",
            "laser:192.168.1.5",
            "zpl:192.168.1.5:neun",
            "zpl:192.168.1.5,dpi=x",
            "zpl:192.168.1.5,label=62",
            "zpl:192.168.1.5,label=9999x1",
            "zpl:192.168.1.5,colour=red",
            "cups:NHAN,label=a4",
            "brother:192.168.1.5,model=QL-1",
            "brother:192.168.1.5,label=12",
            "brother:192.168.1.5,label=102x51,model=QL-700",
        ],
    )
    def test_a_bad_address_is_refused(self, address: str) -> None:
        """
        An address that can't be right is refused before the day begins.
        """
        with pytest.raises(BadAddress):
            printer_at(address, at_once)

    def test_an_address_is_taken_apart(self) -> None:
        """
        Port 9100 is meant where none is named.
        """
        plain = parsed("brother:192.168.1.50", KINDS)
        whole = parsed("zpl:nhan.lan:9101,label=50x30", KINDS)

        assert ("192.168.1.50", 9100) == (plain.host, plain.port)
        assert ("nhan.lan", 9101, "50x30") == (whole.host, whole.port, whole.options["label"])


class Disk(Spool):
    """A spool on a disk that can be full."""

    full = False

    def save(self, job: Job) -> None:
        """Save, unless the disk is full."""
        if self.full:
            raise OSError(28, "No space left on device")
        super().save(job)


def queue_in(folder: Path) -> Queue:
    """A queue over a folder, as a start of the server makes it."""
    return Queue(Spool(folder), lambda: NOON, at_once)


class TestQueue:
    def test_a_restart_keeps_the_order(self, tmp_path: Path) -> None:
        """
        Labels that wait are waited for after a restart, oldest first, and numbers go on.
        """
        before = queue_in(tmp_path)
        numbers = [before.add(person, "Mẫu", None).number for person in ("D-05", "D-03", "D-04")]

        after = queue_in(tmp_path)

        assert [1, 2, 3] == numbers
        assert "D-05" == next_person(after)
        after.begin(1)
        after.printed(1, sure=True)
        assert "D-03" == next_person(after)
        assert 4 == queue_in(tmp_path).add("D-06", None, None).number

    def test_what_the_printer_has_is_not_sent_again(self, tmp_path: Path) -> None:
        """
        A label that was printed, failed or withdrawn stays so over a restart.
        """
        before = queue_in(tmp_path)
        for person in ("D-03", "D-04", "D-05"):
            before.add(person, None, None)
        before.begin(1)
        before.printed(1, sure=False)
        before.failed(2, LabelRefused("revoked", person="D-04").sentence)
        before.withdraw(3)

        after = queue_in(tmp_path)

        assert after.next_for("a", 0) is None
        assert before.jobs() == after.jobs()
        assert [State.WITHDRAWN, State.FAILED, State.PRINTED] == [j.state for j in after.jobs()]

    def test_what_was_being_sent_is_sent_again(self, tmp_path: Path) -> None:
        """
        A label caught half-way by a crash is printed at least once; not for ever, if it is its
        fault.
        """
        queue_in(tmp_path).add("D-03", None, None)

        states = []
        for _ in range(MOST_TRIES):
            crashing = queue_in(tmp_path)
            states.append(crashing.job(1).state)
            crashing.begin(1)

        assert [State.QUEUED] * MOST_TRIES == states
        assert State.FAILED == queue_in(tmp_path).job(1).state

    def test_what_was_not_sent_was_not_tried(self, tmp_path: Path) -> None:
        """
        A label a queue of the system refuses waits again, however often that happens.
        """
        queue = queue_in(tmp_path)
        queue.add("D-03", None, None)

        for _ in range(MOST_TRIES + 1):
            assert queue.begin(1)
            queue.put_back(1)

        assert (State.QUEUED, 0) == (queue.job(1).state, queue.job(1).tries)

    def test_asking_twice_is_asking_once(self, tmp_path: Path) -> None:
        """
        While a label waits or is being printed, a second press means the same one.
        """
        queue = queue_in(tmp_path)
        waiting = queue.add("D-03", None, None)
        again = queue.add("D-03", "Mẫu", None)
        queue.begin(1)
        while_printing = queue.add("D-03", "Mẫu", None)
        queue.printed(1, sure=True)
        later = queue.add("D-03", "Mẫu", None)

        assert waiting == again
        assert 1 == while_printing.number
        assert 2 == later.number

    def test_one_label_is_begun_once(self, tmp_path: Path) -> None:
        """
        Two printers reach for a label: one gets it.
        """
        queue = queue_in(tmp_path)
        queue.add("D-03", None, None)

        assert [True, False] == [queue.begin(1), queue.begin(1)]

    def test_files_say_little_to_nobody(self, tmp_path: Path) -> None:
        """
        A job's file is its owner's alone and holds neither name nor code.
        """
        folder = tmp_path / "labels"
        queue_in(folder).add("D-03", "Mẫu", None)

        (file,) = folder.iterdir()
        assert 0o600 == stat.S_IMODE(file.stat().st_mode)
        assert 0o700 == stat.S_IMODE(folder.stat().st_mode)
        assert "Phol" not in file.read_text(encoding="utf-8")
        assert DIGITS.search(file.read_text(encoding="utf-8")) is None

    def test_a_strange_file_is_passed_over(self, tmp_path: Path) -> None:
        """
        What a crash or a person left in the folder stops no label.
        """
        queue_in(tmp_path).add("D-03", None, None)
        (tmp_path / "2.part").write_text("{", encoding="utf-8")
        (tmp_path / "000009.json").write_text("{", encoding="utf-8")

        assert ["D-03"] == [job.person for job in queue_in(tmp_path).jobs()]

    def test_a_full_disk_takes_no_label(self, tmp_path: Path) -> None:
        """
        A label that can't be written down is refused, and is not printed behind one's back.
        """
        disk = Disk(tmp_path)
        queue = Queue(disk, lambda: NOON, at_once)
        disk.full = True
        with pytest.raises(LabelRefused, match="unwritable"):
            queue.add("D-03", None, None)
        disk.full = False

        assert queue.next_for("a", 0) is None
        assert [] == queue.jobs()

    def test_a_full_disk_prints_what_it_took(self, tmp_path: Path) -> None:
        """
        A disk that fills up later keeps no label from coming out.
        """
        disk = Disk(tmp_path)
        queue = Queue(disk, lambda: NOON, at_once)
        queue.add("D-03", None, None)
        disk.full = True

        assert queue.begin(1)
        queue.printed(1, sure=True)
        assert State.PRINTED == queue.job(1).state


def next_person(queue: Queue) -> str | None:
    """Whose label comes next."""
    job = queue.next_for("a", 0)
    return job.person if job else None


class Hall:
    """A print room with a day that can be told what happened."""

    def __init__(self, folder: Path, day: Day, addresses: Sequence[str]) -> None:
        self.day = day
        self.room = PrintRoom(
            folder,
            addresses,
            day=lambda: self.day,
            now=lambda: NOON,
            code=lambda person, serial: code_of(SECRET, PLAN.code, person, serial),
            in_thread=at_once,
        )

    def happened(self, *events: Event) -> None:
        """Fold events into the day and tell the room."""
        self.day = reduce(evolve, events, self.day)
        self.room.door_changed(self.day)

    def came(self, person: str, at: datetime = NOON) -> None:
        """A person checks in."""
        self.happened(DelegateCheckedIn(at=at, person=person, place="K1", noted_at=NOON))

    def drawn(self, person: str, serial: int = 1) -> Image.Image:
        """The label a Brother should print of a person."""
        code = code_of(SECRET, PLAN.code, person, serial)
        return draw(wording(self.day, person), code, DEFAULT)

    def state(self, number: int) -> State:
        """How far a label has come."""
        return next(job.state for job in self.room.jobs() if job.number == number)

    def troubles(self) -> list[str | None]:
        """Why each printer waits."""
        return [w.trouble.key if w.trouble else None for w in self.room.workers]


@pytest.fixture(name="hall")
def _hall(tmp_path: Path, day: Day, brother: FakePrinter) -> Hall:
    """A print room with one Brother, not yet at work."""
    return Hall(tmp_path / "labels", day, [at_brother(brother)])


class TestPrintRoom:
    def test_a_label_is_printed(self, hall: Hall, brother: FakePrinter) -> None:
        """
        What reception asks for comes out as drawn, and is said to have been printed.
        """
        hall.room.start()
        job = hall.room.ask("D-03", "Mẫu")

        assert same(hall.drawn("D-03"), brother.wait(1)[0])
        eventually(lambda: hall.state(job.number) is State.PRINTED)

    def test_no_paper_holds_nothing_up_and_loses_nothing(
        self, hall: Hall, brother: FakePrinter
    ) -> None:
        """
        Without labels the queue grows and says why; with a new roll it goes on, in order.
        """
        brother.paper = False
        hall.room.start()
        people = ["D-03", "D-05", "D-04"]
        for person in people:
            hall.room.ask(person, "Mẫu")
        eventually(lambda: hall.troubles() == ["labels.problem.paper_out"])
        assert {State.QUEUED} == {job.state for job in hall.room.jobs()}
        brother.paper = True

        labels = brother.wait(3)

        assert [True] * 3 == [
            same(hall.drawn(person), label) for person, label in zip(people, labels, strict=True)
        ]
        eventually(lambda: hall.troubles() == [None])

    def test_another_printer_takes_over(
        self, tmp_path: Path, day: Day, brother: FakePrinter, zpl: FakePrinter
    ) -> None:
        """
        While one printer is empty the other prints what was asked of neither by name.
        """
        brother.paper = False
        hall = Hall(tmp_path, day, [at_brother(brother), at_zpl(zpl)])
        hall.room.start()
        held = hall.room.ask("D-03", "Mẫu", at_brother(brother))

        hall.room.ask("D-04", "Mẫu")

        assert [code_of(SECRET, PLAN.code, "D-04", 1)] == read(zpl.wait(1)[0])
        assert State.QUEUED is hall.state(held.number)

    def test_a_broken_line_is_tried_again_and_then_given_up(
        self, hall: Hall, brother: FakePrinter, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """
        A line that breaks in the middle is tried three times, then a person is asked to look.
        """
        monkeypatch.setattr("server.labels.worker.PAUSES_S", (0.01,))
        brother.breaks = True
        hall.room.start()
        job = hall.room.ask("D-03", "Mẫu")

        eventually(lambda: hall.state(job.number) is State.FAILED)

        assert MOST_TRIES == brother.connections
        brother.breaks = False
        hall.room.ask("D-03", "Mẫu")
        assert same(hall.drawn("D-03"), brother.wait(1)[0])

    def test_a_label_is_drawn_when_it_is_printed(self, hall: Hall, brother: FakePrinter) -> None:
        """
        A name corrected and a badge re-issued while the label waits are on the label.
        """
        hall.room.ask("D-03", "Mẫu")
        right = msgspec.structs.replace(hall.day.people.people["D-03"], full_name="Danh Mẫu Phôl")
        hall.happened(
            PersonCorrected(at=NOON, person=right),
            BadgeIssued(at=NOON, person="D-03", serial=2, reason="mẫu"),
        )

        hall.room.start()

        (label,) = brother.wait(1)
        assert same(hall.drawn("D-03", serial=2), label)
        assert [code_of(SECRET, PLAN.code, "D-03", 2)] == read(label)

    def test_a_badge_that_is_void_is_not_printed(self, hall: Hall, brother: FakePrinter) -> None:
        """
        Who is substituted or whose badge is revoked while the label waits gets none; others do.
        """
        for person in ("D-03", "D-04", "D-05"):
            hall.room.ask(person, "Mẫu")
        substitute = msgspec.structs.replace(hall.day.people.people["D-03"], id="D-93")
        hall.happened(
            PersonSubstituted(
                at=NOON, person="D-03", substitute=substitute, reason="mẫu", approved_by="Mẫu"
            ),
            BadgeRevoked(at=NOON, person="D-04", reason="mẫu"),
        )

        hall.room.start()

        assert same(hall.drawn("D-05"), brother.wait(1)[0])
        assert [State.FAILED, State.FAILED] == [hall.state(1), hall.state(2)]
        with pytest.raises(Refused, match="already_substituted"):
            hall.room.ask("D-03", "Mẫu")
        with pytest.raises(LabelRefused, match="revoked"):
            hall.room.ask("D-04", "Mẫu")

    def test_a_first_check_in_is_greeted_once(self, hall: Hall) -> None:
        """
        The door's own label is for the first check-in: not for a return, nor after a mistake.
        """
        hall.room.start()
        hall.came("D-03")
        hall.came("D-04")
        eventually(lambda: [State.PRINTED] * 2 == [job.state for job in hall.room.jobs()])
        hall.came("D-03")
        hall.happened(CheckInUndone(at=NOON, person="D-04", by="Mẫu", reason="mẫu"))
        hall.came("D-04")
        hall.came("D-05")
        eventually(lambda: len(hall.room.jobs()) == 3)

        assert {"D-03", "D-04"} == {job.person for job in hall.room.jobs()[1:]}
        assert "D-05" == hall.room.jobs()[0].person

    def test_who_came_long_ago_is_not_greeted(self, hall: Hall) -> None:
        """
        A scan a kiosk kept while it was offline prints no label for somebody already seated.
        """
        hall.room.start()
        hall.came("D-03", at=NOON - timedelta(hours=1))
        hall.came("D-04")

        eventually(lambda: hall.room.jobs())

        assert ["D-04"] == [job.person for job in hall.room.jobs()]

    def test_a_restart_greets_nobody_again(
        self, tmp_path: Path, hall: Hall, brother: FakePrinter
    ) -> None:
        """
        Those who were in before a restart get no label because of it.
        """
        hall.came("D-03")
        again = Hall(tmp_path / "again", hall.day, [at_brother(brother)])
        again.room.start()

        again.came("D-04")

        eventually(lambda: again.room.jobs())
        assert ["D-04"] == [job.person for job in again.room.jobs()]

    def test_an_unknown_printer_is_refused(self, hall: Hall) -> None:
        """
        A label asked of a printer that is not there is refused with those that are.
        """
        with pytest.raises(LabelRefused, match="unknown_printer"):
            hall.room.ask("D-03", "Mẫu", "zpl:10.0.0.1")

    def test_a_withdrawn_label_does_not_come_out(self, hall: Hall, brother: FakePrinter) -> None:
        """
        What was taken off the queue is not printed; what stood behind it is.
        """
        hall.room.ask("D-03", "Mẫu")
        hall.room.ask("D-04", "Mẫu")
        hall.room.withdraw(1)

        hall.room.start()

        assert same(hall.drawn("D-04"), brother.wait(1)[0])
        assert State.WITHDRAWN is hall.state(1)


class PrintingHouse(House):
    """A server with printers, which greets whoever checks in with a label."""

    printers: Sequence[str] = ()

    def spawn(self, **env: str) -> "subprocess.Popen[bytes]":
        """Start the server with its printers, without waiting for it."""
        command = [sys.executable, "-m", "server", "serve", str(self.folder)]
        where = ["--port", str(self.port), "--var", str(self.var), "--print-on-check-in"]
        printers = [part for address in self.printers for part in ("--printer", address)]
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                command + where + printers,
                cwd=ROOT,
                env=os.environ | {"COLUMNS": "200", "PYTHONUNBUFFERED": "1"} | env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        return self.process


@pytest.fixture(name="printing")
def _printing(tmp_path: Path, brother: FakePrinter) -> Iterator[PrintingHouse]:
    """A server with a Brother, whose doors are open."""
    house = PrintingHouse(tmp_path / "var", TINY)
    house.printers = [at_brother(brother)]
    with house:
        with house.enter("console") as admin:
            admin.command("open_reception").raise_for_status()
        yield house


def labels(desk: Http) -> list[dict[str, Any]]:
    """The queue as reception sees it."""
    return list(desk.get("/api/v1/labels").json()["labels"])


class TestServer:
    def test_a_printer_that_takes_its_time_holds_nobody_up(
        self, printing: PrintingHouse, brother: FakePrinter
    ) -> None:
        """
        While a printer is stuck in a label everybody is checked in; the labels come out later.
        """
        brother.gate.clear()
        people = ["D-01", "D-02", "D-03", "D-04"]
        kiosk = printing.http(printing.device("kiosk", "ki-ốt 1"))
        with printing.sign_in("lễ tân", Role.RECEPTION) as desk:
            kiosk.scan(printing.code("M-01"))
            eventually(lambda: "printing" in [label["state"] for label in labels(desk)])
            verdicts = [kiosk.scan(printing.code(it)).json()["verdict"] for it in people]
            stuck = {label["person"]: label["state"] for label in labels(desk)}
        brother.gate.set()

        came_out = brother.wait(1 + len(people))

        assert ["accepted"] * len(people) == verdicts
        assert "printing" == stuck["M-01"]
        assert [[printing.code(it)] for it in ["M-01", *people]] == [read(it) for it in came_out]

    def test_the_queue_survives_a_kill(self, printing: PrintingHouse, brother: FakePrinter) -> None:
        """
        Out of labels, killed and started again: every label waits, says why, and comes out once.
        """
        brother.paper = False
        kiosk = printing.http(printing.device("kiosk", "ki-ốt 1"))
        with printing.sign_in("lễ tân", Role.RECEPTION) as desk:
            kiosk.scan(printing.code("D-03"))
            eventually(lambda: labels(desk))
            desk.post("/api/v1/labels", json={"person": "D-04"}).raise_for_status()
            eventually(lambda: "hết giấy" in labels(desk)[0]["message"])
            printing.restart()
            eventually(lambda: "hết giấy" in labels(desk)[0]["message"])
            before = [(label["person"], label["state"]) for label in labels(desk)]
            brother.paper = True
            desk.post("/api/v1/labels", json={"person": "D-05"}).raise_for_status()
            came_out = brother.wait(3)
            eventually(lambda: {"printed"} == {label["state"] for label in labels(desk)})
            kiosk.scan(printing.code("D-03"))

        assert [("D-04", "queued"), ("D-03", "queued")] == before
        assert [[printing.code(it)] for it in ("D-03", "D-04", "D-05")] == [
            read(label) for label in came_out
        ]
        assert 3 == len(brother.labels)
        assert DIGITS.search(printing.said()) is None
        files = printing.settings.labels.iterdir()
        assert all(DIGITS.search(file.read_text(encoding="utf-8")) is None for file in files)

    def test_a_browser_can_print(self, shared: House, people: dict[Role, Http]) -> None:
        """
        Without a printer a label waits, says so, is there as a picture, and can be taken off.
        """
        desk = people[Role.RECEPTION]
        label = desk.post("/api/v1/labels", json={"person": "C-037"}).json()["label"]
        picture = desk.get(f"/api/v1/labels/{label['number']}.png")
        after = desk.delete(f"/api/v1/labels/{label['number']}").json()["label"]

        assert "queued" == label["state"]
        assert "trình duyệt" in label["message"]
        assert "no-store" == picture.headers["Cache-Control"]
        assert [shared.code("C-037")] == read(Image.open(BytesIO(picture.content)))
        assert "withdrawn" == after["state"]

    def test_nobody_is_refused_by_name(self, people: dict[Role, Http]) -> None:
        """
        A person not on the roster, a number not in the queue, a printer not there: each says so.
        """
        desk = people[Role.RECEPTION]
        before = labels(desk)
        unknown = desk.post("/api/v1/labels", json={"person": "Z-999"})
        malformed = desk.post("/api/v1/labels", json={"who": "C-037"})
        elsewhere = desk.post("/api/v1/labels", json={"person": "C-037", "printer": "zpl:x"})
        missing = desk.get("/api/v1/labels/99999.png")

        assert (409, "unknown_person") == (unknown.status_code, unknown.json()["code"])
        assert (400, "bad_request") == (malformed.status_code, malformed.json()["code"])
        assert (404, "unknown_printer") == (elsewhere.status_code, elsewhere.json()["code"])
        assert (404, "unknown_job") == (missing.status_code, missing.json()["code"])
        assert before == labels(desk)

    @pytest.mark.parametrize("role", Role)
    def test_labels_are_for_the_door(self, people: dict[Role, Http], role: Role) -> None:
        """
        Whoever works at the door asks for labels, sees and takes them off; nobody else does.
        """
        person = people[role]
        answers = [
            person.get("/api/v1/labels"),
            person.post("/api/v1/labels", json={"person": "C-038"}),
            person.get("/api/v1/labels/99999.png"),
            person.delete("/api/v1/labels/99999"),
        ]

        expected = [200, 200, 404, 404] if role in DOOR else [403] * 4
        assert expected == [answer.status_code for answer in answers]

    def test_a_stranger_gets_no_label(self, shared: House) -> None:
        """
        Without a sign-in there are no labels, and no pictures of codes.
        """
        with shared.http() as stranger:
            answers = [
                stranger.get("/api/v1/labels"),
                stranger.post("/api/v1/labels", json={"person": "C-037"}),
                stranger.get("/api/v1/labels/1.png"),
            ]

        assert [401] * 3 == [answer.status_code for answer in answers]

    def test_a_wrong_printer_is_a_usage_error(self, tmp_path: Path) -> None:
        """
        A printer's address with a mistake stops the start with status 2 and a sentence.
        """
        house = PrintingHouse(tmp_path / "var", TINY)
        house.printers = ["brother:192.168.1.5,label=13"]

        assert 2 == house.spawn().wait(PATIENCE_S)
        assert "192.168.1.5" in house.said()
