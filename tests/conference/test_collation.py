"""The collation: Vietnamese names stand in the order every office knows."""

from server.conference.collation import by_given_name, collated
from tests.conference.plans import person


def test_letters_come_in_the_order_of_the_alphabet() -> None:
    """
    a ă â, d đ, e ê, o ô ơ, u ư: each before the next, whatever its tone.
    """
    names = [
        "Ân",
        "Ánh",
        "Ẩn",
        "An",
        "Ẵng",
        "Đạt",
        "Dũng",
        "Ê",
        "Em",
        "Ơn",
        "Ông",
        "Oanh",
        "Ưng",
        "Út",
    ]

    ordered = [
        "An",
        "Ánh",
        "Ẵng",
        "Ân",
        "Ẩn",
        "Dũng",
        "Đạt",
        "Em",
        "Ê",
        "Oanh",
        "Ông",
        "Ơn",
        "Út",
        "Ưng",
    ]
    assert ordered == sorted(names, key=collated)


def test_tones_come_after_letters() -> None:
    """
    Level, falling, asking, tumbling, rising, heavy; loose marks are the same letters.
    """
    names = ["Hoạ", "Hoá", "Hoã", "Hoả", "Hoà", "Hoa", "Hoan"]

    assert ["Hoa", "Hoà", "Hoả", "Hoã", "Hoá", "Hoạ", "Hoan"] == sorted(names, key=collated)
    assert collated("Hoà") == collated("Hoa\u0300")


def test_people_stand_by_given_name_then_by_surname() -> None:
    """
    The last word leads; of one given name, the surname does; of one name, the badge.
    """
    people = [
        person("C-004", "Trần Văn Mẫu Bình"),
        person("C-003", "Đàng Văn Mẫu An"),
        person("C-002", "Dương Văn Mẫu An"),
        person("C-001", "Dương Văn Mẫu An"),
    ]

    assert ["C-001", "C-002", "C-003", "C-004"] == [p.id for p in sorted(people, key=by_given_name)]
