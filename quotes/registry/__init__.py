"""Identities: who the speakers of many articles are, across articles.

The stage after :mod:`quotes.resolution`. It reads records and builds a :class:`Registry`;
:func:`apply_identities` writes its ids and names into records.

>>> from quotes.registry import build_registry, load_registry_rules
>>> registry = build_registry(records, load_registry_rules())   # doctest: +SKIP
>>> registry.find("Jokowi")                                     # doctest: +SKIP
"""

from quotes.registry.apply import apply_identities, recognise_listed_speakers
from quotes.registry.build import build_from_entries, build_registry
from quotes.registry.identity import Identity, Join, Proposal, Registry
from quotes.registry.user_list import UserList
from quotes.registry.user_list_reader import read_user_list
from quotes.registry.weights import RegistryRules, load_registry_rules

__all__ = [
    "Identity",
    "Join",
    "Proposal",
    "Registry",
    "RegistryRules",
    "UserList",
    "apply_identities",
    "build_from_entries",
    "build_registry",
    "load_registry_rules",
    "read_user_list",
    "recognise_listed_speakers",
]
