"""Proof of the pages: real Chromium against a real server, used as people use them."""

import pytest

pytest.register_assert_rewrite("tests.e2e.device", "tests.e2e.console", "tests.e2e.walls")
