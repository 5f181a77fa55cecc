"""The office's files: the plan's conference is what its tables say, and every mistake is placed."""

import shutil
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from string import Formatter

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.conference.plan import Conference, ItemKind, Person, Side
from server.files import Problem, Unreadable, check, clean, defaults, digest, folder, load, tables
from server.texts import catalogue, raw

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "ninh-thuan-2020"
TINY = ROOT / "tests" / "conferences" / "tay-do-2027"

# The programme as the plan prints it, without the dash before and the full stop after each line.
PLANNED_TITLES = """
Văn nghệ chào mừng
Chào cờ
Tuyên bố lý do, giới thiệu đại biểu
Giới thiệu Đoàn Chủ tịch và Thư ký Hội nghị
Phát biểu khai mạc
Báo cáo tổng kết phong trào thi đua yêu nước giai đoạn 2016 - 2020, phương hướng, nhiệm vụ giai đoạn 2021 - 2025
Phóng sự về phong trào thi đua yêu nước 5 năm (2016-2020)
Báo cáo tham luận của các tập thể, cá nhân điển hình tiên tiến
Phát biểu của lãnh đạo Tổng Liên đoàn
Phát biểu của lãnh đạo tỉnh
Giải lao
Biểu dương, tôn vinh, khen thưởng các điển hình tiên tiến tiêu biểu
Phát động phong trào thi đua yêu nước giai đoạn 2021-2025
Phát biểu hưởng ứng phong trào thi đua yêu nước
Thông qua danh sách đại biểu đi dự Đại hội thi đua yêu nước tỉnh Ninh Thuận và Đại hội thi đua yêu nước trong CNVCLĐ toàn quốc lần thứ X
Tổng kết, bế mạc
Chào cờ bế mạc
""".strip().splitlines()
THEME = (
    "“Đoàn kết, năng động, sáng tạo, thi đua thực hiện thắng lợi nhiệm vụ của tổ chức công đoàn, "
    "góp phần phát triển kinh tế - xã hội của tỉnh, giai đoạn 2021 – 2025”"
)

UNION_OFFICERS = "Cán bộ công đoàn xuất sắc"
INVENTORS = "Bằng Lao động sáng tạo"
OTHERS = "Cá nhân điển hình tiên tiến"


@pytest.fixture(name="sample", scope="module")
def _sample() -> Conference:
    return load(SAMPLE)


@pytest.fixture(name="tiny")
def _tiny(tmp_path: Path) -> Path:
    """A copy of the tiny conference that a test may spoil."""
    return Path(shutil.copytree(TINY, tmp_path / "conference"))


