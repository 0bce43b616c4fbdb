"""Ids of a long stream are remembered in little memory."""

from __future__ import annotations

import io
import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from quotes.reading import read
from quotes.reading.articles import IdTable


@given(st.lists(st.tuples(st.text(max_size=3), st.integers(0, 2**40 - 1)), max_size=50))
def test_the_table_says_what_a_dictionary_says(pairs: list[tuple[str, int]]) -> None:
    table, plain = IdTable(), dict[str, int]()
    for id_, digest in pairs:
        if id_.isprintable():
            assert table.setdefault(id_, digest) == plain.setdefault(id_, digest)


def test_the_table_grows() -> None:
    table = IdTable()
    for number in range(5_000):
        assert table.setdefault(f"a{number}", number) == number
    assert [table.setdefault(f"a{number}", 0) for number in range(5_000)] == list(range(5_000))


def test_memory_stays_nearly_flat_over_a_stream() -> None:
    line = '{"id": "artikel-%d", "text": "Harga beras naik %d kali."}\n'
    stream = io.BytesIO("".join(line % (n, n) for n in range(40_000)).encode())
    articles = read("-", stdin=stream)
    for _ in range(10_000):
        next(articles)
    tracemalloc.start()
    for _ in articles:
        pass
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert used < 30_000 * 60
