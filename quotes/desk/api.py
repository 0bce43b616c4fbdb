"""The REST API of the desk, version 1: extract, search, speakers, graph, corrections.

/api/v1/openapi.json describes it. Errors are ``application/problem+json`` (RFC 9457).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from quotes.corpus import Selection, Store
from quotes.corpus.browsing import Order, QuoteHit
from quotes.corpus.browsing import Query as Browse
from quotes.corpus.corrected_records import StoredCorrection
from quotes.corrections import Action, Anchor, Correction, correct_quote
from quotes.desk.settings import Settings
from quotes.desk.worker import Worker
from quotes.errors import InputError, RecordError
from quotes.evaluation.gold import GoldArticle
from quotes.reading import Failure, derive_id
from quotes.records import Article, Quote, QuoteType, Record, Span

router = APIRouter(prefix="/api/v1")
#: No NUL: neither SQLite nor a file takes it.
_Words = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00]*$")]
_Name = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\x00]*$")]
#: Spans of an article, [start, end) in code points.
_Places = Annotated[list[tuple[int, int]], Field(max_length=50)]
_PROBLEM = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
_Limit = Annotated[int, Query(ge=1, le=500)]
_Offset = Annotated[int, Query(ge=0, le=10_000_000)]


def errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return how an endpoint describes its errors."""
    return {status: {"description": _MEANINGS[status], **_PROBLEM} for status in (*statuses, 401, 403, 421, 422)}


_MEANINGS = {
    401: "The token of the desk is missing.",
    403: "The request comes from another site.",
    404: "There is no such article, speaker or correction.",
    409: "A corpus run is writing to the store, or the correction fits nothing.",
    413: "The body is too large.",
    421: "The desk does not answer to this host name.",
    422: "The request is not of the form that is described.",
    429: "Too many extractions are waiting.",
    503: "The extraction takes too long.",
}


class Problem(BaseModel):
    """An error (RFC 9457)."""

    type: str = "about:blank"
    status: int
    title: str
    detail: str


class ArticleIn(BaseModel):
    """An article to extract from."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, StringConstraints(min_length=1, max_length=1_000_000)]
    id: Annotated[_Name | None, Field(description="By default it is derived from the text.")] = None
    title: _Words | None = None
    date: Annotated[_Words | None, Field(description="ISO 8601.")] = None
    outlet: _Words | None = None
    url: _Words | None = None

    def to_article(self) -> Article:
        return Article(self.id or derive_id(self.text), self.text, self.title, self.date, self.outlet, self.url)


class CorrectionIn(BaseModel):
    """A correction: of a quote that the record has (``quote``), or of words (``content``)."""

    model_config = ConfigDict(extra="forbid")

    article: _Name
    action: Action
    quote: Annotated[_Name | None, Field(description="The id of the quote that is corrected.")] = None
    content: _Places = Field(default=[], description="For add: where the quote stands.")
    changed: _Places = Field(default=[], description="For span: where it stands instead.")
    type: QuoteType = "direct"
    speakers: Annotated[list[_Name], Field(max_length=20)] | None = Field(
        default=None, description="For merge: who goes, and who stays."
    )
    author: _Words | None = None


class CorrectionOut(BaseModel):
    """A correction in the store."""

    id: int
    article: str
    action: Action
    words: str
    speakers: list[str]
    author: str
    time: str
    undone: str | None


class QuoteOut(BaseModel):
    """A quote in a list."""

    id: str
    words: str
    type: QuoteType
    speakers: list[str]
    speaker_ids: list[str]
    confidence: float | None
    flags: list[str]
    article: str
    title: str | None
    outlet: str | None
    date: str | None
    url: str | None


class QuotePage(BaseModel):
    """One page of the quotes that a search found."""

    total: int
    quotes: list[QuoteOut]


class SpeakerOut(BaseModel):
    """A speaker in a list."""

    id: str
    name: str
    kind: str | None
    role: str | None
    quotes: int
    articles: int


class Search(BaseModel):
    """What to search for; empty fields select everything."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[
        _Words, Field(description="Words that must all occur; a phrase in double quotes; `pangan*` for beginnings.")
    ] = ""
    speaker: Annotated[_Words, Field(description="A name, alias or id.")] = ""
    role: Annotated[_Words, Field(description="Part of a role.")] = ""
    outlet: _Words = ""
    type: Literal["", "direct", "indirect", "mixed"] = ""
    since: date | Literal[""] = ""
    until: date | Literal[""] = ""
    min_confidence: Annotated[float | Literal[""], Field(description="From 0 to 1.")] = ""
    order: Order = "relevance"

    def to_query(self, *, unjudged: bool = False) -> Browse:
        selection = Selection(
            speakers=(self.speaker,) if self.speaker.strip() else (),
            outlets=(self.outlet,) if self.outlet.strip() else (),
            types=(self.type,) if self.type else (),
            since=self.since or None,
            until=self.until or None,
            words=split_words(self.q),
        )
        least = None if self.min_confidence == "" else self.min_confidence
        roles = (self.role,) if self.role.strip() else ()
        return Browse(selection, roles, least, unjudged=unjudged, order=self.order)


