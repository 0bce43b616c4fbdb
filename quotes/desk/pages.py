"""The pages of the desk: try, search, speakers, articles, and the queue of what to check."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from math import cos, pi, sin
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from pydantic import BaseModel, StringConstraints

from quotes.corpus import Selection, Store
from quotes.corpus.browsing import ORDERS, Profile, QuoteHit
from quotes.corpus.browsing import Query as Browse
from quotes.desk.api import (
    CorrectionIn,
    Desk,
    NotFoundError,
    OpenStore,
    Search,
    SearchPage,
    Work,
    complete_gold,
    make_correction,
    to_correction_out,
)
from quotes.errors import InputError
from quotes.html import article_view
from quotes.reading import Failure, derive_id, read
from quotes.records import Article, Record
from quotes.writing import FORMATS, Output

router = APIRouter()
LANGUAGES = ("en", "id")
#: Marks of the search in the words of a quote; no text has them, since they are no characters.
_MARKS = ("\ufdd0", "\ufdd1")
_PAGE = 20
#: Formats that an article or a search can be downloaded in.
DOWNLOADS = ("csv", "xlsx", "jsonl", "parquet", "markdown")
_SAMPLE = Path(__file__).with_name("assets") / "sample.txt"


#: The texts for one, where the text for several is another.
_SINGULAR = {"n_quotes": "one_quote", "search_total": "one_quote", "n_articles": "one_article"}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("quotes.desk", "assets/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(t=_translate, url=_make_url)
    environment.filters.update(marked=_mark_words, percent=_to_percent)
    return environment


@cache
def load_texts() -> dict[str, dict[str, str]]:
    """Return the texts of the pages by language and key."""
    source = (Path(__file__).with_name("assets") / "texts.json").read_text(encoding="utf-8")
    texts: dict[str, dict[str, str]] = json.loads(source)
    return texts


@pass_context
def _translate(context: Context, key: str, **values: Any) -> str:
    texts = load_texts()[context["language"]]
    if str(values.get("n")) == "1" and key in _SINGULAR:
        key = _SINGULAR[key]
    return texts[key].format(**values)


def _make_url(path: str, **query: Any) -> str:
    given = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


def _mark_words(words: str) -> Markup:
    return Markup(escape(words).replace(_MARKS[0], Markup("<mark>")).replace(_MARKS[1], Markup("</mark>")))  # noqa: S704


def _to_percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def choose_language(request: Request) -> str:
    """Return the language of a request: the one that was chosen, or the browser's, or English."""
    chosen = request.cookies.get("desk-language", "")
    accepted = [
        each.split(";")[0].strip()[:2].lower() for each in request.headers.get("accept-language", "").split(",")
    ]
    return next((each for each in (chosen, *accepted) if each in LANGUAGES), "en")


