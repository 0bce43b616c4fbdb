"""The interactive graph page: a view as plain data (:func:`make_page_data`), in one HTML file (:func:`graph_html`).

The page draws with cytoscape.js and the layout fcose (Balci and Dogrusoz 2022), and contains both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote as percent

from quotes.graphs.filters import EVERYTHING, Filter
from quotes.graphs.styles import Style, compute_styles, name_groups, select_heaviest
from quotes.graphs.views import VIEWS, iterate_links, project, speakers_of
from quotes.html.markup import anchor, article_file, asset, fill, policy, script_data, web_link

if TYPE_CHECKING:
    from quotes.graphs.views import Projection, QuoteGraph

#: The JavaScript libraries inside the page; ``python -m tools.vendor`` fetches them from npm.
VENDOR = Path(__file__).parent / "assets" / "vendor"
#: The default number of nodes: a phone still moves them smoothly.
NODES = 1000
#: The number of quotes whose words are in a page; with more it opens slowly. Counts are of all quotes.
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
    quote_graph: QuoteGraph,
    view: str = "together",
    keep: Filter = EVERYTHING,
    nodes: int = NODES,
    articles: str | None = None,
    title: str | None = None,
) -> str:
    """Make a view into one HTML file that works without a network.

    Args:
        nodes: the largest number of nodes; those of the greatest weight are drawn, and the page says what is left out.
        articles: folder of article views, relative to the page, that quotes link to. Without it they link to the
            ``url`` of the article, if it has one, with a text fragment.

    Raises:
        InputError: ``keep`` names a speaker who is not in the records.
    """
    data = make_page_data(quote_graph, view, keep, nodes, articles)
    own = [asset("quotes.graphs", "graph.js")]
    return fill(
        "quotes.graphs",
        "graph.html.j2",
        title=title or _TITLES[view],
        data=script_data(data),
        page=data,
        scripts=[*read_scripts(), *own],
        policy=policy([*read_scripts(), *own]),
        style=asset("quotes.graphs", "graph.css"),
        libraries=[f"{package['name']} {package['version']} ({package['licence']})" for package in list_packages()],
    )


def make_page_data(
    quote_graph: QuoteGraph, view: str, keep: Filter, nodes: int, articles: str | None
) -> dict[str, Any]:
    """Make the data of the page; quotes, links and nodes refer to each other by number."""
    whole = project(quote_graph, view, keep)
    drawn = select_heaviest(whole, nodes)
    numbers = {node: number for number, node in enumerate(drawn)}
    bundles = _quotes_of_links(quote_graph, view, keep, drawn)
    shown = _shown_quotes(quote_graph, bundles, drawn, keep)
    rows = {quote: number for number, quote in enumerate(shown)}
    found = compute_styles(drawn, with_positions=False)
    groups = {node: style.group for node, style in found.items()}
    return {
        "view": view,
        "directed": VIEWS[view].directed,
        "weight": VIEWS[view].weight,
        "nodes": [_node_data(quote_graph, drawn, node, found[node], rows) for node in drawn],
        "links": [[numbers[a], numbers[b], [rows[quote] for quote in bundles[a, b]]] for a, b in drawn.edges],
        "quotes": [_quote_data(quote_graph, quote, articles, QUOTES - number) for quote, number in rows.items()],
        "groups": _group_data(drawn, groups, found),
        "outlets": sorted(
            {quote_graph.nodes[quote]["outlet"] for quote in shown if "outlet" in quote_graph.nodes[quote]}
        ),
        "cues": sorted(
            {quote_graph.nodes[quote]["cue_class"] for quote in shown if "cue_class" in quote_graph.nodes[quote]}
        ),
        "drawn": [len(drawn), drawn.number_of_edges()],
        "whole": [len(whole), whole.number_of_edges()],
    }


def _quotes_of_links(
    quote_graph: QuoteGraph, view: str, keep: Filter, drawn: Projection
) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {(a, b): [] for a, b in drawn.edges}
    for link in iterate_links(quote_graph, view, keep):
        for ends in ((link.source, link.target), (link.target, link.source)[: 0 if drawn.is_directed() else 2]):
            if ends in found:
                found[ends].append(link.quote)
    return found


def _shown_quotes(
    quote_graph: QuoteGraph, bundles: dict[tuple[str, str], list[str]], drawn: Projection, keep: Filter
) -> list[str]:
    """List the quotes of the links and of the speakers, the newest first."""
    wanted = {quote for quotes in bundles.values() for quote in quotes}
    for node in drawn:
        if node in quote_graph and quote_graph.nodes[node]["kind"] == "speaker":
            wanted.update(quote for quote in _quotes_of(quote_graph, node) if keep.keeps(quote_graph.nodes[quote]))
    return sorted(wanted, key=lambda quote: (quote_graph.nodes[quote].get("date", ""), quote), reverse=True)


def _quotes_of(quote_graph: QuoteGraph, speaker: str) -> Iterable[str]:
    return (quote for _, quote, relation in quote_graph.out_edges(speaker, keys=True) if relation == "said")


def _node_data(
    quote_graph: QuoteGraph, drawn: Projection, node: str, style: Style, rows: dict[str, int]
) -> dict[str, Any]:
    about = drawn.nodes[node]
    facts = ("roles", "affiliation", "speaker_kind", "date", "outlet", "wikidata")
    said = (
        sorted(rows[quote] for quote in _quotes_of(quote_graph, node) if quote in rows)
        if about["kind"] == "speaker"
        else []
    )
    return {
        "id": node,
        "label": about["label"],
        "kind": about["kind"],
        "group": style.group,
        "size": style.size,
        "said": said,
        **{key: about[key] for key in facts if key in about},
        **({"url": link} if (link := web_link(about.get("url"))) else {}),
    }


def _quote_data(quote_graph: QuoteGraph, quote: str, articles: str | None, room: int) -> dict[str, Any]:
    """Make the data of a quote, with its words only if ``room`` is positive."""
    said = quote_graph.nodes[quote]
    plain = {key: said[key] for key in ("type", "cue", "cue_class", "date", "outlet") if key in said}
    return plain | {
        "by": [quote_graph.nodes[speaker]["label"] for speaker in speakers_of(quote_graph, quote)],
        "at": [said["quote_start"], said["quote_end"]],
        "article": said["article"],
        "title": quote_graph.nodes[f"article:{said['article']}"]["label"],
        "text": said["text"] if room > 0 else None,
        "href": _href(quote, said, articles),
    }


def _href(quote: str, said: dict[str, Any], articles: str | None) -> str | None:
    """Link to the quote in the article view, or to its words in the article on the web (a text fragment)."""
    if articles is not None:
        folder = percent(articles.rstrip("/"))
        return f"{folder}/{article_file(said['article'])}#{anchor(quote.removeprefix('quote:'))}"
    url = web_link(said.get("url"))
    words = said["text"].split(" … ")[0].split()
    return f"{url.partition('#')[0]}#:~:text={_fragment(words)}" if url and words else url


def _fragment(words: list[str]) -> str:
    """Make a text fragment, ``first words,last words``; a hyphen is an operator there and becomes ``%2D``."""
    ends = [words] if len(words) <= 8 else [words[:4], words[-4:]]
    written = (percent(" ".join(end).encode("utf-8", "replace"), safe="") for end in ends)
    return ",".join(written).replace("-", "%2D")


def _group_data(drawn: Projection, groups: dict[str, int], found: dict[str, Style]) -> list[dict[str, Any]]:
    hues = {style.group: style.hue for style in found.values()}
    return [
        {
            "number": number,
            "name": name,
            "color": hues[number].hex,
            "shape": hues[number].shape,
            "glyph": hues[number].glyph,
        }
        for number, name in sorted(name_groups(drawn, groups).items())
    ]


def list_packages() -> list[dict[str, str]]:
    """List the JavaScript libraries in the order in which a page loads them.

    Each has a name, version, licence, source, file and sha256.
    """
    listed: list[dict[str, str]] = json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8"))
    return listed


def read_scripts() -> list[str]:
    """Read the source code of the JavaScript libraries, in the same order."""
    return [(VENDOR / package["file"]).read_text(encoding="utf-8") for package in list_packages()]
