"""The who-said-what graph: one ``networkx.MultiDiGraph`` of all records, which every view and question is made from.

Nodes are called ``speaker:ID``, ``quote:ID``, ``article:ID``, ``outlet:NAME`` and
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
from quotes.graphs.mentions import Mentions
from quotes.graphs.topics import topic_words
from quotes.records import Article, Quote, Record, Speaker

if TYPE_CHECKING:
    import networkx as nx

_LABEL = 48  # characters; longer labels cover their neighbours in any picture

log = logging.getLogger(__name__)


def build(records: Iterable[Record]) -> nx.MultiDiGraph[str]:
    """The graph of all ``records``. They are read one at a time, and their texts are not kept.

    An article that comes twice counts once.

    Raises:
        RecordError: two different articles have the same id.
    """
    import networkx as nx

    model: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for record in records:
        if not _seen(model, record):
            _add_record(model, record)
    log.debug("the model has %d nodes and %d edges", model.number_of_nodes(), model.number_of_edges())
    return model


def nodes_of(model: nx.MultiDiGraph[str], kind: str) -> list[str]:
    """The nodes of one kind, in the order in which they were read."""
    return [node for node, about in model.nodes(data=True) if about["kind"] == kind]


def day(written: str | None) -> str | None:
    """``2024-05-17`` of an ISO date or time; None where ``written`` is none, since a date is never guessed."""
    if not written:
        return None
    try:
        return date.fromisoformat(written.strip()[:10]).isoformat()
    except ValueError:
        log.warning("%r is no ISO date (YYYY-MM-DD): its article counts as undated", written)
        return None


def _seen(model: nx.MultiDiGraph[str], record: Record) -> bool:
    node = f"article:{record.article.id}"
    if node not in model:
        return False
    about: dict[str, Any] = model.nodes[node]
    if about["fingerprint"] != hash(record.article.text):
        raise RecordError(f"two different articles have the id {record.article.id!r}", hint="give each its own id")
    log.warning("the article %r comes twice and counts once", record.article.id)
    return True


def _add_record(model: nx.MultiDiGraph[str], record: Record) -> None:
    article = record.article
    _add_article(model, article)
    for speaker in record.speakers:
        _add_speaker(model, speaker)
    mentions = Mentions(record)
    names = {speaker.name for speaker in record.speakers}
    for quote in record.quotes:
        _add_quote(model, article, quote, names)
        _add_said(model, quote)
        _add_mentions(model, quote, mentions)
        _add_addressee(model, article, quote, mentions)


def _add_article(model: nx.MultiDiGraph[str], article: Article) -> None:
    node = f"article:{article.id}"
    about = {"date": day(article.date), "outlet": article.outlet, "url": article.url}
    label = article.title or article.id
    model.add_node(
        node, kind="article", label=label, article=article.id, fingerprint=hash(article.text), **_known(about)
    )
    if article.outlet:
        outlet = f"outlet:{article.outlet}"
        model.add_node(outlet, kind="outlet", label=article.outlet)
        model.add_edge(outlet, node, key="published")


def _add_speaker(model: nx.MultiDiGraph[str], speaker: Speaker) -> None:
    """The first name stays the label; roles and aliases of later articles are added."""
    node = f"speaker:{speaker.id}"
    known: dict[str, Any] = dict(model.nodes[node]) if node in model else {}
    about = {"affiliation": speaker.affiliation, "wikidata": speaker.external.get("wikidata")}
    known = _known(about) | known
    known.setdefault("label", speaker.name)
    known["kind"], known["speaker_kind"] = "speaker", speaker.kind
    known["roles"] = _union(known.get("roles", ()), speaker.roles)
    known["aliases"] = _union(known.get("aliases", ()), speaker.aliases)
    model.add_node(node, **known)


def _add_quote(model: nx.MultiDiGraph[str], article: Article, quote: Quote, names: Iterable[str]) -> None:
    words = quote.text
    about: dict[str, Any] = {
        "cue": quote.cue.of(article.text) if quote.cue else None,
        "cue_class": quote.cue_class,
        "rule": quote.rule,
        "confidence": None if quote.confidence is None else float(quote.confidence),
        "resolved_by": quote.resolved_by,
        "date": model.nodes[f"article:{article.id}"].get("date"),
        "outlet": article.outlet,
        "url": article.url,
    }
    start = min((span.start for span in quote.content), default=0)
    end = max((span.end for span in quote.content), default=0)
    node = f"quote:{quote.id}"
    topics = topic_words(words, names)
    model.add_node(
        node,
        kind="quote",
        label=_short(words),
        text=words,
        type=quote.type,
        article=article.id,
        quote_start=start,
        quote_end=end,
        topics=topics,
        **_known(about),
    )
    model.add_edge(node, f"article:{article.id}", key="in")


def _add_said(model: nx.MultiDiGraph[str], quote: Quote) -> None:
    """A name without an id (records of other tools) is known by itself."""
    for index, name in enumerate(quote.speakers):
        speaker_id = quote.speaker_ids[index] if index < len(quote.speaker_ids) else name
        node = f"speaker:{speaker_id}"
        if node not in model:
            model.add_node(node, kind="speaker", label=name, speaker_kind="unnamed", roles=(), aliases=())
        model.add_edge(node, f"quote:{quote.id}", key="said")


def _add_mentions(model: nx.MultiDiGraph[str], quote: Quote, mentions: Mentions) -> None:
    node = f"quote:{quote.id}"
    for mention in mentions.of(quote):
        target = f"speaker:{mention.speaker_id}"
        if model.has_edge(node, target, "mentions"):
            model.edges[node, target, "mentions"]["count"] += 1
        else:
            model.add_edge(node, target, key="mentions", count=1, start=mention.span.start, end=mention.span.end)


def _add_addressee(model: nx.MultiDiGraph[str], article: Article, quote: Quote, mentions: Mentions) -> None:
    if quote.addressee is None:
        return
    speaker_id = mentions.whom(quote.addressee)
    words = " ".join(quote.addressee.of(article.text).split())
    target = f"speaker:{speaker_id}" if speaker_id else f"addressee:{words.casefold()}"
    if target not in model:
        model.add_node(target, kind="addressee", label=words)
    model.add_edge(f"quote:{quote.id}", target, key="to", start=quote.addressee.start, end=quote.addressee.end)


def _short(words: str) -> str:
    """A quote as a label: its first words."""
    line = " ".join(words.split())
    return line if len(line) <= _LABEL else f"{line[:_LABEL].rsplit(' ', 1)[0]} …"


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _union(old: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))
