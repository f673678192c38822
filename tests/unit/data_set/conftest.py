"""The observations are read once for all tests of the data set."""

from __future__ import annotations

import pytest

from tests.unit.data_set.figures import Figures


@pytest.fixture(scope="session")
def figures() -> Figures:
    """Every observation of the bundled data set."""
    return Figures()