def spoil(conference: Path, file: str, old: str, new: str) -> None:
    """Change one thing in a file; the thing must be there."""
    text = (conference / file).read_text(encoding="utf-8")
    assert old in text
    (conference / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def errors(conference: Path) -> tuple[Problem, ...]:
    """What must be mended in a folder."""
    return check(conference)[1]


def warned(conference: Path) -> list[tuple[str, int | None, str]]:
    """What the office should look at: file, row or line, and the sentence's key."""
    return [(p.file, p.row or p.line, p.key) for p in check(conference)[2]]


def count(people: tuple[Person, ...], chosen: Callable[[Person], object]) -> int:
    """How many of the people are chosen."""
    return sum(bool(chosen(person)) for person in people)


def members(conference: Conference, group: str) -> tuple[Person, ...]:
    """The people of a delegate class or of a subclass."""
    return tuple(p for p in conference.people if group in (p.delegate_class, p.subclass))


class TestSample:
    """The plan's own conference, held to the tables it was composed by."""

    def test_programme_is_the_plans(self, sample: Conference) -> None:
        """
        The 17 items stand in the plan's order, under the plan's titles, numbered from 1.
        """
        assert PLANNED_TITLES == [item.title for item in sample.items]
        assert list(range(1, 18)) == [item.number for item in sample.items]

    def test_theme_is_the_plans(self, sample: Conference) -> None:
        """
        The theme is the plan's sentence, quotation marks included.
        """
        assert sample.theme == THEME

    def test_morning_is_exactly_full(self, sample: Conference) -> None:
        """
        Planned, minimum and maximum minutes add up to the plan of the morning.
        """
        minutes = [(item.planned, item.minimum, item.maximum) for item in sample.items]

        assert (240, 173, 302) == tuple(map(sum, zip(*minutes, strict=True)))

    def test_items_are_of_their_kinds(self, sample: Conference) -> None:
        """
        Each of the plan's items is of the kind its title asks for.
        """
        kinds = [
            *("performance", "flag_ceremony", "introduction", "presidium", "speech", "report"),
            *("video", "speech_series", "leader_speech", "leader_speech", "break", "awards"),
            *("launch", "response", "vote", "closing", "flag_ceremony"),
        ]

        assert kinds == [item.kind.value for item in sample.items]

    def test_two_flag_ceremonies_are_two_scripts(self, sample: Conference) -> None:
        """
        The opening ceremony ends with a command, the closing one with thanks.
        """
        opening, closing = sample.items[1].ceremony, sample.items[16].ceremony

        assert opening is not None
        assert closing is not None
        assert ("Thôi!", False) == (opening.ending, opening.closing)
        assert closing.ending.startswith("Trân trọng cảm ơn")
        assert closing.closing
        assert opening.anthem_file != closing.anthem_file

    def test_date_is_not_set(self, sample: Conference) -> None:
        """
        The plan names only the month, so the sample has no day yet.
        """
        assert sample.starts_at is None
        assert ("06:45", "07:30") == (sample.reception_time, sample.start_time)

    def test_everybody_is_fictional(self, sample: Conference) -> None:
        """
        Every name carries the token that says nobody of that name exists.
        """
        assert sample.sample
        assert all("Mẫu" in person.full_name.split() for person in sample.people)

    def test_badge_numbers_run_through(self, sample: Conference) -> None:
        """
        Guests are K-001 to K-035, official delegates C-001 to C-105, and nobody else.
        """
        numbers = [f"K-{n:03}" for n in range(1, 36)] + [f"C-{n:03}" for n in range(1, 106)]

        assert numbers == [person.id for person in sample.people]

    def test_sides_fill_the_quotas(self, sample: Conference) -> None:
        """
        35 guests and 105 official delegates fill the quotas exactly.
        """
        sides = {chosen.id: chosen.side for chosen in sample.classes}
        counts = Counter(sides[person.delegate_class] for person in sample.people)

        assert {Side.GUEST: 35, Side.OFFICIAL: 105} == counts
        assert (35, 105, 140) == msgspec.structs.astuple(sample.quotas)

    @pytest.mark.parametrize(
        ("group", "size", "women", "oldest", "youngest", "blocs"),
        [
            ("G_TLD", 4, 1, 1966, 1984, {0: 4}),
            ("G_TINH", 19, 6, 1945, 1985, {1: 3, 2: 3, 3: 2, 4: 5, 5: 3, 6: 3}),
            ("G_NGUYEN", 12, 2, 1938, 1960, {7: 12}),
        ],
    )
    def test_guests_by_class(
        self,
        sample: Conference,
        group: str,
        size: int,
        women: int,
        oldest: int,
        youngest: int,
        blocs: dict[int, int],
    ) -> None:
        """
        Each class of guests has its size, women, years of birth and protocol blocs.
        """
        people = members(sample, group)
        years = [person.birth_year for person in people if person.birth_year]

        assert (size, women) == (len(people), count(people, lambda p: p.sex == "nữ"))
        assert (oldest, youngest) == (min(years), max(years))
        assert blocs == Counter(person.protocol_bloc for person in people)

    def test_guests_by_ethnicity(self, sample: Conference) -> None:
        """
        The guests are 30 Kinh, 3 Chăm and 2 Raglai.
        """
        guests = Counter(p.ethnicity for p in sample.people if p.id.startswith("K"))

        assert {"Kinh": 30, "Chăm": 3, "Raglai": 2} == guests

    @pytest.mark.parametrize(
        ("group", "size", "women", "young", "direct", "no_post", "party", "ethnicity"),
        [
            ("O_BTV", 11, 4, 0, 0, 0, 11, (10, 1, 0, 0, 0)),
            ("O_CAPTREN", 11, 4, 1, 0, 0, 11, (9, 1, 1, 0, 0)),
            ("O_TAPTHE", 25, 10, 5, 4, 4, 19, (19, 3, 3, 0, 0)),
            (UNION_OFFICERS, 22, 11, 8, 8, 4, 12, (17, 2, 2, 1, 0)),
            (INVENTORS, 16, 6, 6, 7, 7, 11, (14, 1, 1, 0, 0)),
            (OTHERS, 20, 11, 12, 11, 8, 8, (13, 4, 2, 0, 1)),
        ],
    )
    def test_officials_by_class(
        self,
        sample: Conference,
        group: str,
        size: int,
        women: int,
        young: int,
        direct: int,
        no_post: int,
        party: int,
        ethnicity: tuple[int, ...],
    ) -> None:
        """
        Each class of official delegates has the structure of the composition table.
        """
        people = members(sample, group)
        born_since = 2020 - sample.young_max_age
        peoples = Counter(person.ethnicity for person in people)

        assert size == len(people)
        assert women == count(people, lambda p: p.sex == "nữ")
        assert young == count(people, lambda p: p.birth_year and p.birth_year >= born_since)
        assert direct == count(people, lambda p: p.direct_production)
        assert no_post == count(
            people, lambda p: p.leader is False and p.employment in ("công chức", "viên chức")
        )
        assert party == count(people, lambda p: p.party_member)
        assert ethnicity == tuple(peoples[e] for e in ("Kinh", "Chăm", "Raglai", "Hoa", "Cơ Ho"))

    def test_enterprise_chairs(self, sample: Conference) -> None:
        """
        18 of the 22 outstanding union officers chair the union of an enterprise.
        """
        assert 18 == count(members(sample, UNION_OFFICERS), lambda p: p.grassroots_chair)

    @pytest.mark.parametrize(
        ("unit", "leaders", "collectives", "officers", "inventors", "others"),
        [
            ("PRTC", 1, 4, 4, 2, 4),
            ("NPHUOC", 1, 2, 2, 2, 2),
            ("NSON", 1, 2, 1, 1, 2),
            ("NHAI", 1, 2, 2, 1, 1),
            ("TNAM", 1, 2, 2, 1, 1),
            ("TBAC", 1, 1, 2, 1, 1),
            ("BAI", 1, 2, 1, 0, 2),
            ("CDVC", 1, 2, 1, 3, 2),
            ("CDGD", 1, 3, 1, 2, 1),
            ("CDYT", 1, 2, 1, 1, 2),
            ("KCN", 1, 3, 5, 2, 2),
        ],
    )
    def test_officials_by_delegation(
        self,
        sample: Conference,
        unit: str,
        leaders: int,
        collectives: int,
        officers: int,
        inventors: int,
        others: int,
    ) -> None:
        """
        Each delegation sends the people the allocation gives it, which is its quota.
        """
        sent = tuple(person for person in sample.people if person.unit == unit)
        quota = next(u.quota for u in sample.units if u.id == unit)

        assert leaders == count(sent, lambda p: p.delegate_class == "O_CAPTREN")
        assert collectives == count(sent, lambda p: p.delegate_class == "O_TAPTHE")
        assert officers == count(sent, lambda p: p.subclass == UNION_OFFICERS)
        assert inventors == count(sent, lambda p: p.subclass == INVENTORS)
        assert others == count(sent, lambda p: p.subclass == OTHERS)
        assert quota == len(sent)

    def test_officials_by_sector(self, sample: Conference) -> None:
        """
        The official delegates come from the sectors as composed.
        """
        sectors = Counter(p.sector for p in sample.people if p.id.startswith("C"))

        assert {
            "hành chính–Đảng–đoàn thể": 30,
            "giáo dục": 16,
            "y tế": 11,
            "công nghiệp–KCN": 16,
            "thương mại–dịch vụ–du lịch": 14,
            "cấp nước–điện–môi trường": 9,
            "năng lượng tái tạo": 4,
            "muối–nông–lâm–thủy lợi": 5,
        } == sectors

    def test_presidium_and_secretaries(self, sample: Conference) -> None:
        """
        Five sit in the presidium, one of them presides, and two are secretaries.
        """
        classes = {person.id: person.delegate_class for person in sample.people}
        presidium = [a for a in sample.assignments if a.role == "presidium"]
        sent = Counter(classes[a.person] for a in presidium)

        assert {"O_BTV": 3, "O_CAPTREN": 1, "O_CANHAN": 1} == sent
        assert [True] == [a.presiding for a in sample.assignments if a.presiding]
        assert 2 == sum(a.role == "secretary" for a in sample.assignments)
        assert all(p.stage_seat for p in sample.people if p.id in {a.person for a in presidium})

    def test_speeches_responses_and_lists(self, sample: Conference) -> None:
        """
        5 speeches and 2 reserves, 2 responses, 12 names on list A and 4 on list B.
        """
        assert {"approved": 5, "reserve": 2} == Counter(s.status for s in sample.speeches)
        assert 2 == len(sample.items[13].speakers)
        assert {"A": 12, "B": 4} == Counter(n.list for n in sample.nominations)

    def test_awards_fill_eleven_batches(self, sample: Conference) -> None:
        """
        83 lines stand in 11 batches of the planned sizes, handed over by 6 presenters.
        """
        sizes = Counter(line.batch for line in sample.awards)
        kinds = Counter(line.kind for line in sample.awards)
        presenters = {person for batch in sample.batches for person in batch.presenters}

        assert [2, 3, 10, 10, 8, 8, 8, 7, 7, 10, 10] == [sizes[b.id] for b in sample.batches]
        assert {"award": 67, "honour": 16} == kinds
        assert 6 == len(presenters)

    def test_holders_are_honoured_not_awarded_again(self, sample: Conference) -> None:
        """
        Who holds the creative-labour certificate already is honoured, and nobody else is.
        """
        honoured = {line.person for line in sample.awards if line.kind == "honour"}

        assert {person.id for person in members(sample, INVENTORS)} == honoured

    def test_seats_are_everybodys_own(self, sample: Conference) -> None:
        """
        Each of the 140 has a seat, and no two share one.
        """
        assert 140 == len({person.hall_seat for person in sample.people if person.hall_seat})

    def test_edge_cases_are_in_the_data(self, sample: Conference) -> None:
        """
        The people who are hard to handle are on the roster.
        """
        people = {person.id: person for person in sample.people}

        assert people["K-024"].full_name == people["C-088"].full_name
        assert people["K-024"].unit != people["C-088"].unit
        assert 6 == len(people["C-087"].full_name.split())
        assert "-" in people["C-037"].full_name
        assert "’" in people["C-035"].full_name
        assert ["C-030"] == [p.id for p in sample.people if p.birth_year is None]
        assert ["C-091"] == [p.id for p in sample.people if p.sex is None]
        assert ["C-093"] == [p.id for p in sample.people if "Xe lăn" in (p.accessibility or "")]
        assert 3 == count(sample.people, lambda p: not p.invitation)
        assert ["C-057"] == [p.id for p in sample.people if p.badge_serial == 2]
        assert "nhận thay" in (people["C-052"].note or "")
        assert "09:20" in (people["C-097"].note or "")
        assert "Về sau giải lao" in (people["K-009"].note or "")

    def test_one_person_has_three_roles(self, sample: Conference) -> None:
        """
        C-065 sits in the presidium, gives a speech and receives an award.
        """
        assert "C-065" in {a.person for a in sample.assignments if a.role == "presidium"}
        assert "C-065" in {speech.person for speech in sample.speeches}
        assert "C-065" in {line.person for line in sample.awards if line.kind == "award"}

    def test_letters_are_composed_and_spaces_single(self, sample: Conference) -> None:
        """
        A decomposed name and one with stray spaces in the file are read clean.
        """
        document = (SAMPLE / "delegates.csv").read_text(encoding="utf-8-sig")

        assert not unicodedata.is_normalized("NFC", document)
        assert "  Mẫu" in document
        for person in sample.people:
            assert unicodedata.is_normalized("NFC", person.full_name)
            assert person.full_name == " ".join(person.full_name.split())

    def test_only_known_gaps_are_warned_of(self) -> None:
        """
        The sample's warnings are the gaps left on purpose and the media the office brings.
        """
        keys = Counter(key for _, _, key in warned(SAMPLE))

        assert {
            "anthem_missing": 2,
            "emblem_missing": 1,
            "slides_missing": 1,
            "no_birth_year": 1,
            "no_sex": 1,
            "no_invitation": 3,
        } == keys


class TestTiny:
    """Another province, another union, another kind of title: nothing is hard-coded."""

    def test_loads_without_a_word(self) -> None:
        """
        The tiny conference has no errors and no warnings.
        """
        conference, wrong, doubtful = check(TINY)

        assert ((), ()) == (wrong, doubtful)
        assert conference is not None
        assert (5, 12) == (len(conference.items), len(conference.people))

    def test_start_is_in_its_own_time_zone(self) -> None:
        """
        A start written without a zone is meant in the conference's zone.
        """
        assert "2027-05-15T08:00:00+07:00" == load(TINY).starts_at.isoformat()  # type: ignore[union-attr]

    def test_default_scripts_speak_of_the_congress(self) -> None:
        """
        The default texts call the event by its own noun, and the office's own text wins.
        """
        scripts = load(TINY).scripts

        assert scripts["prelude"]["welcome"].startswith("Mời quý vị đại biểu vào Nhà văn hóa.")
        assert "Đại hội sắp bắt đầu" in scripts["prelude"]["settle"]
        assert not [
            text for steps in scripts.values() for text in steps.values() if "Hội nghị" in text
        ]

    def test_given_name_is_the_last_token(self) -> None:
        """
        Where the office gives none, the last token of the name is the one to sort by.
        """
        assert "Sóc" == load(TINY).people[0].given_name

    @pytest.mark.parametrize("sign", [",", "\t"])
    def test_any_usual_separator_is_read(self, tiny: Path, sign: str) -> None:
        """
        The sign between cells is found from the header.
        """
        for name in ("units.csv", "awards.csv"):
            text = (tiny / name).read_text(encoding="utf-8").replace(";", sign)
            (tiny / name).write_text(text, encoding="utf-8-sig")

        assert load(TINY) == load(tiny)


# One mistake each: file, what is there, what the mistake makes of it; then the sentence's key,
# its line or row, and the field.
MISTAKES = {
    "toml syntax": ("conference.toml", "sample = true", "sample = ", "bad_toml", 4, None),
    "missing field": ("conference.toml", 'noun = "Đại hội"\n', "", "missing_field", None, "noun"),
    "unknown field": (
        "agenda.toml",
        "minimum = 4",
        "minimun = 4",
        "unknown_field_near",
        9,
        "minimun",
    ),
    "wrong type": ("agenda.toml", "planned = 5", 'planned = "5"', "wrong_type", 8, "planned"),
    "not a list": (
        "conference.toml",
        'title_lines = ["',
        'title_lines = "["#',
        "wrong_type",
        6,
        "title_lines",
    ),
    "kind": ("agenda.toml", '"flag_ceremony"', '"flag_ceremon"', "unknown_value_near", 6, "kind"),
    "minutes": ("agenda.toml", "maximum = 6", "maximum = 3", "minutes_order", 8, "planned"),
    "no speaker": ("agenda.toml", 'speaker = "D-01"\n', "", "kind_needs", None, "speaker"),
    "dangling speaker": ("agenda.toml", '"D-01"', '"D-99"', "dangling_near", 29, "speaker"),
    "dangling list": ("agenda.toml", '["BCH"]', '["BCX"]', "dangling_near", 49, "lists"),
    "step": ("agenda.toml", "thanks =", "thank =", "unknown_step_near", 62, "mc.thank"),
    "placeholder": (
        "agenda.toml",
        "toàn thể",
        "{nam}",
        "unknown_placeholder_near",
        62,
        "mc.thanks",
    ),
    "braces": ("agenda.toml", "toàn thể", "{name", "braces", 62, "mc.thanks"),
    "script": (
        "conference.toml",
        "[scripts.prelude]",
        "[scripts.preludes]",
        "unknown_field_near",
        29,
        "scripts.preludes",
    ),
    "title lines": (
        "conference.toml",
        'tỉnh Tây Đô lần thứ III, nhiệm kỳ 2027 - 2032"]',
        'tỉnh Tây Đô"]',
        "title_lines",
        6,
        "title_lines",
    ),
    "code": ("conference.toml", '"0527"', '"527"', "form_code", 3, "code"),
    "time": ("conference.toml", '"08:00"', '"8h00"', "form_time", 18, "start_time"),
    "zone": ("conference.toml", "Asia/Bangkok", "Asia/Saigon2", "form_zone", 15, "time_zone"),
    "colour": ("conference.toml", "#7B1FA2", "tím", "form_colour", 37, "colour"),
    "screen role": ("conference.toml", '"stage"', '"stages"', "unknown_value_near", 63, "role"),
    "side": ("conference.toml", '"staff"', '"crew"', "unknown_value", 55, "side"),
    "missing column": ("units.csv", "id;name;", "id;", "missing_column", 1, "name"),
    "unknown column": (
        "delegates.csv",
        "birth_year",
        "birthyear",
        "unknown_column_near",
        1,
        "birthyear",
    ),
    "column twice": (
        "units.csv",
        "id;name;short;quota",
        "id;name;short;short",
        "column_twice",
        1,
        "short",
    ),
    "extra cells": ("units.csv", "Dệt 1;6", "Dệt 1;6;7", "extra_cells", 3, None),
    "open quotes": ("units.csv", "Xí nghiệp May", '"Xí nghiệp May', "not_a_table", 4, None),
    "cell type": ("delegates.csv", "1980", "15/3/1980", "wrong_type", 4, "birth_year"),
    "year": ("delegates.csv", "1980", "80", "form_year", 4, "birth_year"),
    "sex": ("delegates.csv", "nam;1980", "trai;1980", "unknown_value", 4, "sex"),
    "bloc": ("delegates.csv", "DAIBIEU;1;1;", "DAIBIEU;5;1;", "form_bloc", 4, "protocol_bloc"),
    "empty cell": ("delegates.csv", "Lê Mẫu Nhã", "", "missing_field", 4, "full_name"),
    "unit": ("delegates.csv", "XN1;DAIBIEU", "XN9;DAIBIEU", "dangling_near", 4, "unit"),
    "class": ("delegates.csv", "XN1;DAIBIEU", "XN1;KHACH", "dangling", 4, "delegate_class"),
    "duplicate": ("delegates.csv", "D-09;", "D-08;", "duplicate", 12, "id"),
    "identifier": ("delegates.csv", "V-01;", "V 01;", "form_id", 13, "id"),
    "lost letters": ("delegates.csv", "Huỳnh Mẫu", "Hu?nh Mẫu", "broken_text", 10, "full_name"),
    "replacement mark": ("delegates.csv", "Huỳnh", "Hu\ufffdnh", "broken_text", 10, "full_name"),
    "VNI": ("delegates.csv", "Nguyễn", "Nguyeãn", "legacy_text", 8, "full_name"),
    "TCVN3": ("delegates.csv", "Trần", "TrÇn", "legacy_text", 5, "full_name"),
    "date": ("decisions.csv", "1/5/2027", "tháng 5", "form_date", 2, "date"),
    "batch": ("awards.csv", "K3;KNC-1", "K3;KNC-2", "dangling_near", 4, "batch"),
    "decision": ("awards.csv", "3;D-07;KNC", "3;D-07;KND", "dangling_near", 4, "decision"),
    "gap": ("awards.csv", "KNC-1;3", "KNC-1;4", "batch_gap", 4, "position"),
    "position twice": ("awards.csv", "KNC-1;3", "KNC-1;2", "duplicate", 4, "position"),
    "count": ("nominations.csv", "BCH;1;", "BCH;0;", "form_count", 2, "order"),
    "presenter": ("batches.csv", "M-01 M-02", "M-01 M-20", "dangling_near", 2, "presenters"),
}


class TestMistakes:
    """Whatever is wrong is said with its place, all at once, in both languages."""

    @pytest.mark.parametrize(
        ("file", "old", "new", "key", "number", "field"), MISTAKES.values(), ids=MISTAKES.keys()
    )
    def test_mistake_is_placed(
        self,
        tiny: Path,
        file: str,
        old: str,
        new: str,
        key: str,
        number: int | None,
        field: str | None,
    ) -> None:
        """
        A mistake is reported with its file, its line or row, and its field.
        """
        spoil(tiny, file, old, new)

        found = [p for p in errors(tiny) if (p.file, p.key) == (file, key)]

        assert found, [p.render("en") for p in errors(tiny)]
        assert field == found[0].field
        if number is not None:
            assert number == (found[0].row or found[0].line)

    @pytest.mark.parametrize("id", ["TL-end", "TL-page-2", "TL-page-2-x"])
    def test_no_speech_or_list_is_called_like_a_step_of_another(self, tiny: Path, id: str) -> None:
        """
        The steps of “TL” are called so: both on one agenda would be taken for each other.
        """
        spoil(tiny, "conference.toml", 'id = "BCH"', f'id = "{id}"')
        header = "id;order;status;person;title;minutes;file"
        row = f"{id};1;approved;D-04;Tham luận Mẫu;7;"
        (tiny / "speeches.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")

        found = [p for p in errors(tiny) if p.key == "form_step_id"]

        assert ["conference.toml", "speeches.csv"] == [p.file for p in found]
        assert all(f"“{id}”" in p.render() for p in found)

    def test_all_mistakes_are_told_at_once(self, tiny: Path) -> None:
        """
        Mistakes in several files come in one list, in the order of the files.
        """
        spoil(tiny, "conference.toml", '"0527"', '"527"')
        spoil(tiny, "agenda.toml", "maximum = 6", "maximum = 3")
        spoil(tiny, "delegates.csv", "XN1;DAIBIEU", "XN9;DAIBIEU")
        spoil(tiny, "delegates.csv", "1990", "90")

        with pytest.raises(Unreadable) as caught:
            load(tiny)

        assert [
            ("conference.toml", "form_code"),
            ("agenda.toml", "minutes_order"),
            ("delegates.csv", "dangling_near"),
            ("delegates.csv", "form_year"),
        ] == [(problem.file, problem.key) for problem in caught.value.problems]
        assert str(caught.value).count("\n") == 3

    def test_sentence_names_place_and_remedy(self, tiny: Path) -> None:
        """
        A problem reads as one sentence in Vietnamese and in English.
        """
        spoil(tiny, "delegates.csv", "1980", "15/3/1980")

        (problem,) = errors(tiny)

        assert (
            "delegates.csv, dòng 4, cột “Năm sinh”: giá trị không đúng kiểu; "
            "phải là một số nguyên, ví dụ 12"
        ) == problem.render()
        assert (
            "delegates.csv, row 4, column “Year of birth”: the value is of the wrong kind; "
            "it must be a whole number, such as 12"
        ) == problem.render("en")

    def test_nearest_name_is_offered(self, tiny: Path) -> None:
        """
        A misspelt field comes with the field that was probably meant.
        """
        spoil(tiny, "agenda.toml", "minimum = 4", "minimun = 4")

        assert "“minimum”" in errors(tiny)[0].render()

    @pytest.mark.parametrize(
        "name", ["conference.toml", "agenda.toml", "units.csv", "delegates.csv"]
    )
    def test_missing_file_is_named(self, tiny: Path, name: str) -> None:
        """
        A file the conference can't do without is asked for by name.
        """
        (tiny / name).unlink()

        assert (name, "missing_file") in [(p.file, p.key) for p in errors(tiny)]

    def test_missing_list_is_missed_where_it_is_needed(self, tiny: Path) -> None:
        """
        A missing optional file is an error only for the item that needs it.
        """
        for name in ("batches.csv", "awards.csv", "decisions.csv"):
            (tiny / name).unlink()

        assert [("agenda.toml", "kind_empty")] == [(p.file, p.key) for p in errors(tiny)]

    def test_other_encodings_are_refused(self, tiny: Path) -> None:
        """
        A file Excel saved as UTF-16 is refused with the way to save it.
        """
        text = (tiny / "units.csv").read_text(encoding="utf-8")
        (tiny / "units.csv").write_text(text, encoding="utf-16")

        assert ("units.csv", "not_utf8") in [(p.file, p.key) for p in errors(tiny)]

    def test_presidium_has_one_chair(self, tiny: Path) -> None:
        """
        Two who preside are one too many, and a secretary can't preside.
        """
        (tiny / "assignments.csv").write_text(
            "Nhiệm vụ,Thứ tự,Số thẻ,Chủ tọa\n"
            "Đoàn Chủ tịch,1,D-01,có\nĐoàn Chủ tịch,2,D-02,x\nThư ký,1,D-03,có\n",
            encoding="utf-8",
        )

        found = [(p.key, p.row) for p in errors(tiny)]

        assert [("presiding_twice", 3), ("presiding_outside", 4), ("presiding_twice", 4)] == found

    def test_batch_is_no_wider_than_the_stage(self, tiny: Path) -> None:
        """
        An eleventh recipient in one batch is refused.
        """
        lines = [f"K{n};KNC-1;{n};D-03;KNC;{n}" for n in range(4, 12)]
        with (tiny / "awards.csv").open("a", encoding="utf-8") as file:
            file.write("\n".join(lines))

        assert ["batch_full"] == [p.key for p in errors(tiny)]

    def test_empty_rows_keep_their_numbers(self, tiny: Path) -> None:
        """
        Rows are numbered as Excel shows them, empty ones counted.
        """
        spoil(tiny, "delegates.csv", "D-01;", "\n;;;\nD-01;")
        spoil(tiny, "delegates.csv", "1980", "80")

        assert [6] == [p.row for p in errors(tiny)]

    def test_anthem_outside_the_folder_is_refused(self, tiny: Path) -> None:
        """
        A media file is named, not pointed at with a path.
        """
        spoil(tiny, "agenda.toml", "verse = 2", 'anthem_file = "../../etc/passwd"')

        assert ["file_outside"] == [p.key for p in errors(tiny)]

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.sampled_from(folder.FILES), st.integers(0, 4000), st.binary(max_size=6))
    def test_no_file_is_too_broken_to_report(
        self, tmp_path: Path, name: str, place: int, junk: bytes
    ) -> None:
        """
        Whatever bytes a file holds, checking it ends with a conference or with sentences.
        """
        target = tmp_path / "broken"
        shutil.copytree(TINY, target, dirs_exist_ok=True)
        content = (TINY / name).read_bytes() if (TINY / name).exists() else b""
        (target / name).write_bytes(content[:place] + junk + content[place + len(junk) * 2 :])

        conference, wrong, doubtful = check(target)

        assert (conference is None) == bool(wrong)
        for problem in (*wrong, *doubtful):
            assert problem.render("vi")
            assert problem.render("en")


