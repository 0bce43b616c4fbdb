"""Gold without texts: it is joined with the collection it was made on, and with no other."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from quotes.errors import InputError
from quotes.fitting.standoff import is_standoff, join_texts, strip_texts

TEXT = '"Kami siap," kata Ratna.'
ROW = {
    "id": "uji-1",
    "text": TEXT,
    "outlet": "uji.id",
    "aliases": {"Ratna": []},
    "quotes": [{"type": "direct", "content": [[1, 10]], "cue": [13, 17], "source": [18, 23], "speaker": ["Ratna"]}],
}


def collection(folder: Path, text: str = TEXT) -> Path:
    with gzip.open(folder / "berita.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps({"id": "uji-1", "text": text}) + "\n")
    return folder


def standoff(folder: Path) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in strip_texts([ROW])), encoding="utf-8")
    return path


def test_no_word_of_the_article_is_in_the_file(tmp_path):
    path = standoff(tmp_path)
    assert is_standoff(path)
    assert "siap" not in path.read_text(encoding="utf-8")


def test_joined_with_its_collection_it_is_the_gold_that_it_was(tmp_path):
    [article] = join_texts(standoff(tmp_path), collection(tmp_path))
    assert [quote.text for quote in article.quotes] == ["Kami siap"]
    assert article.article.outlet == "uji.id"


def test_flat_gold_is_joined_with_the_text_without_its_line_breaks(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in strip_texts([{**ROW, "flat": True}])), encoding="utf-8")
    [article] = join_texts(path, collection(tmp_path, '"Kami siap,"  \n\n kata Ratna.\n'))
    assert article.text == TEXT


@pytest.mark.parametrize(("text", "what"), [("Teks lain.", "has another text"), (None, "is not in the collection")])
def test_another_text_or_none_is_refused(tmp_path, text, what):
    place = tmp_path / "koleksi"
    place.mkdir()
    if text is not None:
        collection(place, text)
    with pytest.raises(InputError, match=what):
        join_texts(standoff(tmp_path), place)


def test_without_a_collection_the_remedy_is_named(tmp_path):
    with pytest.raises(InputError, match="has no texts"):
        join_texts(standoff(tmp_path), None)
