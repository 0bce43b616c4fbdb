"""An extractor with trees that are built by hand, and so without a model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from unittest.mock import NonCallableMock

from quotes.parsing import ParsedText
from quotes.pipeline import Extractor
from quotes.records import Article
from tests.trees import parsed

_SAID = (
    "Nakhoda/NOUN/3/nsubj Beni/PROPN/1/flat:name mengatakan/VERB/0/root ombak/NOUN/5/nsubj tenang/ADJ/3/ccomp "
    "./PUNCT/3/punct"
)
_WENT_ON = '"Kapal sudah siap,"/ADJ/0/root ujar/VERB/1/parataxis +nya/PRON/2/nsubj ./PUNCT/1/punct'
_INTRODUCED = "Hal/NOUN/2/nsubj:pass disampaikan/VERB/0/root Ratna/PROPN/2/obl:agent ./PUNCT/2/punct"
_SILENT = "Beni/PROPN/2/nsubj pulang/VERB/0/root ./PUNCT/2/punct"
#: The articles that it can parse: an article is a tuple of paragraphs, a paragraph a tuple of sentences.
ARTICLES: tuple[tuple[Sequence[str], ...], ...] = (
    ((_SAID,), (_WENT_ON,)),
    ((_INTRODUCED, '"Laut biru. Angin reda."'),),
    ((_SILENT,),),
)
TEXTS = tuple(parsed(*article).text for article in ARTICLES)


#: Replaces the parser, which would load the model; nothing calls it.
_NO_PARSER = NonCallableMock(name="parser")


class HandMade(Extractor):
    """Replaces the extractor in tests without a model."""

    def __init__(self, model: str | Path = "id-news", rules: Sequence[Path] = (), speakers: Path | None = None) -> None:
        super().__init__(rules=rules, speakers=speakers, parser=_NO_PARSER)

    def parse(self, articles: Sequence[Article]) -> list[ParsedText]:
        built = dict(zip(TEXTS, ARTICLES, strict=True))
        return [parsed(*built[article.text.rstrip("\n")]) for article in articles]

    def with_trees(self, parsed: ParsedText) -> ParsedText:
        return parsed


def articles(texts: Iterable[str]) -> Iterator[Article]:
    """Articles of these texts, named by their number."""
    return (Article(f"a{number}", text) for number, text in enumerate(texts, 1))
