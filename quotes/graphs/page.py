"""The interactive graph page: a view as plain data (:func:`make_page_data`), in one HTML file (:func:`graph_html`).

The page draws on a canvas with the positions of :mod:`quotes.graphs.layout`, and needs neither a connection nor WebGL.
Beside the network it has the outlets as a heat table, characteristic words, time lines and all quotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote as percent

from quotes.graphs.analysis import keyness
from quotes.graphs.filters import EVERYTHING, Filter, select_quotes
from quotes.graphs.styles import NODES, Style, compute_styles, name_groups, select_drawn
from quotes.graphs.views import VIEWS, iterate_links, project, speakers_of
from quotes.html.markup import HUES, REST, anchor, article_file, asset, fill, page_texts, policy, script_data, web_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quotes.graphs.views import Projection, QuoteGraph

#: The number of quotes whose words are in a page; with more it opens slowly. Counts are of all quotes.
QUOTES = 20_000

#: The tab of the page that shows a view, and the heading.
_TABS = {"together": "network", "mentions": "network", "outlets": "outlets", "topics": "words", "quotes": "quotes"}


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
        view: ``together`` and ``mentions`` open the page at the network, ``outlets``, ``topics`` and ``quotes`` at the
            tab of that name.
        nodes: the largest number of speakers in the drawing; lists and search have all of them.
        articles: folder of article views, relative to the page, that quotes link to. Without it they link to the
            ``url`` of the article, if it has one, with a text fragment.
        title: the heading; by default it says what the view shows, in the language of the reader.

    Raises:
        UsageError: ``keep`` names a speaker who is not in the records.
    """
    data = make_page_data(quote_graph, view, keep, nodes, articles)
    scripts = [asset("quotes.html", "base.js"), asset("quotes.graphs", "graph.js")]
    return fill(
        "quotes.graphs",
        "graph.html.j2",
        title=title,
        view=view,
        data=script_data(data),
        texts=script_data(page_texts()),
        scripts=scripts,
        policy=policy(scripts),
        styles=[asset("quotes.html", "base.css"), asset("quotes.graphs", "graph.css")],
    )


def make_page_data(
    quote_graph: QuoteGraph, view: str, keep: Filter, nodes: int, articles: str | None
) -> dict[str, Any]:
    """Make the data of the page; speakers, quotes, articles and outlets refer to each other by number.

    Keys are short, as a page has tens of thousands of them: of a speaker ``n`` (name), ``k`` (kind), ``x, y, s, c``
    (place, size and community, if drawn); of a quote ``t`` (text), ``y`` (type), ``c`` (cue), ``s`` (speakers), ``a``
    (article), ``f`` (confidence), ``h`` (address); of an article ``n`` (title), ``o`` (outlets), ``d`` (day).
    """
    network = view if view in ("together", "mentions") else "together"
    quotes = sorted(select_quotes(quote_graph, keep), key=lambda quote: _recency(quote_graph, quote), reverse=True)
    drawn = select_drawn(project(quote_graph, network, keep), nodes)
    listed = QuoteTable(quote_graph, quotes, articles)
    return {
        "view": view,
        "tab": _TABS[view],
        "directed": VIEWS[network].directed,
        "whole": len(listed.speakers),
        "least": keep.min_quotes,
        "copies": quote_graph.graph["copies"],
        "palette": [hue.hex for hue in (*HUES, REST)],
        **_draw(quote_graph, drawn, network, keep, listed),
        **listed.to_data(),
        "words": _list_words(quote_graph, keep, listed),
    }


def _recency(quote_graph: QuoteGraph, quote: str) -> tuple[str, str]:
    return quote_graph.nodes[quote].get("date", ""), quote


