"""The report: one page that a newsroom can send round, with who is quoted, where, when and how sure that is.

Every figure is counted over quotes that the page holds, and opens them. A figure is a value with the conditions that
its quotes meet (:class:`Figure`), which the script of the page applies.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quotes.graphs.filters import EVERYTHING, Filter, select_quotes
from quotes.graphs.page import QuoteTable
from quotes.html.markup import asset, fill, page_texts, policy, script_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quotes.graphs.views import QuoteGraph

#: How many speakers the tables list.
SPEAKERS = 20
#: How many outlets and speakers the heat table has.
HEAT_OUTLETS, HEAT_SPEAKERS = 12, 15
#: The bands of confidence, each from its share upwards.
BANDS = (0.9, 0.75, 0.5, 0.0)
#: Whose part of all quotes shows how concentrated they are.
TOPS = (1, 5, 10, 50, 100)
_KINDS = ("person", "organisation", "group", "document", "unnamed")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the report: ``value``, of ``whole`` if it is a share, and the conditions that its quotes meet.

    Conditions have the keys ``s`` (speakers), ``o`` (outlet), ``m`` (month), ``k`` (kind of speaker), ``g`` (gender),
    ``b`` (band of confidence), ``n`` (nobody named) and ``y`` (type).
    """

    value: int
    pick: Mapping[str, Any] = field(default_factory=dict)
    whole: int | None = None

    @property
    def share(self) -> float:
        return self.value / self.whole if self.whole else 0.0

    @property
    def conditions(self) -> str:
        return json.dumps(dict(self.pick), separators=(",", ":"))


def report_html(
    quote_graph: QuoteGraph, keep: Filter = EVERYTHING, title: str | None = None, articles: str | None = None
) -> str:
    """Make the report of the quotes that pass ``keep`` as one HTML file that works without a network.

    Args:
        title: the heading; by default it says that this is a report, in the language of the reader.
        articles: folder of article views, relative to the page, that quotes link to.

    Raises:
        UsageError: ``keep`` names a speaker who is not in the records.
    """
    quotes = sorted(select_quotes(quote_graph, keep), key=lambda quote: _recency(quote_graph, quote), reverse=True)
    table = QuoteTable(quote_graph, quotes, articles)
    data = table.to_data()
    scripts = [asset("quotes.html", "base.js"), asset("quotes.graphs", "report.js")]
    return fill(
        "quotes.graphs",
        "report.html.j2",
        title=title,
        report=make_report(data),
        copies=quote_graph.graph["copies"],
        data=script_data(data),
        texts=script_data(page_texts()),
        scripts=scripts,
        policy=policy(scripts),
        styles=[asset("quotes.html", "base.css"), asset("quotes.graphs", "report.css")],
    )


def _recency(quote_graph: QuoteGraph, quote: str) -> tuple[str, str]:
    return quote_graph.nodes[quote].get("date", ""), quote


def make_report(data: Mapping[str, Any]) -> dict[str, Any]:
    """Count what the report shows, from the data of a page (:meth:`quotes.graphs.page.QuoteTable.to_data`)."""
    count = _Counts(data)
    return {
        "quotes": len(data["quotes"]),
        "articles": len(data["articles"]),
        "speakers": len(data["speakers"]),
        "outlets": len(data["outlets"]),
        "period": count.period(),
        "people": count.most_quoted(),
        "by_outlet": count.by_outlet(),
        "heat": count.heat(),
        "months": count.by_month(),
        "tops": count.concentration(),
        "half": count.speakers_of_half(),
        "named": count.named(),
        "unnamed": count.unnamed(),
        "gender": count.gender(),
        "sure": count.confidence(),
        "types": count.types(),
    }