class TestHints:
    """What the office should look at doesn't stop the day."""

    @pytest.mark.parametrize(
        ("file", "old", "new", "expected"),
        [
            ("units.csv", "Dệt 1;6", "Dệt 1;3", ("units.csv", 3, "over_quota")),
            ("conference.toml", "total = 12", "total = 10", ("conference.toml", 27, "over_quota")),
            ("delegates.csv", "nam;1995", ";1995", ("delegates.csv", 10, "no_sex")),
            ("delegates.csv", ";1995", ";", ("delegates.csv", 10, "no_birth_year")),
            ("delegates.csv", "3-02", "3-01", ("delegates.csv", 11, "same_seat")),
            ("delegates.csv", "Tổ trưởng", "Tổ trưởng " * 7, ("delegates.csv", 6, "long_position")),
            (
                "delegates.csv",
                "Nguyễn Mẫu Quí",
                "Danh Mẫu Phol",
                ("delegates.csv", 8, "same_name"),
            ),
            (
                "delegates.csv",
                "Huỳnh Mẫu Út;;nam;1995",
                "Nguyễn Mẫu Quí;;nam;1991",
                ("delegates.csv", 10, "same_person"),
            ),
            (
                "agenda.toml",
                "verse = 2",
                'anthem_file = "quoc-ca.mp3"',
                ("agenda.toml", 19, "anthem_missing"),
            ),
        ],
    )
    def test_hint_is_given(
        self, tiny: Path, file: str, old: str, new: str, expected: tuple[str, int, str]
    ) -> None:
        """
        Something doubtful is told with its place, and the conference still loads.
        """
        spoil(tiny, file, old, new)

        assert [expected] == warned(tiny)
        assert errors(tiny) == ()

    def test_media_that_is_there_is_not_missed(self, tiny: Path) -> None:
        """
        A media file in its folder is found.
        """
        spoil(tiny, "agenda.toml", "verse = 2", 'anthem_file = "quoc-ca.mp3"')
        (tiny / "media").mkdir()
        (tiny / "media" / "quoc-ca.mp3").touch()

        assert [] == warned(tiny)

    def test_misspelt_file_is_noticed(self, tiny: Path) -> None:
        """
        A table under a name nobody reads is not left out in silence.
        """
        (tiny / "assignment.csv").touch()

        assert [("assignment.csv", None, "unknown_file")] == warned(tiny)