class SearchPage(Search):
    """A search, and which page of its results."""

    limit: Annotated[int, Field(ge=1, le=500)] = 20
    offset: Annotated[int, Field(ge=0, le=10_000_000)] = 0


def split_words(words: str) -> tuple[str, ...]:
    """Split what a person types into words and phrases in double quotes."""
    parts = words.split('"')
    found = [part.strip() if number % 2 else part.split() for number, part in enumerate(parts)]
    flat = [word for part in found for word in ([part] if isinstance(part, str) else part)]
    return tuple(word for word in flat if any(character.isalnum() for character in word))


def open_store(request: Request) -> Iterator[Store]:
    """Open the store for one request."""
    with Store(get_settings(request).store) as store:
        yield store


def get_settings(request: Request) -> Settings:
    """Return the settings of the desk."""
    settings: Settings = request.app.state.settings
    return settings


def get_worker(request: Request) -> Worker:
    """Return the worker of the desk."""
    worker: Worker = request.app.state.worker
    return worker


OpenStore = Annotated[Store, Depends(open_store)]
Desk = Annotated[Settings, Depends(get_settings)]
Work = Annotated[Worker, Depends(get_worker)]


# --- extraction ------------------------------------------------------------------------------------


@router.post("/extract", responses=errors(413, 429, 503))
async def extract(article: ArticleIn, worker: Work, evidence: bool = False) -> dict[str, Any]:
    """Extract the quotes of one article, without saving it; the answer is a record (docs/record.md)."""
    (found,) = await worker.extract([article.to_article()])
    if isinstance(found, Failure):
        raise found.error
    return found.to_dict(evidence=evidence)


@router.post(
    "/extract/batch",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/x-ndjson": {}}}, **errors(413, 429, 503)},
)
async def extract_batch(
    articles: Annotated[list[ArticleIn], Field(min_length=1, max_length=200)], worker: Work, save: bool = False
) -> StreamingResponse:
    """Extract the quotes of several articles; the answer has one line a record, or `{"id", "error"}`.

    With `save`, the articles are saved in the store, and the answer has `{"id"}` for each.
    """
    given = [article.to_article() for article in articles]
    if save:
        saved = await worker.save(given)
        rows = [{"id": name} for name in saved.articles] + [{"id": o, "error": why} for o, why in saved.failures]
        return _stream(iter(rows))
    found = await worker.extract(given)
    pairs = zip(given, found, strict=True)
    return _stream(r.to_dict() if isinstance(r, Record) else {"id": a.id, "error": str(r.error)} for a, r in pairs)


def _stream(rows: Iterator[dict[str, Any]]) -> StreamingResponse:
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return StreamingResponse(lines, media_type="application/x-ndjson")


# --- search ----------------------------------------------------------------------------------------


@router.get("/quotes", responses=errors())
def search_quotes(store: OpenStore, search: Annotated[SearchPage, Query()]) -> QuotePage:
    """Search the quotes of the store."""
    total, hits = store.browse(search.to_query(), search.limit, search.offset)
    return QuotePage(total=total, quotes=[to_quote_out(hit) for hit in hits])


def to_quote_out(hit: QuoteHit) -> QuoteOut:
    """Return a quote in the form of the API."""
    q = hit.quote
    return QuoteOut(
        id=q.id, words=hit.words, type=q.type, speakers=list(q.speakers), speaker_ids=list(q.speaker_ids),
        confidence=q.confidence, flags=list(q.flags), article=hit.article, title=hit.title, outlet=hit.outlet,
        date=hit.date, url=hit.url,
    )  # fmt: skip


@router.get("/speakers", responses=errors())
def list_speakers(store: OpenStore, q: _Words = "", limit: _Limit = 50, offset: _Offset = 0) -> list[SpeakerOut]:
    """List the speakers, the most quoted first; `q` is part of a name or alias."""
    return [SpeakerOut(**speaker._asdict()) for speaker in store.speakers(q, limit, offset)]


@router.get("/speakers/{speaker}", responses=errors(404))
def show_speaker(store: OpenStore, speaker: _Name) -> dict[str, Any]:
    """Show the profile of a speaker: aliases, roles, months, outlets, whom they mention, who is quoted beside them."""
    profile = store.profile(speaker)
    if profile is None:
        raise NotFoundError(f"nobody with the id {speaker!r} is quoted")
    pairs = {name: [list(pair) for pair in getattr(profile, name)] for name in _PAIRS}
    return {"id": profile.id, "name": profile.name, "kind": profile.kind, "quotes": profile.quotes, **pairs}


