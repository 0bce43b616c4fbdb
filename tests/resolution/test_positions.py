"""The index finds the spans that contain another, as a look at all of them does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quotes.records import Span
from quotes.resolution.positions import SpanIndex

SPANS = st.tuples(st.integers(0, 20), st.integers(0, 8)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(SPANS, max_size=12), SPANS)
def test_the_index_says_what_a_look_at_all_says(spans: list[Span], inner: Span) -> None:
    wanted = [span for span in spans if span.contains(inner)]
    assert sorted(SpanIndex(spans).containing(inner)) == sorted(wanted)
    assert SpanIndex(spans).covers(inner) == bool(wanted)
