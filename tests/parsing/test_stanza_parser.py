"""Whether the greedy heads of a sentence make a tree, and the best tree where they do not."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quotes.parsing.stanza_cpu.parser import _HeadSlots, find_spanning_tree, is_tree


@pytest.mark.parametrize(
    "heads",
    [
        pytest.param([0], id="one word"),
        pytest.param([2, 0], id="root last"),
        pytest.param([2, 3, 4, 0], id="a chain"),
        pytest.param([0, 1, 1, 1], id="all on the first word"),
        pytest.param([3, 3, 0, 5, 3], id="branches on both sides"),
        pytest.param([4, 1, 0, 3], id="crossing arcs"),
    ],
)
def test_heads_with_one_root_and_a_path_to_it_from_every_word_are_a_tree(heads):
    assert is_tree(heads)


@pytest.mark.parametrize(
    "heads",
    [
        pytest.param([], id="no words"),
        pytest.param([2, 1], id="no root"),
        pytest.param([0, 0], id="two roots"),
        pytest.param([1, 0], id="its own head"),
        pytest.param([0, 3, 2], id="a cycle of two beside the root"),
        pytest.param([0, 3, 4, 2, 2], id="a cycle of three with a word on it"),
    ],
)
def test_heads_with_no_root_several_roots_or_a_cycle_are_not_a_tree(heads):
    assert not is_tree(heads)


@st.composite
def _heads(draw: st.DrawFn) -> list[int]:
    length = draw(st.integers(1, 8))
    return draw(st.lists(st.integers(0, length), min_size=length, max_size=length))


@settings(deadline=None)
@given(_heads())
@example([0, 1, 2, 3])
def test_is_tree_agrees_with_networkx(heads):
    graph = nx.DiGraph((head, word) for word, head in enumerate(heads, 1))
    assert is_tree(heads) == (heads.count(0) == 1 and nx.is_arborescence(graph))


@st.composite
def _scores(draw: st.DrawFn) -> np.ndarray:
    size = draw(st.integers(2, 9))
    numbers = st.floats(-20, -0.5, width=32)  # log probabilities
    return np.array(draw(st.lists(st.lists(numbers, min_size=size, max_size=size), min_size=size, max_size=size)))


@settings(deadline=None)
@given(_scores())
def test_the_spanning_tree_has_the_score_of_stanzas(scores):
    from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

    def total(heads):
        return sum(scores[word, head] for word, head in enumerate(heads, 1))

    ours, theirs = find_spanning_tree(scores), chuliu_edmonds_one_root(scores)[1:].tolist()
    assert is_tree(ours)
    assert total(ours) == pytest.approx(total(theirs))


@given(st.lists(st.integers(0, 40), min_size=1, max_size=300))
def test_every_word_has_a_slot_of_its_own_in_a_row_of_its_head(heads):
    slots = _HeadSlots(torch.tensor(heads))
    rows, width = slots.words.shape

    assert len(slots.heads) == rows
    assert rows % 128 == 0
    assert len(set(slots.of_words.tolist())) == len(heads)
    assert slots.words.flatten()[slots.of_words].tolist() == list(range(len(heads)))
    assert slots.heads[slots.of_words // width].tolist() == heads
