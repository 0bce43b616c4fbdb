"""Records of real articles are sound.

``QUOTES_CORPUS=articles.jsonl python -m pytest tests/model/test_corpus_records.py``. The articles are not part of the
project; without them the test is skipped.
"""

from __future__ import annotations

import json
import os
from itertools import islice
from pathlib import Path

import pytest

from quotes.pipeline import Extractor
from quotes.reading import read
from quotes.records import Record
from quotes.validation import check_record

CORPUS = os.environ.get("QUOTES_CORPUS", "")
ARTICLES = int(os.environ.get("QUOTES_CORPUS_ARTICLES", "500"))


@pytest.mark.skipif(not CORPUS, reason="QUOTES_CORPUS names no articles")
def test_every_record_of_the_corpus_is_sound(extractor: Extractor) -> None:
    found = [result for result in extractor.pipe(islice(read(Path(CORPUS)), ARTICLES)) if isinstance(result, Record)]
    assert found
    lines = (json.loads(json.dumps(record.to_dict())) for record in found)
    assert [(line["id"], violation.text) for line in lines for violation in check_record(line)] == []