def fill(
    request: Request,
    template: str,
    values: Mapping[str, Any],
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> HTMLResponse:
    """Fill a template of the desk."""
    page = _environment().get_template(template)
    common = {
        "language": choose_language(request),
        "path": request.url.path,
        "query": request.url.query,
        "csrf": request.scope.get("state", {}).get("csrf", ""),
        "is_part": request.headers.get("hx-request") == "true",
    }
    text = page.render(common, **values).encode("utf-8", "replace").decode("utf-8")
    return HTMLResponse(text, status, headers=headers)


def show_error(
    request: Request, status: int, title: str, detail: str, headers: dict[str, str] | None = None
) -> Response:
    """Show an error as a page, or inside the page that asked."""
    return fill(request, "error.html.j2", {"title": title, "detail": detail}, status, headers)


# --- state -----------------------------------------------------------------------------------------


@router.get("/health")
def show_health() -> dict[str, str]:
    return {"status": "ok"}


@router.get("/ready")
def show_readiness(worker: Work, response: Response) -> dict[str, str]:
    response.status_code = 200 if worker.is_ready else 503
    return {"status": "ready" if worker.is_ready else "loading the model"}


@router.get("/language/{language}")
def set_language(language: str, back: str = "/") -> Response:
    is_local = back.startswith("/") and not back.startswith(("//", "/\\"))
    answer = RedirectResponse(back if is_local else "/", 303)
    if language in LANGUAGES:
        answer.set_cookie("desk-language", language, max_age=31_536_000, samesite="strict", httponly=True)
    return answer


# --- try -------------------------------------------------------------------------------------------


@router.get("/")
def show_start(request: Request, store: OpenStore) -> Response:
    sample = _SAMPLE.read_text(encoding="utf-8")
    return fill(
        request, "start.html.j2", {"summary": store.summary(), "articles": store.articles(10), "sample": sample}
    )


@router.post("/try")
async def try_text(
    request: Request,
    worker: Work,
    text: Annotated[str, Form()] = "",
    title: Annotated[str, Form(max_length=500)] = "",
    files: Annotated[list[UploadFile], File()] = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """Extract from pasted text or uploaded files, and show the article, or the list of articles."""
    items: list[Article | Failure] = []
    if text.strip():
        items.append(Article(derive_id(text), text, title=title.strip() or None))
    for file in files:
        if file.filename:
            items += _read_upload(file.filename, await file.read())
    if not items:
        raise InputError("there is no text", hint="paste an article, or choose a file")
    if len(items) > request.app.state.settings.most_articles:
        raise InputError(f"{len(items)} articles are too many at once", hint="use quotes corpus run for a collection")
    saved = await worker.save(items)
    if len(saved.articles) == 1 and not saved.failures:
        target = _make_url("/article", id=saved.articles[0])
        return Response(status_code=204, headers={"hx-redirect": target})
    return fill(request, "saved.html.j2", {"saved": saved})


def _read_upload(name: str, content: bytes) -> list[Article | Failure]:
    """Read an uploaded file as the command line reads it: its ending gives the format."""
    suffixes = "".join(Path(name).suffixes[-2:])[:20]
    with TemporaryDirectory() as folder:
        path = Path(folder, f"upload{suffixes if suffixes.replace('.', '').isalnum() else ''}")
        path.write_bytes(content)
        found = list(read([str(path)]))
    return [_rename(item, str(path), Path(name).name) for item in found]


def _rename(item: Article | Failure, path: str, name: str) -> Article | Failure:
    """Give what was uploaded the name that it has for the person, not that of the temporary file."""
    origin = (item.origin or "").replace(path, name)
    if isinstance(item, Failure):
        return replace(item, origin=origin)
    is_derived = item.id.startswith("upload")
    return replace(
        item, origin=origin, id=item.id.replace("upload", Path(name).stem[:200], 1) if is_derived else item.id
    )


# --- search ----------------------------------------------------------------------------------------


@router.get("/search")
def search(request: Request, store: OpenStore, search: Annotated[SearchPage, Query()]) -> Response:
    total, hits = store.browse(search.to_query(), search.limit, search.offset, _MARKS)
    form = {name: value for name, value in search.model_dump().items() if name not in ("limit", "offset")}
    pages = _find_pages(form, total, search.limit, search.offset)
    values = {"total": total, "hits": hits, "form": form, "pages": pages, "orders": ORDERS, "formats": DOWNLOADS}
    return fill(request, "search.html.j2", values)


def _find_pages(form: dict[str, Any], total: int, limit: int, offset: int) -> dict[str, str | None]:
    """Return the addresses of the page before and the page after."""
    before = _make_url("/search", **form, offset=max(0, offset - limit)) if offset else None
    after = _make_url("/search", **form, offset=offset + limit) if offset + limit < total else None
    return {"before": before, "after": after}


@router.get("/search/download/{form}")
def download_search(store: OpenStore, form: str, search: Annotated[Search, Query()]) -> Response:
    """Download the quotes that a search finds; roles and confidence select here as on the page."""
    query = search.to_query()
    _, hits = store.browse(query, limit=1_000_000)
    wanted: dict[str, set[str]] = {}
    for hit in hits:
        wanted.setdefault(hit.article, set()).add(hit.quote.id)
    return _download(form, "quotes", (_only(store.record(name), ids) for name, ids in wanted.items()))


def _only(record: Record, ids: set[str]) -> Record:
    return replace(record, quotes=tuple(quote for quote in record.quotes if quote.id in ids))


def _download(form: str, name: str, records: Any) -> Response:
    if form not in DOWNLOADS:
        raise NotFoundError(f"there is no download as {form!r}", hint=f"one of {', '.join(DOWNLOADS)}")
    stream = BytesIO()
    with Output(stream, FORMATS[form]) as output:
        for record in records:
            output.write(record)
    disposition = f'attachment; filename="{name}{FORMATS[form].endings[0]}"'
    headers = {"content-disposition": disposition}
    return Response(stream.getvalue(), media_type="application/octet-stream", headers=headers)


# --- speakers --------------------------------------------------------------------------------------


@router.get("/speakers")
def show_speakers(request: Request, store: OpenStore, q: str = "", offset: Annotated[int, Query(ge=0)] = 0) -> Response:
    found = store.speakers(q, 51, offset)
    after = offset + 50 if len(found) > 50 else None
    most = max((speaker.quotes for speaker in found), default=1)
    return fill(request, "speakers.html.j2", {"speakers": found[:50], "q": q, "after": after, "most": most})


@router.get("/speaker")
def show_speaker(request: Request, store: OpenStore, id: str) -> Response:  # noqa: A002 - the name in the address
    profile = store.profile(id)
    if profile is None:
        raise NotFoundError(f"nobody with the id {id!r} is quoted", hint="search for the name")
    _, hits = store.browse(Browse(Selection(speakers=(id,)), order="newest"), 50, 0)
    values = {"hits": hits, "months": draw_months(profile.months), "nearby": draw_neighbours(profile)}
    return fill(request, "speaker.html.j2", {"profile": profile, **values})


@dataclass(frozen=True, slots=True)
class Bar:
    """A month in the chart of a speaker's quotes; ``x`` and ``height`` are in the units of the drawing."""

    month: str
    quotes: int
    x: float
    height: float


def draw_months(months: Sequence[tuple[str, int]], width: float = 600, height: float = 80) -> list[Bar]:
    """Return a bar for every month from the first to the last, those without a quote included."""
    if not months:
        return []
    counts, most = dict(months), max(number for _, number in months)
    first, last = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (min(counts), max(counts)))
    names = [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]
    step = width / max(len(names), 12)
    return [Bar(n, counts.get(n, 0), k * step, height * counts.get(n, 0) / most) for k, n in enumerate(names)]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody who is quoted in the same articles, at a place around the speaker."""

    id: str
    name: str
    articles: int
    x: float
    y: float
    width: float
    anchor: str


def draw_neighbours(profile: Profile, radius: float = 110) -> list[Neighbour]:
    """Place those who are quoted in the same articles on a circle around the speaker."""
    found, most = profile.neighbours, max([number for *_, number in profile.neighbours], default=1)
    placed = []
    for k, (id_, name, number) in enumerate(found):
        angle = 2 * pi * k / len(found) - pi / 2
        side = "middle" if abs(cos(angle)) < 0.3 else "start" if cos(angle) > 0 else "end"
        x, y = round(radius * cos(angle), 1), round(radius * sin(angle), 1)
        placed.append(Neighbour(id_, name, number, x, y, round(1 + 4 * number / most, 1), side))
    return placed


# --- articles and corrections ----------------------------------------------------------------------


@router.get("/article")
def show_article(request: Request, store: OpenStore, id: str) -> Response:  # noqa: A002 - the name in the address
    return fill(request, "article.html.j2", {**_article_values(store, id), "formats": DOWNLOADS})


def _article_values(store: Store, name: str) -> dict[str, Any]:
    record = store.record(name)
    corrections = [to_correction_out(made) for made in store.corrections(name)]
    return {
        "record": record,
        "view": article_view(record),
        "people": [speaker.name for speaker in record.speakers],
        "corrections": corrections[::-1],
        "is_complete": any(made.action == "complete" and not made.undone for made in corrections),
    }


class CorrectionForm(BaseModel):
    """A correction as the form of the article's page sends it; ``places`` are spans as JSON."""

    article: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    action: Annotated[str, StringConstraints(max_length=20)]
    quote: Annotated[str, StringConstraints(max_length=400)] = ""
    places: Annotated[str, StringConstraints(max_length=2000)] = ""
    type: Annotated[str, StringConstraints(max_length=20)] = "direct"
    speaker: Annotated[str, StringConstraints(max_length=300)] = ""
    into: Annotated[str, StringConstraints(max_length=300)] = ""

    def to_correction(self) -> CorrectionIn:
        """Return what the API takes.

        Raises:
            InputError: ``places`` is not JSON.
            ValidationError: a field does not have the form that the API describes.
        """
        try:
            spans = json.loads(self.places) if self.places else []
        except ValueError as error:
            raise InputError("the places are not JSON", hint="select the words again") from error
        moved = spans if self.action == "span" else []
        names = [each.strip() for each in (self.speaker, self.into) if each.strip()]
        data = {
            "article": self.article,
            "action": self.action,
            "quote": self.quote or None,
            "content": [] if moved else spans,
            "changed": moved,
            "type": self.type,
            "speakers": names if self.action in ("speaker", "add", "merge") else None,
        }
        return CorrectionIn.model_validate(data)


@router.post("/article/correct")
def correct(request: Request, store: OpenStore, settings: Desk, form: Annotated[CorrectionForm, Form()]) -> Response:
    """Add a correction, and show the corrected article."""
    record = store.record(form.article)
    store.add_correction(form.article, make_correction(record, form.to_correction(), settings.author))
    return fill(request, "_article.html.j2", _article_values(store, form.article))


@router.post("/article/undo")
def undo(
    request: Request, store: OpenStore, article: Annotated[str, Form()], number: Annotated[int, Form()]
) -> Response:
    """Undo a correction, and show the article."""
    store.undo_correction(number)
    return fill(request, "_article.html.j2", _article_values(store, article))


@router.get("/article/download/{form}")
def download_article(store: OpenStore, form: str, id: str) -> Response:  # noqa: A002 - the name in the address
    return _download(form, "article", [store.record(id)])


@router.get("/queue")
def show_queue(request: Request, store: OpenStore) -> Response:
    """Show the quotes that no person has judged, the least sure first."""
    total, hits = store.browse(Browse(unjudged=True, order="least-sure"), _PAGE, 0)
    return fill(
        request, "queue.html.j2", {"total": total, "hits": hits, "context": [_find_context(store, h) for h in hits]}
    )


def _find_context(store: Store, hit: QuoteHit, room: int = 160) -> tuple[str, str]:
    """Return what stands before and after a quote in its article."""
    text, content = store.record(hit.article).article.text, hit.quote.content
    start, end = content[0].start, content[-1].end
    return text[max(0, start - room) : start], text[end : end + room]


@router.post("/queue/judge")
def judge(
    store: OpenStore,
    settings: Desk,
    article: Annotated[str, Form(max_length=300)],
    quote: Annotated[str, Form(max_length=400)],
    action: Annotated[str, Form(pattern="^(right|wrong)$")],
) -> Response:
    """Judge a quote of the queue; it leaves the list."""
    record = store.record(article)
    given = CorrectionIn.model_validate({"article": article, "action": action, "quote": quote})
    store.add_correction(article, make_correction(record, given, settings.author))
    return HTMLResponse("")


@router.get("/gold/{form}")
def download_gold(store: OpenStore, form: str) -> Response:
    """Download the completely checked articles as gold."""
    from quotes.evaluation.formats import write_gold

    endings = {"jsonl": "gold.jsonl", "label-studio": "gold.json"}
    if form not in endings:
        raise NotFoundError(f"there is no gold as {form!r}", hint=f"one of {', '.join(endings)}")
    with TemporaryDirectory() as folder:
        path = Path(folder, endings[form])
        write_gold(complete_gold(store), path, form)
        content = path.read_bytes()
    headers = {"content-disposition": f'attachment; filename="{endings[form]}"'}
    return Response(content, media_type="application/octet-stream", headers=headers)


@router.get("/graph")
def show_graph(store: OpenStore, article: str = "") -> Response:
    """Show the graph of the store, or of one article.

    Its page brings its own policy, which allows its scripts by their digests.
    """
    from quotes.graphs import build_graph, graph_html

    page = graph_html(build_graph([store.record(article)] if article else store.records()))
    own = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    policy = own[1].replace("&#39;", "'") if own else "default-src 'none'"
    return HTMLResponse(page, headers={"content-security-policy": f"{policy}; frame-ancestors 'none'"})
