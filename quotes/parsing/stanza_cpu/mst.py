"""The maximum spanning tree of a sentence, for greedy heads that make no tree.

The algorithm is that of Chu and Liu (1965) and Edmonds (1967), with the steps of Stanza's implementation and its way to
a single root (Stanojević and Cohen 2021). Only the search for a cycle is replaced: it takes most of Stanza's time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from stanza.models.common.chuliu_edmonds import expand_contracted_tree, prepare_scores, process_cycle

Scores = np.ndarray[Any, np.dtype[Any]]


def find_spanning_tree(scores: Scores) -> list[int]:
    """Return the heads (0 is the root) of all words in the best tree with exactly one word below the root.

    Args:
        scores: words × heads, both with the root first.
    """
    scores = scores.astype(np.float64)
    # After this penalty no tree with two words below the root is better than one with a single word there.
    scores[:, 0] += scores[np.isfinite(scores)].min() * len(scores)
    contracted: list[tuple[Any, ...]] = []
    prepare_scores(scores)
    tree = scores.argmax(1)
    while cycle := find_cycle(tree.tolist()):
        in_cycle = np.zeros(len(tree), dtype=bool)
        in_cycle[cycle] = True
        scores, *places = process_cycle(tree, in_cycle, scores)
        contracted.append((tree, places))
        prepare_scores(scores)
        tree = scores.argmax(1)
    for expanded, places in reversed(contracted):
        tree = expand_contracted_tree(expanded, tree, *places)
    heads: list[int] = tree[1:].tolist()
    return heads


def is_tree(heads: Sequence[int]) -> bool:
    """Return whether the heads (from 1; 0 is the root) make a tree with exactly one word below the root."""
    return heads.count(0) == 1 and not find_cycle([0, *heads])


def find_cycle(heads: Sequence[int]) -> list[int]:
    """Return the words of a cycle, or nothing where there is none. The root, 0, comes first and is its own head."""
    reaches_root = {0}
    for start in range(1, len(heads)):
        path: list[int] = []
        word = start
        while word not in reaches_root:
            if word in path:
                return path[path.index(word) :]
            path.append(word)
            word = heads[word]
        reaches_root.update(path)
    return []
