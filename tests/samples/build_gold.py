"""Build ``samples/gold.jsonl`` and the coverage table of ``samples/README.md`` from the hand annotations.

    python -m tests.samples.build_gold

Every problem of every annotation is reported, none is skipped over, and nothing is written while there is one.
The form of an annotation is described in ``samples/README.md``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.samples.locate import Located, Locator, Span

COMMAND = "python -m tests.samples.build_gold"
SAMPLES = Path(__file__).resolve().parents[2] / "samples"
KEYS = frozenset({"outlet", "title", "encoding", "aliases", "quotes", "negatives", "marks"})
OPTIONAL = frozenset({"encoding"})

#: Where the table stands in the README.
BEGIN, END = "<!-- coverage: begin -->", "<!-- coverage: end -->"

#: What the samples have to show, as the design names it: direct, indirect and mixed speech, and who speaks.
CONSTRUCTIONS = {
    "D1": "`Q, kata X`",
    "D2": "`Q, katanya`",
    "D3": "`X mengatakan, Q`; `X menulis: Q`",
    "D4": "`Kata X, Q`",
    "D5": "`Q, kata X, Q`: one quote in two pieces",
    "D6": "Q without a cue, introduced by the sentence before or going on what was said",
    "D7": "`Q, lanjutnya / imbuh X / pungkas X`",
    "D8": "`X: words`, interviews",
    "D9": "`Q, menurut X`; `Q, demikian X`",
    "D10": "`Q, X menegaskan`",
    "I1": "`X mengatakan [bahwa] C`",
    "I2": "`Menurut X, C`; `C, menurut X`",
    "I3": "`C, kata X`; `C, kata X, C`",
    "I4": "`X menyebut A [sebagai / adalah] B`",
    "I5": "requests, appeals and promises",
    "I6": "`mengaku, berharap, yakin, khawatir, menilai, membantah`",
    "I7": "`pernyataan X bahwa C`; `Bagi X, C`",
    "I8": "passive with its speaker",
    "I9": "`X, yang mengatakan bahwa C, …`",
    "I10": "nominal content: `menekankan pentingnya C`",
    "mixed": "a report with a part of it in marks",
    "S1": "role and name, with and without a comma",
    "S2": "titles and degrees",
    "S3": "short name in brackets",
    "S4": "second mention by a part of the name",
    "S5": "nickname",
    "S6": "role or description alone",
    "S7": "pronoun and clitic",
    "S8": "several together",
    "S9": "organisations and documents",
    "S10": "nobody named",
}


class GoldError(Exception):
    """Annotations with problems: all of them."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True)
class Sample:
    """An article with its annotation, strings resolved to spans."""

    id: str
    outlet: str
    title: str
    text: str
    aliases: dict[str, list[str]]
    quotes: tuple[Located, ...]
    negatives: dict[str, list[str]]
    marks: dict[str, list[str]]

    def to_line(self) -> str:
        """The article as a line of a gold file."""
        fields: dict[str, Any] = {"id": self.id, "text": self.text, "title": self.title, "outlet": self.outlet}
        quotes = [quote.to_dict() for quote in self.quotes]
        return json.dumps({**fields, "aliases": self.aliases, "quotes": quotes}, ensure_ascii=False) + "\n"

    @property
    def shows(self) -> frozenset[str]:
        """The constructions that some quote of the article is an example of."""
        return frozenset(label for quote in self.quotes for label in quote.shows)


def load(samples: Path = SAMPLES) -> list[Sample]:
    """Every article with its annotation, by name.

    Raises:
        GoldError: an article without an annotation or the other way round, a string that is not in its article,
            an annotation against the guidelines' form.
    """
    articles = {path.stem: path for path in samples.glob("articles/*.txt")}
    annotations = {path.stem: path for path in samples.glob("annotations/*.json")}
    problems = [f"{name}: has no annotation, or no article" for name in sorted(articles.keys() ^ annotations.keys())]
    found = [_sample(articles[name], annotations[name], problems) for name in sorted(articles.keys() & annotations)]
    if problems:
        raise GoldError(problems)
    return [sample for sample in found if sample is not None]