_PAIRS = ("aliases", "roles", "months", "outlets", "mentions", "neighbours")


class NotFoundError(InputError):
    """There is no such article, speaker or correction."""


@router.get("/articles", responses=errors())
def list_articles(store: OpenStore, limit: _Limit = 50, offset: _Offset = 0) -> list[dict[str, Any]]:
    """List the articles of the store, the newest first."""
    return [article._asdict() for article in store.articles(limit, offset)]


@router.get("/articles/{article:path}", responses=errors(404))
def show_article(store: OpenStore, article: Annotated[str, Path(min_length=1, max_length=300)]) -> dict[str, Any]:
    """Show the record of an article, with the corrections that people have made."""
    return store.record(article).to_dict()


@router.get("/graph", responses=errors())
def show_graph(
    store: OpenStore, view: Literal["together", "mentions"] = "together", speaker: _Words = "", outlet: _Words = ""
) -> Response:
    """Return a graph of the store in the node-link form of networkx: who is quoted together, or who mentions whom."""
    from quotes.graphs import build_graph, write_graph

    search = Search(speaker=speaker, outlet=outlet)
    graph = build_graph(store.records(search.to_query().selection))
    with TemporaryDirectory() as folder:
        path = FilePath(folder, "graph.json")
        write_graph(graph, path, view=view)
        return Response(path.read_bytes(), media_type="application/json")


# --- corrections -----------------------------------------------------------------------------------


@router.get("/corrections", responses=errors())
def list_corrections(store: OpenStore, article: _Words = "") -> list[CorrectionOut]:
    """List the corrections of an article, or all."""
    return [to_correction_out(made) for made in store.corrections(article or None)]


@router.post("/corrections", status_code=201, responses=errors(404, 409))
def add_correction(store: OpenStore, settings: Desk, given: CorrectionIn) -> CorrectionOut:
    """Add a correction; it shows in every answer from now on, and survives another extraction."""
    record = store.record(given.article)
    number = store.add_correction(given.article, make_correction(record, given, settings.author))
    return next(to_correction_out(made) for made in store.corrections(given.article) if made.id == number)


@router.delete("/corrections/{number}", status_code=204, responses=errors(404))
def undo_correction(store: OpenStore, number: Annotated[int, Path(ge=1, le=2**53)]) -> Response:
    """Undo a correction."""
    store.undo_correction(number)
    return Response(status_code=204)


def make_correction(record: Record, given: CorrectionIn, author: str) -> Correction:
    """Return the correction that a request asks for.

    Raises:
        RecordError: it names no quote, no words, or places outside the article.
    """
    if given.quote is not None:
        made = correct_quote(
            record, _find_quote(record, given.quote), given.action, changed=_to_anchors(record, given.changed)
        )
    else:
        made = Correction(given.action, _to_anchors(record, given.content), given.type, tuple(given.speakers or ()))
    return replace(
        made,
        speakers=made.speakers if given.speakers is None else tuple(given.speakers),
        author=given.author or author,
        time=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _find_quote(record: Record, name: str) -> Quote:
    found = next((quote for quote in record.quotes if quote.id == name), None)
    if found is None:
        raise RecordError(f"the article has no quote {name!r}", hint="load the article again")
    return found


def _to_anchors(record: Record, spans: list[tuple[int, int]]) -> tuple[Anchor, ...]:
    text = record.article.text
    if any(not 0 <= start < end <= len(text) for start, end in spans):
        raise RecordError(
            "a place is outside the article", hint="positions are [start, end) in code points of the text"
        )
    return tuple(Anchor.of(text, Span(start, end)) for start, end in sorted(spans))


def to_correction_out(made: StoredCorrection) -> CorrectionOut:
    """Return a correction in the form of the API."""
    c = made.correction
    words = " … ".join(anchor.exact for anchor in (c.changed or c.content))
    return CorrectionOut(
        id=made.id, article=made.article, action=c.action, words=words, speakers=list(c.speakers), author=c.author,
        time=c.time, undone=made.undone,
    )  # fmt: skip


@router.get("/gold", response_class=StreamingResponse, responses=errors())
def export_gold(store: OpenStore) -> StreamingResponse:
    """Return the articles that a person has checked completely, as gold for `quotes evaluate` and the fitting."""
    articles = list(complete_gold(store))  # the store is closed before the answer is streamed
    return _stream(article.to_dict() for article in articles)


def complete_gold(store: Store) -> Iterator[GoldArticle]:
    """Yield the completely checked articles of a store as gold."""
    names = {made.article for made in store.corrections() if made.correction.action == "complete" and not made.undone}
    for name in sorted(names):
        record = store.record(name)
        aliases = {speaker.name: (*speaker.aliases, *speaker.roles) for speaker in record.speakers}
        yield GoldArticle(record.article, record.quotes, aliases)
