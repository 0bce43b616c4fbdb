"""Filters: select quotes by date, outlet, type and cue class, and links by speaker and weight."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from quotes.errors import UsageError
from quotes.graphs.quote_graph import nodes_of

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Filter:
    """Which quotes and links to keep; an empty field keeps all.

    Attributes:
        speakers: names, aliases or ids; a link is kept if one of its ends is one of them.
        outlets: names of outlets, regardless of case.
        types: ``direct``, ``indirect``, ``mixed``.
        cue_classes: classes of the reporting verb, such as ``statement`` or ``denial``.
        kinds: kinds of speakers: ``person``, ``organisation``, ``group``, ``document``, ``unnamed``.
        since: the first day. Undated articles are left out if this or ``until`` is given.
        until: the last day.
        min_weight: the smallest weight of a link (``docs/graphs.md`` says what each view counts).
        min_quotes: pages and pictures draw people and bodies with at least as many quotes; all else has everybody.
    """

    speakers: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    cue_classes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    min_weight: float = 1
    min_quotes: int = 2

    def keeps(self, quote: Mapping[str, Any]) -> bool:
        """Does a quote with these attributes pass? Speakers, kinds and weight are checked elsewhere."""
        return (
            _is_any_among(quote.get("outlets", ()), self.outlets)
            and _is_among(quote.get("type"), self.types)
            and _is_among(quote.get("cue_class"), self.cue_classes)
            and self._is_in_time(quote.get("date"))
        )

    def _is_in_time(self, day: str | None) -> bool:
        if self.since is None and self.until is None:
            return True
        if day is None:
            return False
        return (self.since is None or day >= self.since.isoformat()) and (
            self.until is None or day <= self.until.isoformat()
        )


#: Keeps everything.
EVERYTHING = Filter()


def select_quotes(quote_graph: nx.MultiDiGraph[str], keep: Filter) -> list[str]:
    """Select the quote nodes that pass, the earliest first and the undated last."""
    quotes = [node for node in nodes_of(quote_graph, "quote") if keep.keeps(quote_graph.nodes[node])]
    return sorted(quotes, key=lambda node: quote_graph.nodes[node].get("date") or "9999")


def select_speakers(quote_graph: nx.MultiDiGraph[str], keep: Filter) -> frozenset[str] | None:
    """Select the speaker nodes that ``keep`` names; None stands for all.

    Raises:
        UsageError: no speaker has the name; the message suggests similar ones.
    """
    if not keep.speakers:
        return None
    return frozenset(node for wanted in keep.speakers for node in _find_speakers(quote_graph, wanted))


def _find_speakers(quote_graph: nx.MultiDiGraph[str], wanted: str) -> list[str]:
    names = {node: quote_graph.nodes[node] for node in nodes_of(quote_graph, "speaker")}
    asked = wanted.casefold()
    full = [node for node, about in names.items() if asked in (node.casefold()[8:], about["label"].casefold())]
    if found := full or [node for node, about in names.items() if asked in map(str.casefold, about["aliases"])]:
        return found
    raise UsageError(f"no speaker is called {wanted!r} in these records", hint=_suggest_names(wanted, names.values()))


def _suggest_names(wanted: str, speakers: Iterable[Mapping[str, Any]]) -> str:
    labels = sorted({about["label"] for about in speakers})
    near = [label for label in labels if wanted.casefold() in label.casefold()][:3]
    near = near or difflib.get_close_matches(wanted, labels, n=3, cutoff=0.5)
    return f"did you mean {', '.join(near)}?" if near else "quotes graph top RECORDS lists the names"


def _is_any_among(values: Iterable[str], wanted: tuple[str, ...]) -> bool:
    return not wanted or any(_is_among(value, wanted) for value in values)


def _is_among(value: str | None, wanted: tuple[str, ...]) -> bool:
    return not wanted or (value is not None and value.casefold() in {one.casefold() for one in wanted})