class TestClean:
    """Text comes out in one form, and broken encodings are recognised."""

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("  Lê   Mẫu\u00a0An ", "Lê Mẫu An"),
            (unicodedata.normalize("NFD", "Nguyễn Mẫu Ngữ"), "Nguyễn Mẫu Ngữ"),
            ("Lê\u202e Mẫu\u200b An\x00", "Lê Mẫu An"),
            ("<b>Lê Mẫu</b>", "<b>Lê Mẫu</b>"),
            ("một\t\ndòng  hai", "một\ndòng hai"),
        ],
    )
    def test_tidy(self, typed: str, kept: str) -> None:
        """
        Invisible marks and stray spaces go, everything else stays as text.
        """
        assert kept == clean.tidy(typed)

    @pytest.mark.parametrize(
        "text",
        ["Nguyeãn Vaên An", "Traàn Thò Leâ", "ñoàng chí", "TrÇn V¨n", "®ång chÝ", "Ph¹m ThÞ"],
    )
    def test_legacy_text_is_recognised(self, text: str) -> None:
        """
        Text typed for VNI or TCVN3 fonts is told from Vietnamese.
        """
        assert clean.looks_legacy(text)

    def test_vietnamese_is_never_taken_for_legacy(self) -> None:
        """
        No sentence of the catalogue or of the sample is taken for broken text.
        """
        texts = [*catalogue("vi").values(), (SAMPLE / "delegates.csv").read_text("utf-8-sig")]

        assert not [text for text in texts if clean.looks_legacy(text)]
        assert not [text for text in texts if clean.looks_broken(text)]


