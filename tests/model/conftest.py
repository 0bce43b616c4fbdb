"""The shipped model, loaded once for the tests that need real trees."""

from __future__ import annotations

import pytest

from quotes.pipeline import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()