class _Counts:
    """The counts of a report over the quotes of a page."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._speakers: Sequence[Mapping[str, Any]] = data["speakers"]
        self._articles: Sequence[Mapping[str, Any]] = data["articles"]
        self._outlets: Sequence[str] = data["outlets"]
        self._quotes: Sequence[Mapping[str, Any]] = data["quotes"]
        self._total = len(self._quotes)
        self._said = Counter(speaker for quote in self._quotes for speaker in quote["s"])
        self._ranked = sorted(self._said, key=lambda speaker: (-self._said[speaker], self._speakers[speaker]["n"]))

    def period(self) -> tuple[str, str] | None:
        days = sorted(article["d"] for article in self._articles if "d" in article)
        return (days[0], days[-1]) if days else None

    def most_quoted(self) -> list[dict[str, Any]]:
        articles, outlets = self._places()
        rows = []
        for speaker in self._ranked[:SPEAKERS]:
            about = self._speakers[speaker]
            rows.append(
                {
                    "name": about["n"],
                    "about": about.get("r") or about["k"],
                    "quotes": Figure(self._said[speaker], {"s": [speaker]}, self._total),
                    "articles": len(articles[speaker]),
                    "outlets": len(outlets[speaker]),
                    "line": self._line({"s": [speaker]}, [q for q in self._quotes if speaker in q["s"]]),
                }
            )
        return rows

    def _places(self) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
        articles: dict[int, set[int]] = {}
        outlets: dict[int, set[int]] = {}
        for quote in self._quotes:
            for speaker in quote["s"]:
                articles.setdefault(speaker, set()).add(quote["a"])
                outlets.setdefault(speaker, set()).update(self._articles[quote["a"]]["o"])
        return articles, outlets

    def by_outlet(self) -> list[dict[str, Any]]:
        rows = []
        found: dict[int, list[Mapping[str, Any]]] = {}
        for quote in self._quotes:
            for number in self._articles[quote["a"]]["o"]:
                found.setdefault(number, []).append(quote)
        for number, quotes in found.items():
            name = self._outlets[number]
            said = Counter(speaker for quote in quotes for speaker in quote["s"])
            top = sorted(said, key=lambda speaker: (-said[speaker], self._speakers[speaker]["n"]))[:3]
            here = {"o": number}
            count = len(quotes)
            rows.append(
                {
                    "name": name,
                    "articles": len({quote["a"] for quote in quotes}),
                    "quotes": Figure(count, here),
                    "direct": Figure(sum(q["y"] == "direct" for q in quotes), here | {"y": "direct"}, count),
                    "unnamed": Figure(sum(map(self._is_unnamed, quotes)), here | {"n": 1}, count),
                    "top": [(self._speakers[s]["n"], Figure(said[s], here | {"s": [s]})) for s in top],
                }
            )
        return sorted(rows, key=lambda row: (-row["quotes"].value, row["name"]))

    def heat(self) -> dict[str, Any]:
        """Count the quotes of the most quoted in the largest outlets; ``strength`` is the shade, from 0 to 1."""
        cells = Counter(
            (speaker, outlet)
            for quote in self._quotes
            for speaker in quote["s"]
            for outlet in self._articles[quote["a"]]["o"]
        )
        sizes = Counter(outlet for quote in self._quotes for outlet in self._articles[quote["a"]]["o"])
        outlets = [outlet for outlet, _ in sizes.most_common(HEAT_OUTLETS)]
        people = self._ranked[:HEAT_SPEAKERS]
        most = max((cells[speaker, outlet] for speaker in people for outlet in outlets), default=0) or 1
        rows = [
            (
                self._speakers[speaker]["n"],
                [
                    (
                        Figure(cells[speaker, outlet], {"s": [speaker], "o": outlet}),
                        (cells[speaker, outlet] / most) ** 0.5,
                    )
                    for outlet in outlets
                ],
            )
            for speaker in people
        ]
        return {"outlets": [self._outlets[outlet] for outlet in outlets], "rows": rows}

    def by_month(self) -> list[tuple[str, Figure, float]]:
        """Count by month, without gaps between months: the month, its quotes, and their part of the highest."""
        return self._line({}, self._quotes)

    def _line(self, pick: Mapping[str, Any], quotes: Iterable[Mapping[str, Any]]) -> list[tuple[str, Figure, float]]:
        period = self.period()
        if period is None:
            return []
        counts = Counter(self._articles[quote["a"]].get("d", "")[:7] for quote in quotes)
        months = _list_months(period[0][:7], period[1][:7])
        most = max(counts[month] for month in months) or 1
        return [(month, Figure(counts[month], {**pick, "m": month}), counts[month] / most) for month in months]

    def concentration(self) -> list[tuple[int, Figure]]:
        """Count the quotes by at least one of the 1, 5, 10, … most quoted."""
        found = []
        for top in TOPS:
            chosen = set(self._ranked[:top])
            if top == 1 or len(self._ranked) >= top:
                said = sum(not chosen.isdisjoint(quote["s"]) for quote in self._quotes)
                found.append((top, Figure(said, {"s": sorted(chosen)}, self._total)))
        return found

    def speakers_of_half(self) -> int:
        """Count the speakers, from the most quoted, who together have half of all attributed quotes."""
        half, sum_of_quotes = self._said.total() / 2, 0
        for number, speaker in enumerate(self._ranked, 1):
            sum_of_quotes += self._said[speaker]
            if sum_of_quotes >= half:
                return number
        return 0

    def _is_unnamed(self, quote: Mapping[str, Any]) -> bool:
        return all(self._speakers[speaker]["k"] == "unnamed" for speaker in quote["s"])

    def named(self) -> list[tuple[str, Figure]]:
        """Count the quotes by the kind of their first speaker, and those of nobody."""
        kinds = Counter(self._speakers[quote["s"][0]]["k"] if quote["s"] else "nobody" for quote in self._quotes)
        return [(kind, Figure(kinds[kind], {"k": kind}, self._total)) for kind in (*_KINDS, "nobody")]

    def unnamed(self) -> Figure:
        return Figure(sum(map(self._is_unnamed, self._quotes)), {"n": 1}, self._total)

    def gender(self) -> list[tuple[str, Figure]]:
        """Count the quotes of people by the gender of the first of them, where the text says it."""
        people = [quote for quote in self._quotes if quote["s"] and self._speakers[quote["s"][0]]["k"] == "person"]
        found = Counter(self._speakers[quote["s"][0]].get("g", "unknown") for quote in people)
        return [(key, Figure(found[key], {"g": key}, len(people))) for key in ("female", "male", "unknown")]

    def confidence(self) -> list[tuple[float | None, Figure]]:
        """Count the quotes by band of confidence; None stands for quotes without one."""
        bands = Counter(_band(quote.get("f")) for quote in self._quotes)
        return [(band, Figure(bands[band], {"b": band}, self._total)) for band in (*BANDS, None)]

    def types(self) -> list[tuple[str, Figure]]:
        found = Counter(quote["y"] for quote in self._quotes)
        return [(key, Figure(found[key], {"y": key}, self._total)) for key in ("direct", "indirect", "mixed")]


def _band(confidence: float | None) -> float | None:
    return None if confidence is None else next(band for band in BANDS if confidence >= band)


def _list_months(first: str, last: str) -> list[str]:
    year, month = map(int, first.split("-"))
    found = [first]
    while found[-1] < last:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        found.append(f"{year:04}-{month:02}")
    return found
