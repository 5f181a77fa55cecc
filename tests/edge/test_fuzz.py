"""A short run of what `python3 -m tests.fuzz` does at length."""

from tests.edge.house import House
from tests.fuzz import fuzz
from tests.fuzz_calls import operations

COUNT = 600


def test_nothing_unplanned_does_harm(house: House) -> None:
    """
    Made-up calls and frames bring about no fault, no change without leave, and no line without end.
    """
    report = fuzz(house, COUNT)

    assert [] == report.wrong, report.page


def test_every_operation_is_attacked() -> None:
    """
    The calls are made up from the whole interface.
    """
    assert {"POST /api/v1/commands", "DELETE /api/v1/devices/{name}", "POST /api/v1/labels"} <= {
        operation.label for operation in operations()
    }
