"""Article views as files: a page an article in a folder, and a page that lists them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from quotes.errors import OutputError
from quotes.html.article import page_html
from quotes.html.markup import asset, fill, policy
from quotes.html.names import article_file, heading
from quotes.records import Record


def write_pages(records: Iterable[Record], folder: str | Path) -> Path:
    """Write the view of each article to ``folder``, named by its id, and the list ``index.html``, which is returned.

    Raises:
        OutputError: the folder or a page cannot be written.
    """
    place = Path(folder)
    listed = []
    try:
        place.mkdir(parents=True, exist_ok=True)
        for record in records:
            name = article_file(record.article.id)
            (place / name).write_text(page_html([record]), encoding="utf-8")
            listed.append(
                (name, heading(record.article), record.article.outlet, record.article.date, len(record.quotes))
            )
        (place / "index.html").write_text(_index(listed), encoding="utf-8")
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror}", path=str(folder), hint="choose another place"
        ) from error
    return place / "index.html"


def _index(listed: list[tuple[str, str, str | None, str | None, int]]) -> str:
    style = asset("quotes.html", "article.css")
    return fill("quotes.html", "index.html.j2", articles=listed, style=style, policy=policy([]))
