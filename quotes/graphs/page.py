"""The interactive graph page: a view as plain data (:func:`page_data`), the data as one HTML file (:func:`graph_html`).

The page is drawn by cytoscape.js with the layout fcose (Balci and Dogrusoz 2022); both travel inside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote as percent

from quotes.graphs.filters import EVERYTHING, Filter
from quotes.graphs.styles import Look, cut, group_names, looks
from quotes.graphs.vendor import packages, scripts
from quotes.graphs.views import VIEWS, links, project, said_by
from quotes.html.markup import anchor, article_file, asset, fill, policy, script_data, web_link

if TYPE_CHECKING:
    from quotes.graphs.views import Model, Projection

#: Nodes in a page unless asked otherwise: what a phone still moves smoothly.
NODES = 1000
#: Quotes whose words are in a page; with more it opens slowly. The counts are of all quotes.
QUOTES = 20_000

_TITLES = {
    "quotes": "Who said what, where",
    "mentions": "Who talks about whom",
    "addressee": "Who speaks to whom",
    "together": "Who is quoted with whom",
    "outlets": "Who gets a voice in which outlet",
    "topics": "Who talks about what",
}


def graph_html(
    model: Model,
    view: str = "together",
    keep: Filter = EVERYTHING,
    nodes: int = NODES,
    articles: str | None = None,
    title: str | None = None,
) -> str:
    """A view as one HTML file that opens from disk, with no network.

    Args:
        nodes: how many nodes at most; the weightiest are drawn, and the page says what is left out.
        articles: folder of article views, relative to the page; quotes link to their place there. Without it they
            link to the ``url`` of the article, where it has one, by a text fragment.

    Raises:
        InputError: ``keep`` names a speaker whom the records do not have.
    """
    data = page_data(model, view, keep, nodes, articles)
    own = [asset("quotes.graphs", "graph.js")]
    return fill(
        "quotes.graphs",
        "graph.html.j2",
        title=title or _TITLES[view],
        data=script_data(data),
        page=data,
        scripts=[*scripts(), *own],
        policy=policy([*scripts(), *own]),
        style=asset("quotes.graphs", "graph.css"),
        libraries=[f"{package['name']} {package['version']} ({package['licence']})" for package in packages()],
    )


def page_data(model: Model, view: str, keep: Filter, nodes: int, articles: str | None) -> dict[str, Any]:
    """What the page shows, as plain data; quotes, links and nodes refer to each other by their numbers."""
    whole = project(model, view, keep)
    drawn = cut(whole, nodes)
    numbers = {node: number for number, node in enumerate(drawn)}
    bundles = _bundles(model, view, keep, drawn)
    shown = _shown_quotes(model, bundles, drawn, keep)
    rows = {quote: number for number, quote in enumerate(shown)}
    found = looks(drawn, places=False)
    groups = {node: look.group for node, look in found.items()}
    return {
        "view": view,
        "directed": VIEWS[view].directed,
        "weight": VIEWS[view].weight,
        "nodes": [_node(model, drawn, node, found[node], rows) for node in drawn],
        "links": [[numbers[a], numbers[b], [rows[quote] for quote in bundles[a, b]]] for a, b in drawn.edges],
        "quotes": [_quote(model, quote, articles, QUOTES - number) for quote, number in rows.items()],
        "groups": _groups(drawn, groups, found),
        "outlets": sorted({model.nodes[quote]["outlet"] for quote in shown if "outlet" in model.nodes[quote]}),
        "cues": sorted({model.nodes[quote]["cue_class"] for quote in shown if "cue_class" in model.nodes[quote]}),
        "drawn": [len(drawn), drawn.number_of_edges()],
        "whole": [len(whole), whole.number_of_edges()],
    }


def _bundles(model: Model, view: str, keep: Filter, drawn: Projection) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {(a, b): [] for a, b in drawn.edges}
    for link in links(model, view, keep):
        for ends in ((link.source, link.target), (link.target, link.source)[: 0 if drawn.is_directed() else 2]):
            if ends in found:
                found[ends].append(link.quote)
    return found


def _shown_quotes(
    model: Model, bundles: dict[tuple[str, str], list[str]], drawn: Projection, keep: Filter
) -> list[str]:
    """The quotes of the links and of the speakers, the newest first."""
    wanted = {quote for quotes in bundles.values() for quote in quotes}
    for node in drawn:
        if node in model and model.nodes[node]["kind"] == "speaker":
            wanted.update(quote for quote in _said(model, node) if keep.keeps(model.nodes[quote]))
    return sorted(wanted, key=lambda quote: (model.nodes[quote].get("date", ""), quote), reverse=True)


def _said(model: Model, speaker: str) -> Iterable[str]:
    return (quote for _, quote, relation in model.out_edges(speaker, keys=True) if relation == "said")


def _node(model: Model, drawn: Projection, node: str, look: Look, rows: dict[str, int]) -> dict[str, Any]:
    about = drawn.nodes[node]
    facts = ("roles", "affiliation", "speaker_kind", "date", "outlet", "wikidata")
    said = sorted(rows[quote] for quote in _said(model, node) if quote in rows) if about["kind"] == "speaker" else []
    return {
        "id": node,
        "label": about["label"],
        "kind": about["kind"],
        "group": look.group,
        "size": look.size,
        "said": said,
        **{key: about[key] for key in facts if key in about},
        **({"url": link} if (link := web_link(about.get("url"))) else {}),
    }


def _quote(model: Model, quote: str, articles: str | None, room: int) -> dict[str, Any]:
    """A quote; its words only while there is ``room`` for more."""
    said = model.nodes[quote]
    plain = {key: said[key] for key in ("type", "cue", "cue_class", "date", "outlet") if key in said}
    return plain | {
        "by": [model.nodes[speaker]["label"] for speaker in said_by(model, quote)],
        "at": [said["quote_start"], said["quote_end"]],
        "article": said["article"],
        "title": model.nodes[f"article:{said['article']}"]["label"],
        "text": said["text"] if room > 0 else None,
        "href": _href(quote, said, articles),
    }


def _href(quote: str, said: dict[str, Any], articles: str | None) -> str | None:
    """To the quote in the article view, or to its words in the article on the web (a text fragment)."""
    if articles is not None:
        folder = percent(articles.rstrip("/"))
        return f"{folder}/{article_file(said['article'])}#{anchor(quote.removeprefix('quote:'))}"
    url = web_link(said.get("url"))
    words = said["text"].split(" … ")[0].split()
    return f"{url.partition('#')[0]}#:~:text={_fragment(words)}" if url and words else url


def _fragment(words: list[str]) -> str:
    """``first words,last words``; a hyphen has a meaning there and is written ``%2D``."""
    ends = [words] if len(words) <= 8 else [words[:4], words[-4:]]
    written = (percent(" ".join(end).encode("utf-8", "replace"), safe="") for end in ends)
    return ",".join(written).replace("-", "%2D")


def _groups(drawn: Projection, groups: dict[str, int], found: dict[str, Look]) -> list[dict[str, Any]]:
    hues = {look.group: look.hue for look in found.values()}
    return [
        {
            "number": number,
            "name": name,
            "color": hues[number].hex,
            "shape": hues[number].shape,
            "glyph": hues[number].glyph,
        }
        for number, name in sorted(group_names(drawn, groups).items())
    ]