def gold(samples: Sequence[Sample]) -> str:
    """The content of ``gold.jsonl``."""
    return "".join(sample.to_line() for sample in samples)


def readme_with_table(readme: str, samples: Sequence[Sample]) -> str:
    """The README with its coverage tables made anew from the annotations."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    parts = [_constructions(samples), _kinds(samples, "negatives", "not a quote"), _kinds(samples, "marks", "marks")]
    return before + BEGIN + "\n" + "\n".join(parts) + END + after


def main() -> int:
    """Write both files; 1 where an annotation has a problem."""
    try:
        samples = load()
    except GoldError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    readme = SAMPLES / "README.md"
    readme.write_text(readme_with_table(readme.read_text(encoding="utf-8"), samples), encoding="utf-8")
    (SAMPLES / "gold.jsonl").write_text(gold(samples), encoding="utf-8")
    sys.stdout.write(f"{len(samples)} articles, {sum(len(sample.quotes) for sample in samples)} quotes\n")
    return 0


def _sample(article: Path, annotation: Path, problems: list[str]) -> Sample | None:
    try:
        data = json.loads(annotation.read_text(encoding="utf-8"))
    except ValueError as error:
        problems.append(f"{annotation.name}: {error}")
        return None
    if set(data) | OPTIONAL != KEYS:
        problems.append(f"{annotation.name}: keys missing or unknown: {', '.join(KEYS ^ (set(data) | OPTIONAL))}")
        return None
    text = article.read_bytes().decode(data.get("encoding", "utf-8"))
    locator = Locator(text, annotation.name)
    quotes = locator.quotes(data["quotes"])
    _check_names(locator, data["aliases"], quotes)
    _check_negatives(locator, data["negatives"], quotes)
    locator.strings("marks", data["marks"])
    problems.extend(locator.problems)
    rest = (data["aliases"], tuple(quotes), data["negatives"], data["marks"])
    return Sample(article.stem, data["outlet"], data["title"], text, *rest)


def _check_names(locator: Locator, aliases: dict[str, list[str]], quotes: Sequence[Located]) -> None:
    """Speakers and aliases are the same people, and every name can be read in the article."""
    locator.strings("aliases", {name: [name, *others] for name, others in aliases.items()})
    speakers = {name for quote in quotes for name in quote.speaker}
    for name in sorted(speakers ^ aliases.keys()):
        locator.problems.append(f"{locator.where}: speaker without aliases, or aliases without a quote: {name!r}")
    for label in sorted({label for quote in quotes for label in quote.shows} - CONSTRUCTIONS.keys()):
        locator.problems.append(f"{locator.where}: shows: no such construction: {label!r}")


def _check_negatives(locator: Locator, negatives: dict[str, list[str]], quotes: Sequence[Located]) -> None:
    """What is said to be no quote holds neither a cue nor a whole piece of content."""
    for start, end in locator.strings("negatives", negatives):
        for quote in quotes:
            parts: list[Span] = [*quote.content, *([quote.cue] if quote.cue else [])]
            if any(start <= low and high <= end for low, high in parts):
                locator.problems.append(f"{locator.where}: negatives: is a quote: {locator.text[start:end]!r}")


def _constructions(samples: Sequence[Sample]) -> str:
    rows = ["| | construction | quotes | articles |", "|---|---|---|---|"]
    for label, meaning in CONSTRUCTIONS.items():
        count = sum(label in quote.shows for sample in samples for quote in sample.quotes)
        where = ", ".join(sample.id for sample in samples if label in sample.shows)
        rows.append(f"| {label} | {meaning} | {count} | {where} |")
    return "\n".join(rows) + "\n"


def _kinds(samples: Sequence[Sample], table: str, heading: str) -> str:
    kinds: dict[str, list[str]] = {}
    for sample in samples:
        for kind in getattr(sample, table):
            kinds.setdefault(kind, []).append(sample.id)
    rows = [f"| {heading} | articles |", "|---|---|"]
    rows += [f"| {kind} | {', '.join(where)} |" for kind, where in sorted(kinds.items())]
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())
