"""An invented record, and the browser of the tests of graphs."""

from __future__ import annotations

import pytest

from quotes.records import Candidate, Evidence, Link, Span, Trace
from tests.graphs.browsing import browser  # noqa: F401 - a fixture
from tests.graphs.graph_records import Draft


@pytest.fixture
def article():
    """Two speakers and an unknown one; the first quote has evidence."""
    cue = Trace("cue", (Span(31, 35),), "lexicon")
    evidence = Evidence((cue,), (Candidate("Ratna", "other gender"),), (Link("spoke before", "kalimat sebelumnya"),))
    draft = Draft("pasar/1", "2024-01-10", "kabarfajar.example", "https://kabarfajar.example/1")
    draft.knows("Dewi Anggraini", roles=("Wali Kota Sukamerta",))
    draft.says("Dewi Anggraini", "anggaran pasar sudah siap hari", to="wartawan", evidence=evidence)
    draft.says("Bagus Prakoso", "pembangunan belum mulai", "indirect", cue_class="denial", confidence=None)
    draft.write("Seorang warga ikut bicara. ")
    draft.says("warga", "kami menunggu", "mixed", speakers=(), speaker_ids=(), flags=("anonymous-source",))
    draft.says("Dewi Anggraini", "bulan depan dimulai")
    return draft.record()
