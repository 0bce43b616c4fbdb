"""The settings of the desk, and what they allow."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

#: The names by which a browser on the same machine reaches the desk.
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the desk.

    Attributes:
        store: the file of the store; it is created if it does not exist.
        model, rules, speakers: as for :class:`quotes.pipeline.Extractor`.
        author: who makes the corrections, unless a correction names somebody else.
        hosts: the names that a request may have in its Host header, without the port. Any other name is refused, so
            that no page of another site can reach the desk through a name of its own (DNS rebinding).
        token: if set, every request needs it; a desk that is reached from other machines has one.
        most_bytes: the largest body of a request.
        most_articles: the largest number of articles in a request.
        most_waiting: requests for extraction that wait or run; further ones are refused until one is done.
        most_seconds: how long a request waits for its extraction.
        key: signs the tokens against forged requests; a new one for every start.
    """

    store: Path
    model: str = "id-news"
    rules: tuple[Path, ...] = ()
    speakers: Path | None = None
    author: str = ""
    hosts: tuple[str, ...] = LOOPBACK
    token: str | None = None
    most_bytes: int = 5_000_000
    most_articles: int = 200
    most_waiting: int = 16
    most_seconds: float = 120.0
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
