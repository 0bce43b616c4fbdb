"""Analyses of the graph as tables: one ``pandas.DataFrame`` each, the best row first.

All functions take a graph of :func:`quotes.graphs.build_graph` and a :class:`~quotes.graphs.Filter`.
A table without rows still has its columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from quotes.errors import UsageError
from quotes.graphs.content import find_characteristic_words
from quotes.graphs.filters import EVERYTHING, Filter, select_quotes, select_speakers
from quotes.graphs.views import project, speakers_of

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from quotes.graphs.views import QuoteGraph

Period = Literal["day", "week", "month", "year"]
_PANDAS_PERIOD = {"day": "D", "week": "W-SUN", "month": "M", "year": "Y"}
_ROW = ("quote", "speaker", "name", "kind", "article", "outlet", "outlets", "date", "type", "cue_class")

#: Betweenness is exact up to this many speakers; for more it is estimated from as many pivots (Brandes, Pich 2007).
PIVOTS = 300


def quote_table(quote_graph: QuoteGraph, keep: Filter = EVERYTHING) -> pd.DataFrame:
    """List one row for each quote and speaker, which the other tables count.

    ``date`` is a pandas timestamp, and ``outlets`` a tuple: where the same agency copy was printed, too.

    Raises:
        UsageError: ``keep`` names a speaker who is not in the records. All functions of this module raise it.
    """
    import pandas as pd

    wanted = select_speakers(quote_graph, keep)
    rows = [
        _make_row(quote_graph, quote, speaker)
        for quote in select_quotes(quote_graph, keep)
        for speaker in speakers_of(quote_graph, quote)
        if wanted is None or speaker in wanted
    ]
    table = pd.DataFrame(rows, columns=list(_ROW))
    table["date"] = pd.to_datetime(table["date"])
    return table[table["kind"].isin(keep.kinds)] if keep.kinds else table


def _make_row(quote_graph: QuoteGraph, quote: str, speaker: str) -> tuple[str | None, ...]:
    said, who = quote_graph.nodes[quote], quote_graph.nodes[speaker]
    rest = (said["article"], said.get("outlet"), said["outlets"], said.get("date"), said["type"], said.get("cue_class"))
    return (quote.removeprefix("quote:"), speaker.removeprefix("speaker:"), who["label"], who["speaker_kind"], *rest)


def top(quote_graph: QuoteGraph, keep: Filter = EVERYTHING) -> pd.DataFrame:
    """Rank the speakers by their quotes.

    Columns: speaker, name, kind, quotes, direct, indirect, mixed, articles, outlets, first, last.
    """
    table = quote_table(quote_graph, keep)
    for name in ("direct", "indirect", "mixed"):
        table[name] = (table["type"] == name).astype("int64")
    found = table.groupby(["speaker", "name", "kind"], as_index=False).agg(
        quotes=("quote", "count"),
        direct=("direct", "sum"),
        indirect=("indirect", "sum"),
        mixed=("mixed", "sum"),
        articles=("article", "nunique"),
        outlets=("outlets", lambda lists: len({outlet for outlets in lists for outlet in outlets})),
        first=("date", "min"),
        last=("date", "max"),
    )
    return _rank(found[found["quotes"] >= keep.min_weight], "quotes")


def share(quote_graph: QuoteGraph, keep: Filter = EVERYTHING) -> pd.DataFrame:
    """Compute the share of voice: a speaker's share of the attributed quotes of an outlet.

    A quote of two speakers counts for both. Shares refer to all quotes that pass ``keep``,
    regardless of the speakers that it names. Columns: outlet, speaker, name, quotes, share (0 to 1).
    """
    everybody = _one_row_an_outlet(quote_table(quote_graph, _without_speakers(keep)), keep)
    found = everybody.groupby(["outlet", "speaker", "name"], as_index=False).agg(quotes=("quote", "count"))
    found["share"] = found["quotes"] / found.groupby("outlet")["quotes"].transform("sum")
    found = _only_speakers(quote_graph, found, keep)
    found = found[found["quotes"] >= keep.min_weight]
    return found.sort_values(["outlet", "quotes", "name"], ascending=[True, False, True], ignore_index=True)


def _one_row_an_outlet(table: pd.DataFrame, keep: Filter) -> pd.DataFrame:
    """Repeat the rows of quotes for each of their outlets: each has printed them."""
    wanted = {outlet.casefold() for outlet in keep.outlets}
    rows = table.assign(outlet=table["outlets"]).explode("outlet", ignore_index=True).dropna(subset=["outlet"])
    return rows[rows["outlet"].str.casefold().isin(wanted)] if wanted else rows


def heat_table(quote_graph: QuoteGraph, keep: Filter = EVERYTHING, most: int = 40) -> pd.DataFrame:
    """Count quotes by speaker (rows, the ``most`` quoted) and outlet (columns, the largest first)."""
    import pandas as pd

    rows = _one_row_an_outlet(quote_table(quote_graph, keep), keep)
    if rows.empty:
        return pd.DataFrame(columns=["speaker", "name"])
    names = rows.drop_duplicates("speaker").set_index("speaker")["name"]
    counts = pd.crosstab(rows["speaker"], rows["outlet"])
    counts = counts[counts.sum().sort_values(ascending=False, kind="stable").index]
    ranked = counts.assign(total=counts.sum(axis=1), name=names).sort_values(["total", "name"], ascending=[False, True])
    counts = counts.loc[ranked.index[:most]]
    counts.insert(0, "name", names[counts.index])
    return counts.rename_axis(columns=None).reset_index()


def keyness(
    quote_graph: QuoteGraph, keep: Filter = EVERYTHING, by: Literal["speaker", "outlet"] = "speaker", most: int = 8
) -> pd.DataFrame:
    """Find the words that a speaker or outlet uses more than all others: see ``find_characteristic_words``.

    Args:
        by: whose words.
        most: how many words of each.

    Columns: speaker and name, or outlet; word, quotes (that have it), score (the z-score).
    """
    import pandas as pd

    about = ["speaker", "name"] if by == "speaker" else ["outlet"]
    table = quote_table(quote_graph, _without_speakers(keep))
    rows = table if by == "speaker" else _one_row_an_outlet(table, keep)
    topics = [quote_graph.nodes[f"quote:{quote}"]["topics"] for quote in rows["quote"]]
    found = find_characteristic_words(zip(rows[by], topics, strict=True), most)
    columns = [by, "word", "quotes", "score"]
    words = pd.DataFrame([(who, *each) for who, listed in found.items() for each in listed], columns=columns)
    if by == "speaker":
        words = _only_speakers(quote_graph, words, keep)
        words.insert(1, "name", words["speaker"].map(rows.drop_duplicates("speaker").set_index("speaker")["name"]))
    return words.sort_values([about[0], "score"], ascending=[True, False], kind="stable", ignore_index=True)


def pairs(quote_graph: QuoteGraph, keep: Filter = EVERYTHING) -> pd.DataFrame:
    """List who talks about whom: speakers, and the speakers that they mention inside their quotes.

    Columns: speaker, about (names), quotes, articles, sample, article, start, end.
    """
    import pandas as pd

    graph = project(quote_graph, "mentions", keep)
    columns = ["speaker", "about", "quotes", "articles", "sample", "article", "start", "end"]
    keys = ("weight", "articles", "sample", "sample_article", "sample_start", "sample_end")
    rows = [
        (graph.nodes[who]["label"], graph.nodes[whom]["label"], *(link[key] for key in keys))
        for who, whom, link in graph.edges(data=True)
    ]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["quotes", "speaker", "about"], ascending=[False, True, True], ignore_index=True)


def communities(quote_graph: QuoteGraph, keep: Filter = EVERYTHING, view: str = "together") -> pd.DataFrame:
    """Find groups of speakers who are linked more with each other than with others (Louvain, Blondel et al. 2008).

    The seed is fixed: the same records give the same groups. Columns: community (1 is the largest),
    size, speaker, name, links (summed weight of the speaker's links in the view).
    """
    import pandas as pd

    graph = _linked(project(quote_graph, view, keep))
    weights = dict(graph.degree(weight="weight"))
    rows = [
        (number, len(group), node.partition(":")[2], graph.nodes[node]["label"], weights[node])
        for number, group in enumerate(find_communities(graph), 1)
        for node in sorted(group, key=lambda node: (-weights[node], node))
    ]
    return pd.DataFrame(rows, columns=["community", "size", "speaker", "name", "links"])


def _linked(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return the part of a view that has links, without their direction."""
    return graph.subgraph([node for node in graph if graph.degree(node)]).to_undirected()


def find_communities(graph: nx.Graph[str]) -> list[set[str]]:
    """Find the communities of an undirected graph, the largest first."""
    import networkx as nx

    found = nx.community.louvain_communities(graph, weight="weight", seed=0) if graph else []
    return sorted(found, key=lambda group: (-len(group), min(group)))


def brokers(quote_graph: QuoteGraph, keep: Filter = EVERYTHING, view: str = "together") -> pd.DataFrame:
    """Rank the speakers between groups: betweenness (Freeman 1977), and the number of communities of their neighbours.

    Columns: speaker, name, betweenness (0 to 1), communities, neighbours.
    """
    import networkx as nx
    import pandas as pd

    graph = _linked(project(quote_graph, view, keep))
    pivots = PIVOTS if len(graph) > PIVOTS else None
    between = nx.betweenness_centrality(graph, k=pivots, seed=0) if graph else {}
    community = {node: number for number, group in enumerate(find_communities(graph)) for node in group}
    rows = [
        (
            node.partition(":")[2],
            graph.nodes[node]["label"],
            between[node],
            len({community[other] for other in graph[node]}),
            len(graph[node]),
        )
        for node in graph
    ]
    columns = ["speaker", "name", "betweenness", "communities", "neighbours"]
    return _rank(pd.DataFrame(rows, columns=columns), "betweenness")


def timeline(
    quote_graph: QuoteGraph,
    keep: Filter = EVERYTHING,
    every: Period = "month",
    window: int = 1,
    most: int = 10,
    *,
    zeros: bool = False,
) -> pd.DataFrame:
    """Count the quotes of speakers by period.

    Args:
        every: the length of a period.
        window: how many periods a row sums up, its own being the last: 3 with ``month`` is a rolling quarter.
        most: how many of the most quoted speakers, if ``keep`` names none.
        zeros: give rows with 0 to the periods in which a speaker is not quoted, too.

    Columns: period (its first day), speaker, name, quotes, share (of all quotes of the window). Undated articles do
    not count.

    Raises:
        UsageError: ``window`` is less than 1.
    """
    import pandas as pd

    if window < 1:
        raise UsageError(f"a window of {window} periods is empty", hint="use 1 or more")
    everybody = quote_table(quote_graph, _without_speakers(keep)).dropna(subset=["date"])
    columns = ["period", "speaker", "name", "quotes", "share"]
    if everybody.empty:
        return pd.DataFrame(columns=columns)
    everybody["period"] = everybody["date"].dt.to_period(_PANDAS_PERIOD[every])
    counts = _count_by_period(everybody).rolling(window, min_periods=1).sum()
    shares = counts.div(counts.sum(axis=1), axis=0).fillna(0.0)
    names = _only_speakers(quote_graph, everybody[["speaker", "name"]].drop_duplicates("speaker"), keep)
    ranked = counts[names["speaker"]].sum().sort_values(ascending=False, kind="stable")
    chosen = list(ranked.index if keep.speakers else ranked.index[:most])
    long = _to_rows(counts[chosen], "quotes").astype({"quotes": "int64"})
    long["share"] = _to_rows(shares[chosen], "share")["share"]
    long["name"] = long["speaker"].map(names.set_index("speaker")["name"])
    long["period"] = long["period"].dt.start_time
    return long[columns] if zeros else long.loc[long["quotes"] > 0, columns].reset_index(drop=True)


def _count_by_period(table: pd.DataFrame) -> pd.DataFrame:
    """Count quotes by period and speaker, without gaps between periods."""
    import pandas as pd

    counts = pd.crosstab(table["period"], table["speaker"])
    every = pd.period_range(counts.index.min(), counts.index.max(), freq=table["period"].dt.freq, name="period")
    return counts.reindex(every, fill_value=0)


def _to_rows(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Convert a table of periods and speakers to one row for each pair, sorted by period."""
    return table.reset_index().melt("period", var_name="speaker", value_name=name).sort_values("period", kind="stable")


def _without_speakers(keep: Filter) -> Filter:
    from dataclasses import replace

    return replace(keep, speakers=())


def _only_speakers(quote_graph: QuoteGraph, table: pd.DataFrame, keep: Filter) -> pd.DataFrame:
    wanted = select_speakers(quote_graph, keep)
    if wanted is None:
        return table
    return table[table["speaker"].isin([node.removeprefix("speaker:") for node in wanted])]


def _rank(table: pd.DataFrame, by: str) -> pd.DataFrame:
    return table.sort_values([by, "name"], ascending=[False, True], ignore_index=True)
