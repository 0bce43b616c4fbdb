"""What to keep: quotes by date, outlet, type and cue class; links by speaker and weight."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from quotes.errors import InputError
from quotes.graphs.model import nodes_of

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Filter:
    """Which quotes and links to keep; an empty field keeps all.

    Attributes:
        speakers: names, aliases or ids; kept are the links that touch one of them at either end.
        outlets: names of outlets, in any case.
        types: ``direct``, ``indirect``, ``mixed``.
        cue_classes: classes of the reporting verb, such as ``statement`` or ``denial``.
        kinds: kinds of speakers: ``person``, ``organisation``, ``group``, ``document``, ``unnamed``.
        since: first day, included. An undated article is dropped where a day is asked for.
        until: last day, included.
        min_weight: least weight of a link (see ``docs/graphs.md`` for what a view counts).
    """

    speakers: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    cue_classes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    min_weight: float = 1

    def keeps(self, quote: Mapping[str, Any]) -> bool:
        """Does a quote with these attributes stay? Speakers, kinds and weight are looked at elsewhere."""
        return (
            _among(quote.get("outlet"), self.outlets)
            and _among(quote.get("type"), self.types)
            and _among(quote.get("cue_class"), self.cue_classes)
            and self._in_time(quote.get("date"))
        )

    def _in_time(self, day: str | None) -> bool:
        if self.since is None and self.until is None:
            return True
        if day is None:
            return False
        return (self.since is None or day >= self.since.isoformat()) and (
            self.until is None or day <= self.until.isoformat()
        )


#: Keeps everything.
EVERYTHING = Filter()


def kept_quotes(model: nx.MultiDiGraph[str], keep: Filter) -> list[str]:
    """The quote nodes that ``keep`` keeps, the earliest first and the undated last."""
    quotes = [node for node in nodes_of(model, "quote") if keep.keeps(model.nodes[node])]
    return sorted(quotes, key=lambda node: model.nodes[node].get("date") or "9999")


def kept_speakers(model: nx.MultiDiGraph[str], keep: Filter) -> frozenset[str] | None:
    """The speaker nodes that ``keep`` names, None for all.

    Raises:
        InputError: nobody is called so; the message offers the nearest names.
    """
    if not keep.speakers:
        return None
    return frozenset(node for wanted in keep.speakers for node in _speakers_called(model, wanted))


def _speakers_called(model: nx.MultiDiGraph[str], wanted: str) -> list[str]:
    names = {node: model.nodes[node] for node in nodes_of(model, "speaker")}
    asked = wanted.casefold()
    full = [node for node, about in names.items() if asked in (node.casefold()[8:], about["label"].casefold())]
    if found := full or [node for node, about in names.items() if asked in map(str.casefold, about["aliases"])]:
        return found
    raise InputError(f"no speaker is called {wanted!r} in these records", hint=_nearest(wanted, names.values()))


def _nearest(wanted: str, speakers: Iterable[Mapping[str, Any]]) -> str:
    labels = sorted({about["label"] for about in speakers})
    near = [label for label in labels if wanted.casefold() in label.casefold()][:3]
    near = near or difflib.get_close_matches(wanted, labels, n=3, cutoff=0.5)
    return f"did you mean {', '.join(near)}?" if near else "quotes graph top RECORDS lists the names"


def _among(value: str | None, wanted: tuple[str, ...]) -> bool:
    return not wanted or (value is not None and value.casefold() in {one.casefold() for one in wanted})
