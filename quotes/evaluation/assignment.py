"""The assignment problem: the pairing with the largest total weight (Kuhn 1955, "The Hungarian method").

This is the O(n³) variant with potentials and shortest augmenting paths of the reference scorer of the project's gold
data. It breaks ties in the same way, so that the figures agree to the last digit. SciPy's ``linear_sum_assignment``
does the same, but is a large dependency for thirty lines.
"""

from __future__ import annotations

from collections.abc import Sequence

_INFINITE = float("inf")


def assign(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return pairs ``(row, column)`` with the largest sum of ``weights``; no row or column is in two pairs."""
    rows, columns = len(weights), len(weights[0]) if weights else 0
    if not rows or not columns:
        return []
    size = max(rows, columns)
    cost = [[-weights[i][j] if i < rows and j < columns else 0.0 for j in range(size)] for i in range(size)]
    owner = _solve(cost)
    pairs = [(owner[j] - 1, j - 1) for j in range(1, size + 1)]
    return [(row, column) for row, column in pairs if row < rows and column < columns]


def _solve(cost: list[list[float]]) -> list[int]:
    """Return the row (from 1) assigned to each column (from 1) of a square matrix at the least total cost."""
    size = len(cost)
    row_price, column_price = [0.0] * (size + 1), [0.0] * (size + 1)
    owner = [0] * (size + 1)
    for row in range(1, size + 1):
        owner[0] = row
        end, came_from = _cheapest_path(cost, owner, row_price, column_price)
        while end:
            owner[end] = owner[came_from[end]]
            end = came_from[end]
    return owner


def _cheapest_path(
    cost: list[list[float]], owner: list[int], row_price: list[float], column_price: list[float]
) -> tuple[int, list[int]]:
    """Grow a tree of tight edges from column 0 to a column without owner, and adjust the prices (potentials)."""
    size = len(cost)
    slack, came_from, used = [_INFINITE] * (size + 1), [0] * (size + 1), [False] * (size + 1)
    at = 0
    while True:
        used[at] = True
        row, step, nearest = owner[at], _INFINITE, 0
        for j in range(1, size + 1):
            if used[j]:
                continue
            reduced = cost[row - 1][j - 1] - row_price[row] - column_price[j]
            if reduced < slack[j]:
                slack[j], came_from[j] = reduced, at
            if slack[j] < step:
                step, nearest = slack[j], j
        for j in range(size + 1):
            if used[j]:
                row_price[owner[j]] += step
                column_price[j] -= step
            else:
                slack[j] -= step
        at = nearest
        if owner[at] == 0:
            return at, came_from
