"""The best dependency tree where the greedy heads are none.

Chu and Liu (1965) and Edmonds (1967), with the steps of Stanza's implementation
and its way to a single root (Stanojević and Cohen 2021). Only the search for a
cycle is ours: Stanza's takes most of the time of the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from stanza.models.common.chuliu_edmonds import expand_contracted_tree, prepare_scores, process_cycle

Numbers = np.ndarray[Any, np.dtype[Any]]


def spanning_tree(scores: Numbers) -> list[int]:
    """The heads (0 is the root) of all words of the best tree with just one word on the root.

    Args:
        scores: words × heads, both with the root first.
    """
    scores = scores.astype(np.float64)
    # No tree with two words on the root can be better than one with a single one now.
    scores[:, 0] += scores[np.isfinite(scores)].min() * len(scores)
    contracted: list[tuple[Any, ...]] = []
    prepare_scores(scores)
    tree = scores.argmax(1)
    while cycle := a_cycle(tree.tolist()):
        inside = np.zeros(len(tree), dtype=bool)
        inside[cycle] = True
        scores, *places = process_cycle(tree, inside, scores)
        contracted.append((tree, places))
        prepare_scores(scores)
        tree = scores.argmax(1)
    for whole, places in reversed(contracted):
        tree = expand_contracted_tree(whole, tree, *places)
    heads: list[int] = tree[1:].tolist()
    return heads


def is_tree(heads: Sequence[int]) -> bool:
    """Do the heads (1-based, 0 the root) make a tree with just one word on the root?"""
    return heads.count(0) == 1 and not a_cycle([0, *heads])


def a_cycle(heads: Sequence[int]) -> list[int]:
    """The words of a cycle; empty where the heads have none. The root, 0, comes first and is its own head."""
    settled = {0}
    for start in range(1, len(heads)):
        path: list[int] = []
        here = start
        while here not in settled:
            if here in path:
                return path[path.index(here) :]
            path.append(here)
            here = heads[here]
        settled.update(path)
    return []
