"""The registry of a whole corpus: stored records, named by the environment variable QUOTES_RECORDS; else skipped."""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path

import pytest

from quotes.corpus.stored_records import read_records
from quotes.registry import build_registry
from quotes.registry.entries import collect_entries
from tests.registry.people import rules

RECORDS = Path(os.environ.get("QUOTES_RECORDS", "/nowhere"))

pytestmark = pytest.mark.skipif(not RECORDS.is_file(), reason="QUOTES_RECORDS names no stored records")


def test_the_order_of_a_corpus_changes_nothing_and_no_entry_is_lost():
    records = list(read_records([RECORDS]))
    found = build_registry(records, rules())
    random.Random(1).shuffle(records)
    assert build_registry(records, rules()) == found
    assert sorted(each.key for each in found.entries) == [each.key for each in collect_entries(records, rules())]
    assert max(Counter(identity.id for identity in found.identities).values()) == 1


def test_nobody_is_joined_across_clashing_fields_of_work():
    found = build_registry(read_records([RECORDS]), rules())
    assert not [join for identity in found.identities for join in identity.joins if "clashing-families" in join.doubts]
    assert all(join.score >= rules().merge for identity in found.identities for join in identity.joins)