class TestCatalogue:
    """What is said about the files is complete in both languages."""

    def test_every_column_has_a_title_of_its_own(self) -> None:
        """
        Each field of each table has one title per language, and no two share it.
        """
        for source in folder.SOURCES.values():
            if source.table:
                continue
            fields = [field.name for field in msgspec.structs.fields(source.struct)]
            for lang in ("vi", "en"):
                titles = {tables.label(source.file, field, lang) for field in fields}
                assert len(fields) == len(titles)

    def test_both_languages_name_the_same_facts(self) -> None:
        """
        A sentence has the same placeholders in Vietnamese as in English.
        """
        for key in catalogue("vi"):
            if key.startswith("files."):
                facts = [
                    {name for _, name, _, _ in Formatter().parse(raw(key, lang)) if name}
                    for lang in ("vi", "en")
                ]
                assert facts[0] == facts[1], key

    def test_every_step_has_a_default_text(self) -> None:
        """
        Every kind of item has a text at each of its steps, with known placeholders only.
        """
        assert {"prelude", *map(str, ItemKind)} == set(defaults.STEPS)
        for lang in ("vi", "en"):
            scripts = defaults.scripts({}, "Hội nghị", "Hội nghị Mẫu", lang)
            for text in (text for steps in scripts.values() for text in steps.values()):
                names = {name for _, name, _, _ in Formatter().parse(text) if name}
                assert names <= defaults.PLACEHOLDERS

    def test_no_default_text_is_out_of_use(self) -> None:
        """
        The file of default texts holds the steps that exist and no others.
        """
        path = ROOT / "server" / "texts" / "mc.toml"
        written = tomllib.loads(path.read_text(encoding="utf-8"))

        assert {kind: set(steps) for kind, steps in defaults.STEPS.items()} == {
            kind: set(texts) for kind, texts in written.items()
        }


class TestDigest:
    """A folder's digest stands for what it says."""

    def test_same_files_have_one_digest(self, tiny: Path) -> None:
        """
        A copy has the digest of the original, whatever else lies beside its files.
        """
        (tiny / "notes.txt").write_text("x")

        assert digest(TINY) == digest(tiny)

    def test_any_change_changes_it(self, tiny: Path) -> None:
        """
        One letter in one file makes another digest.
        """
        spoil(tiny, "awards.csv", "K3", "K4")

        assert digest(TINY) != digest(tiny)
