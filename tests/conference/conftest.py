"""What the tests of the core begin with: a morning before its doors open, and one in session."""

import pytest

from tests.conference.morning import Morning


@pytest.fixture(name="morning")
def _morning() -> Morning:
    """A morning before anything has happened."""
    return Morning()


@pytest.fixture(name="session")
def _session() -> Morning:
    """A conference in session, everybody being in the hall, at the first item's first step."""
    return Morning().start()
