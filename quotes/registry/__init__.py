"""Identities: who the speakers of many articles are, across articles.

A stage after :mod:`quotes.resolution`. It reads records, and changes none: what it
finds out is a :class:`Registry`, which :func:`apply` writes into records.

>>> from quotes.registry import build, load_knowledge
>>> registry = build(records, load_knowledge())           # doctest: +SKIP
>>> registry.find("Jokowi")                               # doctest: +SKIP
"""

from quotes.registry.apply import applied, recognise
from quotes.registry.build import build, decide
from quotes.registry.directory import Directory
from quotes.registry.identity import Identity, Join, Proposal, Registry
from quotes.registry.knowledge import Knowledge, load_knowledge
from quotes.registry.user_list import read_directory

__all__ = [
    "Directory",
    "Identity",
    "Join",
    "Knowledge",
    "Proposal",
    "Registry",
    "applied",
    "build",
    "decide",
    "load_knowledge",
    "read_directory",
    "recognise",
]
