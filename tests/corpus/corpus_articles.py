"""Articles about invented people, for stores."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
Articles = Callable[..., str]


def text(number: int, name: str = "Sri Lestari") -> str:
    return f'"Panen ke-{number} baik," kata {name} di pasar. "Harga tetap," tulis {name}.'
