"""Write quotes as linked data: RDF with the terms of schema.org (https://schema.org/Quotation).

Every quote is a ``schema:Quotation`` with its words, its speaker (``schema:spokenByCharacter``),
its article (``schema:isPartOf``), the speakers it mentions (``schema:mentions``) and its position
in the article as a text position selector of the Web Annotation vocabulary (in code points).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote as percent

from quotes.errors import MissingExtraError
from quotes.graphs.files import clean_value
from quotes.graphs.filters import EVERYTHING, Filter
from quotes.graphs.views import iterate_links
from quotes.html.markup import web_link

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from quotes.graphs.views import QuoteGraph

#: The prefix of all ids.
BASE = "urn:quotes:"
SCHEMA = "https://schema.org/"
ANNOTATION = "http://www.w3.org/ns/oa#"
WIKIDATA = "http://www.wikidata.org/entity/"

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_DATE = "http://www.w3.org/2001/XMLSchema#date"
_SPEAKERS = {"person": "Person", "organisation": "Organization", "group": "PeopleAudience", "document": "CreativeWork"}
_RELATIONS = {"mentions": "mentions", "to": "audience", "in": "isPartOf"}


def write_rdf(quote_graph: QuoteGraph, path: Path, keep: Filter = EVERYTHING) -> None:
    """Write Turtle (``.ttl``), JSON-LD (``.jsonld``) or N-Triples (``.nt``), by the ending of ``path``.

    Raises:
        MissingExtraError: pyoxigraph is not installed.
    """
    try:
        from pyoxigraph import RdfFormat, serialize
    except ImportError as missing:
        raise MissingExtraError("RDF files", "rdf") from missing

    formats = {".ttl": RdfFormat.TURTLE, ".jsonld": RdfFormat.JSON_LD, ".nt": RdfFormat.N_TRIPLES}
    prefixes = {"schema": SCHEMA, "oa": ANNOTATION}
    serialize(make_triples(quote_graph, keep), path, formats[path.suffix.lower()], prefixes=prefixes)


def make_triples(quote_graph: QuoteGraph, keep: Filter = EVERYTHING) -> Iterator[Triple]:
    """Yield the quotes that pass ``keep``, each followed by its article, speakers and outlet if they are new."""
    described: set[str] = set()
    for quote in dict.fromkeys(link.quote for link in iterate_links(quote_graph, "quotes", keep)):
        yield from _describe_quote(quote_graph, quote)
        for node in _neighbours(quote_graph, quote):
            if node not in described:
                described.add(node)
                yield from _DESCRIBE[quote_graph.nodes[node]["kind"]](quote_graph, node)


def make_iri(node: str) -> str:
    """Make the IRI of a node: ``speaker:a b`` → ``urn:quotes:speaker:a%20b``."""
    kind, _, rest = clean_value(node).partition(":")
    return f"{BASE}{kind}:{percent(rest, safe='')}"


def _neighbours(quote_graph: QuoteGraph, quote: str) -> Iterator[str]:
    """Yield the neighbours of a quote, and the outlet of its article."""
    yield from quote_graph.predecessors(quote)
    yield from quote_graph.successors(quote)
    if outlet := quote_graph.nodes[quote].get("outlet"):
        yield f"outlet:{outlet}"


def _describe_quote(quote_graph: QuoteGraph, node: str) -> Iterator[Triple]:
    said, name = quote_graph.nodes[node], make_iri(node)
    yield _link_triple(name, _TYPE, f"{SCHEMA}Quotation")
    yield _text_triple(name, "text", said["text"])
    yield _text_triple(name, "additionalType", said["type"])
    if "cue_class" in said:
        yield _text_triple(name, "keywords", said["cue_class"])
    for speaker in quote_graph.predecessors(node):
        yield _link_triple(name, f"{SCHEMA}spokenByCharacter", make_iri(speaker))
    for _, target, relation in quote_graph.out_edges(node, keys=True):
        yield _link_triple(name, SCHEMA + _RELATIONS[relation], make_iri(target))
    yield from _describe_position(name, said["quote_start"], said["quote_end"])


def _describe_position(name: str, start: int, end: int) -> Iterator[Triple]:
    place = f"{name}/place"
    yield _link_triple(name, f"{ANNOTATION}hasSelector", place)
    yield _link_triple(place, _TYPE, f"{ANNOTATION}TextPositionSelector")
    yield _literal_triple(place, f"{ANNOTATION}start", str(start), _INTEGER)
    yield _literal_triple(place, f"{ANNOTATION}end", str(end), _INTEGER)


def _describe_article(quote_graph: QuoteGraph, node: str) -> Iterator[Triple]:
    about, name = quote_graph.nodes[node], make_iri(node)
    yield _link_triple(name, _TYPE, f"{SCHEMA}NewsArticle")
    yield _text_triple(name, "identifier", about["article"])
    yield _text_triple(name, "headline", about["label"])
    if "date" in about:
        yield _literal_triple(name, f"{SCHEMA}datePublished", about["date"], _DATE)
    if address := web_link(clean_value(about.get("url"))):
        yield _link_triple(name, f"{SCHEMA}url", percent(address, safe="%/:=&?~#+!$,;'@()*[]"))
    if "outlet" in about:
        yield _link_triple(name, f"{SCHEMA}publisher", make_iri(f"outlet:{about['outlet']}"))


def _describe_speaker(quote_graph: QuoteGraph, node: str) -> Iterator[Triple]:
    about, name = quote_graph.nodes[node], make_iri(node)
    yield _link_triple(name, _TYPE, SCHEMA + _SPEAKERS.get(about.get("speaker_kind", ""), "Thing"))
    yield _text_triple(name, "name", about["label"])
    for term, key in (("alternateName", "aliases"), ("jobTitle", "roles")):
        for value in about.get(key, ()):
            yield _text_triple(name, term, value)
    if "affiliation" in about:
        yield _text_triple(name, "affiliation", about["affiliation"])
    if "wikidata" in about:
        yield _link_triple(name, f"{SCHEMA}sameAs", WIKIDATA + percent(about["wikidata"], safe=""))


def _describe_outlet(quote_graph: QuoteGraph, node: str) -> Iterator[Triple]:
    yield _link_triple(make_iri(node), _TYPE, f"{SCHEMA}NewsMediaOrganization")
    yield _text_triple(make_iri(node), "name", quote_graph.nodes[node]["label"])


_DESCRIBE = {
    "article": _describe_article,
    "speaker": _describe_speaker,
    "addressee": _describe_speaker,
    "outlet": _describe_outlet,
}


def _link_triple(subject: str, term: str, target: str) -> Triple:
    from pyoxigraph import NamedNode, Triple

    return Triple(NamedNode(subject), NamedNode(term), NamedNode(target))


def _text_triple(subject: str, term: str, value: str) -> Triple:
    from pyoxigraph import Literal, NamedNode, Triple

    return Triple(NamedNode(subject), NamedNode(SCHEMA + term), Literal(clean_value(value)))


def _literal_triple(subject: str, term: str, value: str, datatype: str) -> Triple:
    from pyoxigraph import Literal, NamedNode, Triple

    return Triple(NamedNode(subject), NamedNode(term), Literal(value, datatype=NamedNode(datatype)))