class QuoteTable:
    """Quotes as the data of a page: with their speakers, articles and outlets, each in a list of its own.

    Args:
        quotes: the quote nodes, in the order of the page.
        articles: the folder of article views that quotes link to.
    """

    def __init__(self, quote_graph: QuoteGraph, quotes: Iterable[str], articles: str | None = None) -> None:
        self._graph, self._folder = quote_graph, articles
        self.outlets: dict[str, int] = {}
        self.articles: dict[str, int] = {}
        self.speakers: dict[str, int] = {}
        self.rows: dict[str, int] = {}
        self._quotes = [self._add(quote) for quote in quotes]
        self._about = {node: _describe_speaker(quote_graph, node) for node in self.speakers}

    def _add(self, quote: str) -> dict[str, Any]:
        said = self._graph.nodes[quote]
        article = self.articles.setdefault(f"article:{said['article']}", len(self.articles))
        speakers = [self.speakers.setdefault(node, len(self.speakers)) for node in speakers_of(self._graph, quote)]
        number = self.rows.setdefault(quote, len(self.rows))
        optional = {"c": said.get("cue"), "f": said.get("confidence"), "h": _href(quote, said, self._folder)}
        return {"t": said["text"] if number < QUOTES else None, "y": said["type"], "a": article, "s": speakers} | {
            key: value for key, value in optional.items() if value is not None
        }

    def place(self, node: str, **where: Any) -> None:
        """Add the place of a speaker in the drawing."""
        if node not in self.speakers:
            self.speakers[node] = len(self.speakers)
            self._about[node] = _describe_speaker(self._graph, node)
        self._about[node] |= where

    def to_data(self) -> dict[str, Any]:
        """Return the lists: ``speakers``, ``quotes``, ``articles``, ``outlets``."""
        articles = [self._describe_article(node) for node in self.articles]
        return {
            "speakers": [self._about[node] for node in self.speakers],
            "quotes": self._quotes,
            "articles": articles,
            "outlets": list(self.outlets),
        }

    def _describe_article(self, node: str) -> dict[str, Any]:
        about = self._graph.nodes[node]
        outlets = [self.outlets.setdefault(outlet, len(self.outlets)) for outlet in about["outlets"]]
        return {"n": about["label"], "o": outlets} | ({"d": about["date"]} if "date" in about else {})


def _describe_speaker(quote_graph: QuoteGraph, node: str) -> dict[str, Any]:
    about = quote_graph.nodes[node]
    optional = {
        "r": "; ".join(about["roles"][:3]),
        "l": "; ".join(about["aliases"][:6]),
        "b": about.get("affiliation"),
        "g": about.get("gender"),
        "w": about.get("wikidata"),
    }
    told = {key: value for key, value in optional.items() if value}
    return {"id": node, "n": about["label"], "k": about["speaker_kind"]} | told


def _draw(quote_graph: QuoteGraph, drawn: Projection, network: str, keep: Filter, listed: QuoteTable) -> dict[str, Any]:
    """Place the drawn speakers, and return their links and communities."""
    found = compute_styles(drawn, drawn)
    for node, style in found.items():
        listed.place(node, **_describe_place(style))
    bundles: dict[tuple[str, str], list[int]] = {ends: [] for ends in drawn.edges}
    for link in iterate_links(quote_graph, network, keep):
        for ends in ((link.source, link.target), (link.target, link.source)[: 0 if drawn.is_directed() else 2]):
            if ends in bundles:
                bundles[ends].append(listed.rows[link.quote])
    names = name_groups(drawn, {node: style.group for node, style in found.items()})
    return {
        "links": [[listed.speakers[a], listed.speakers[b], quotes] for (a, b), quotes in bundles.items()],
        "groups": [names[number] for number in sorted(names)],
    }


def _describe_place(style: Style) -> dict[str, Any]:
    if style.position is None:
        return {}
    return {"x": style.position[0], "y": style.position[1], "s": style.size, "c": min(style.group, len(HUES))}


def _list_words(quote_graph: QuoteGraph, keep: Filter, listed: QuoteTable) -> dict[str, list[list[Any]]]:
    """List the characteristic words of speakers and outlets: number of the speaker, word, quotes."""
    numbers = {"speaker": {node.removeprefix("speaker:"): number for node, number in listed.speakers.items()}}
    listed.to_data()  # numbers the outlets
    numbers["outlet"] = listed.outlets
    return {
        by: [
            [numbers[by][who], word, int(count), round(float(score), 1)]
            for who, word, count, score in keyness(quote_graph, keep, by)[[by, "word", "quotes", "score"]].to_numpy()
            if who in numbers[by]
        ]
        for by in ("speaker", "outlet")
    }


def _href(quote: str, said: Mapping[str, Any], articles: str | None) -> str | None:
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
