"""A field that cannot be written is repaired or fails its article."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.errors import InputError
from quotes.reading import Failure, read
from quotes.reading.articles import make_article
from quotes.records import Article

HALF = "\udc80"


@pytest.mark.parametrize("field", ["id", "title", "date", "date_text", "outlet", "url"])
def test_half_a_character_in_a_field_becomes_the_sign_for_a_lost_one(field: str) -> None:
    article = Article(**{"id": "a", "text": "Harga naik.", field: f"a{HALF}b"})  # type: ignore[arg-type]
    assert getattr(article, field) == "a\ufffdb"
    assert article.is_repaired


def test_the_origin_shows_the_bytes_of_a_name_that_is_not_utf8() -> None:
    article = make_article("Harga naik.", origin=f"a{HALF}.txt")
    assert article.origin == "a\\udc80.txt"
    assert not article.is_repaired


def test_half_a_character_in_the_text_fails_the_article() -> None:
    with pytest.raises(InputError, match="half a character"):
        make_article(f"Harga {HALF} naik.")


def test_a_failure_can_be_printed_whatever_its_file_is_called(tmp_path: Path) -> None:
    [failure] = read(str(tmp_path / f"tak-ada-{HALF}.txt"))
    assert isinstance(failure, Failure)
    assert str(failure.error).encode("utf-8").startswith(str(tmp_path).encode())
