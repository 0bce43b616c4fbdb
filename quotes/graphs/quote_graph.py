"""The who-said-what graph of all records: a ``networkx.MultiDiGraph``, from which views and analyses are made.

Nodes are named ``speaker:ID``, ``quote:ID``, ``article:ID``, ``outlet:NAME`` and
``addressee:WORDS``; the key of an edge is its relation: ``said`` (speaker → quote),
``in`` (quote → article), ``published`` (outlet → article), ``mentions`` (quote → speaker)
and ``to`` (quote → speaker or addressee). The attributes are listed in ``docs/graphs.md``.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from quotes.errors import RecordError
from quotes.graphs.content import CopyFinder, MentionFinder, extract_topics
from quotes.records import Article, Quote, Record, Speaker
from quotes.text import replace_surrogates

if TYPE_CHECKING:
    import networkx as nx

_MAX_LABEL = 48  # characters; longer labels cover their neighbours

log = logging.getLogger(__name__)


def build_graph(records: Iterable[Record]) -> nx.MultiDiGraph[str]:
    """Build the graph of all records. They are read one at a time, and their texts are not kept.

    An article that comes twice counts once, and so does the same agency copy in several outlets
    (:class:`~quotes.graphs.content.CopyFinder`): its quotes belong to all of these outlets.

    Raises:
        RecordError: two different articles have the same id.
    """
    import networkx as nx

    quote_graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(copies=0)
    copies = CopyFinder()
    for record in records:
        if _is_duplicate(quote_graph, record):
            continue
        original = copies.find_original(record.article)
        if original is None:
            _add_record(quote_graph, record)
        else:
            quote_graph.graph["copies"] += 1
            _add_outlets(quote_graph, f"article:{original}", _outlets_of(record.article))
    log.debug("the graph has %d nodes and %d edges", quote_graph.number_of_nodes(), quote_graph.number_of_edges())
    return quote_graph


def nodes_of(quote_graph: nx.MultiDiGraph[str], kind: str) -> list[str]:
    """List the nodes of one kind, in the order in which they were read."""
    return [node for node, about in quote_graph.nodes(data=True) if about["kind"] == kind]


def read_day(written: str | None) -> str | None:
    """Return the day (``2024-05-17``) of an ISO date or time; None for anything else, as dates are never guessed."""
    if not written:
        return None
    try:
        return date.fromisoformat(written.strip()[:10]).isoformat()
    except ValueError:
        log.warning("%r is not an ISO date (YYYY-MM-DD): its article counts as undated", written)
        return None


def _is_duplicate(quote_graph: nx.MultiDiGraph[str], record: Record) -> bool:
    node = f"article:{record.article.id}"
    if node not in quote_graph:
        return False
    about: dict[str, Any] = quote_graph.nodes[node]
    if about["fingerprint"] != hash(record.article.text):
        raise RecordError(f"two different articles have the id {record.article.id!r}", hint="give each its own id")
    log.warning("the article %r occurs twice and counts once", record.article.id)
    return True


def _add_record(quote_graph: nx.MultiDiGraph[str], record: Record) -> None:
    article = record.article
    _add_article(quote_graph, article)
    for speaker in record.speakers:
        _add_speaker(quote_graph, speaker)
    finder = MentionFinder(record)
    names = {speaker.name for speaker in record.speakers}
    for quote in record.quotes:
        _add_quote(quote_graph, article, quote, names)
        _add_speakers_of(quote_graph, quote)
        _add_mentions(quote_graph, quote, finder)
        _add_addressee(quote_graph, article, quote, finder)


def _add_article(quote_graph: nx.MultiDiGraph[str], article: Article) -> None:
    node = f"article:{article.id}"
    about = {"date": read_day(article.date), "outlet": article.outlet, "url": article.url}
    quote_graph.add_node(
        node,
        kind="article",
        label=article.heading,
        article=article.id,
        fingerprint=hash(article.text),
        outlets=(),
        **_drop_none(about),
    )
    _add_outlets(quote_graph, node, _outlets_of(article))


def _outlets_of(article: Article) -> list[str]:
    return [*([article.outlet] if article.outlet else ()), *article.other_outlets]


def _add_outlets(quote_graph: nx.MultiDiGraph[str], node: str, outlets: Iterable[str]) -> None:
    """Add the outlets of an article, which its quotes have, too; the first is the ``outlet``."""
    about = quote_graph.nodes[node]
    about["outlets"] = _union(about["outlets"], outlets)
    for outlet in about["outlets"]:
        quote_graph.add_node(f"outlet:{outlet}", kind="outlet", label=outlet)
        quote_graph.add_edge(f"outlet:{outlet}", node, key="published")
    about |= {"outlet": about["outlets"][0]} if about["outlets"] else {}
    for quote in [quote for quote, _, relation in quote_graph.in_edges(node, keys=True) if relation == "in"]:
        quote_graph.nodes[quote].update({key: about[key] for key in ("outlet", "outlets") if key in about})


def _add_speaker(quote_graph: nx.MultiDiGraph[str], speaker: Speaker) -> None:
    """Add a speaker. The first name remains the label; roles and aliases of later articles are added."""
    node = f"speaker:{speaker.id}"
    known: dict[str, Any] = dict(quote_graph.nodes[node]) if node in quote_graph else {}
    about = {
        "affiliation": speaker.affiliation,
        "wikidata": speaker.external.get("wikidata"),
        "gender": speaker.gender,
    }
    known = _drop_none(about) | known
    known.setdefault("label", replace_surrogates(speaker.name))
    known["kind"], known["speaker_kind"] = "speaker", speaker.kind
    known["roles"] = _union(known.get("roles", ()), speaker.roles)
    known["aliases"] = _union(known.get("aliases", ()), speaker.aliases)
    quote_graph.add_node(node, **known)


def _add_quote(quote_graph: nx.MultiDiGraph[str], article: Article, quote: Quote, names: Iterable[str]) -> None:
    words = replace_surrogates(quote.text)
    about: dict[str, Any] = {
        "cue": quote.cue.of(article.text) if quote.cue else None,
        "cue_class": quote.cue_class,
        "rule": quote.rule,
        "confidence": None if quote.confidence is None else float(quote.confidence),
        "resolved_by": quote.resolved_by,
        "date": quote_graph.nodes[f"article:{article.id}"].get("date"),
        "outlet": quote_graph.nodes[f"article:{article.id}"].get("outlet"),
        "url": article.url,
        "flags": quote.flags or None,
    }
    start = min((span.start for span in quote.content), default=0)
    end = max((span.end for span in quote.content), default=0)
    node = f"quote:{quote.id}"
    topics = extract_topics(words, names)
    quote_graph.add_node(
        node,
        kind="quote",
        label=_shorten(words),
        text=words,
        type=quote.type,
        article=article.id,
        quote_start=start,
        quote_end=end,
        topics=topics,
        outlets=quote_graph.nodes[f"article:{article.id}"]["outlets"],
        **_drop_none(about),
    )
    quote_graph.add_edge(node, f"article:{article.id}", key="in")


def _add_speakers_of(quote_graph: nx.MultiDiGraph[str], quote: Quote) -> None:
    """Link a quote to its speakers. A name without an id (in records of other tools) is its own id."""
    for index, name in enumerate(quote.speakers):
        speaker_id = quote.speaker_ids[index] if index < len(quote.speaker_ids) else name
        node = f"speaker:{speaker_id}"
        if node not in quote_graph:
            quote_graph.add_node(
                node, kind="speaker", label=replace_surrogates(name), speaker_kind="unnamed", roles=(), aliases=()
            )
        quote_graph.add_edge(node, f"quote:{quote.id}", key="said")


def _add_mentions(quote_graph: nx.MultiDiGraph[str], quote: Quote, finder: MentionFinder) -> None:
    node = f"quote:{quote.id}"
    for mention in finder.find(quote):
        target = f"speaker:{mention.speaker_id}"
        if quote_graph.has_edge(node, target, "mentions"):
            quote_graph.edges[node, target, "mentions"]["count"] += 1
        else:
            quote_graph.add_edge(node, target, key="mentions", count=1, start=mention.span.start, end=mention.span.end)


def _add_addressee(quote_graph: nx.MultiDiGraph[str], article: Article, quote: Quote, finder: MentionFinder) -> None:
    if quote.addressee is None:
        return
    speaker_id = finder.find_speaker(quote.addressee)
    words = " ".join(replace_surrogates(quote.addressee.of(article.text)).split())
    target = f"speaker:{speaker_id}" if speaker_id else f"addressee:{words.casefold()}"
    if target not in quote_graph:
        quote_graph.add_node(target, kind="addressee", label=words)
    quote_graph.add_edge(f"quote:{quote.id}", target, key="to", start=quote.addressee.start, end=quote.addressee.end)


def _shorten(words: str) -> str:
    """Shorten a quote to a label: its first words."""
    line = " ".join(words.split())
    return line if len(line) <= _MAX_LABEL else f"{line[:_MAX_LABEL].rsplit(' ', 1)[0]} …"


def _drop_none(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _union(old: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))
