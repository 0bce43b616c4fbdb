"""The quotes as linked data: RDF with the terms of schema.org (https://schema.org/Quotation).

Every quote is a ``schema:Quotation`` with its words, its speaker (``schema:spokenByCharacter``),
its article (``schema:isPartOf``), those named in it (``schema:mentions``) and its place in
the article as a text position selector of the Web Annotation vocabulary (in code points).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote as percent

from quotes.graphs.files import clean
from quotes.graphs.filters import EVERYTHING, Filter
from quotes.graphs.views import links
from quotes.html.markup import web_link

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from quotes.graphs.views import Model

#: Ids become names below this one.
BASE = "urn:quotes:"
SCHEMA = "https://schema.org/"
ANNOTATION = "http://www.w3.org/ns/oa#"
WIKIDATA = "http://www.wikidata.org/entity/"

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_DATE = "http://www.w3.org/2001/XMLSchema#date"
_SPEAKERS = {"person": "Person", "organisation": "Organization", "group": "PeopleAudience", "document": "CreativeWork"}
_RELATIONS = {"mentions": "mentions", "to": "audience", "in": "isPartOf"}


def write_rdf(model: Model, path: Path, keep: Filter = EVERYTHING) -> None:
    """Turtle (``.ttl``), JSON-LD (``.jsonld``) or N-Triples (``.nt``), by the ending of ``path``."""
    from pyoxigraph import RdfFormat, serialize

    formats = {".ttl": RdfFormat.TURTLE, ".jsonld": RdfFormat.JSON_LD, ".nt": RdfFormat.N_TRIPLES}
    prefixes = {"schema": SCHEMA, "oa": ANNOTATION}
    serialize(triples(model, keep), path, formats[path.suffix.lower()], prefixes=prefixes)


def triples(model: Model, keep: Filter = EVERYTHING) -> Iterator[Triple]:
    """The quotes that ``keep`` keeps, each followed by the article, speakers and outlet that are new with it."""
    told: set[str] = set()
    for quote in dict.fromkeys(link.quote for link in links(model, "quotes", keep)):
        yield from _quote(model, quote)
        for node in _beside(model, quote):
            if node not in told:
                told.add(node)
                yield from _DESCRIBE[model.nodes[node]["kind"]](model, node)


def iri(node: str) -> str:
    """``speaker:a b`` → ``urn:quotes:speaker:a%20b``."""
    kind, _, rest = clean(node).partition(":")
    return f"{BASE}{kind}:{percent(rest, safe='')}"


def _beside(model: Model, quote: str) -> Iterator[str]:
    """All that hangs on a quote, and the outlet of its article."""
    yield from model.predecessors(quote)
    yield from model.successors(quote)
    if outlet := model.nodes[quote].get("outlet"):
        yield f"outlet:{outlet}"


def _quote(model: Model, node: str) -> Iterator[Triple]:
    said, name = model.nodes[node], iri(node)
    yield _link(name, _TYPE, f"{SCHEMA}Quotation")
    yield _text(name, "text", said["text"])
    yield _text(name, "additionalType", said["type"])
    if "cue_class" in said:
        yield _text(name, "keywords", said["cue_class"])
    for speaker in model.predecessors(node):
        yield _link(name, f"{SCHEMA}spokenByCharacter", iri(speaker))
    for _, target, relation in model.out_edges(node, keys=True):
        yield _link(name, SCHEMA + _RELATIONS[relation], iri(target))
    yield from _place(name, said["quote_start"], said["quote_end"])


def _place(name: str, start: int, end: int) -> Iterator[Triple]:
    place = f"{name}/place"
    yield _link(name, f"{ANNOTATION}hasSelector", place)
    yield _link(place, _TYPE, f"{ANNOTATION}TextPositionSelector")
    yield _literal(place, f"{ANNOTATION}start", str(start), _INTEGER)
    yield _literal(place, f"{ANNOTATION}end", str(end), _INTEGER)


def _article(model: Model, node: str) -> Iterator[Triple]:
    about, name = model.nodes[node], iri(node)
    yield _link(name, _TYPE, f"{SCHEMA}NewsArticle")
    yield _text(name, "identifier", about["article"])
    yield _text(name, "headline", about["label"])
    if "date" in about:
        yield _literal(name, f"{SCHEMA}datePublished", about["date"], _DATE)
    if address := web_link(clean(about.get("url"))):
        yield _link(name, f"{SCHEMA}url", percent(address, safe="%/:=&?~#+!$,;'@()*[]"))
    if "outlet" in about:
        yield _link(name, f"{SCHEMA}publisher", iri(f"outlet:{about['outlet']}"))


def _speaker(model: Model, node: str) -> Iterator[Triple]:
    about, name = model.nodes[node], iri(node)
    yield _link(name, _TYPE, SCHEMA + _SPEAKERS.get(about.get("speaker_kind", ""), "Thing"))
    yield _text(name, "name", about["label"])
    for term, key in (("alternateName", "aliases"), ("jobTitle", "roles")):
        for value in about.get(key, ()):
            yield _text(name, term, value)
    if "affiliation" in about:
        yield _text(name, "affiliation", about["affiliation"])
    if "wikidata" in about:
        yield _link(name, f"{SCHEMA}sameAs", WIKIDATA + percent(about["wikidata"], safe=""))


def _outlet(model: Model, node: str) -> Iterator[Triple]:
    yield _link(iri(node), _TYPE, f"{SCHEMA}NewsMediaOrganization")
    yield _text(iri(node), "name", model.nodes[node]["label"])


_DESCRIBE = {"article": _article, "speaker": _speaker, "addressee": _speaker, "outlet": _outlet}


def _link(subject: str, term: str, target: str) -> Triple:
    from pyoxigraph import NamedNode, Triple

    return Triple(NamedNode(subject), NamedNode(term), NamedNode(target))


def _text(subject: str, term: str, value: str) -> Triple:
    from pyoxigraph import Literal, NamedNode, Triple

    return Triple(NamedNode(subject), NamedNode(SCHEMA + term), Literal(clean(value)))


def _literal(subject: str, term: str, value: str, datatype: str) -> Triple:
    from pyoxigraph import Literal, NamedNode, Triple

    return Triple(NamedNode(subject), NamedNode(term), Literal(value, datatype=NamedNode(datatype)))
