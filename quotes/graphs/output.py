"""The model as a file or picture; the ending of its name says which."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.errors import OutputError
from quotes.graphs import files, picture
from quotes.graphs.filters import EVERYTHING, Filter
from quotes.graphs.page import NODES, graph_html
from quotes.graphs.rdf import write_rdf
from quotes.graphs.views import VIEWS, project

if TYPE_CHECKING:
    from quotes.graphs.views import Model, Projection

_FILES: dict[str, Callable[[Projection, Path], None]] = {
    ".gexf": files.write_gexf,
    ".graphml": files.write_graphml,
    ".cyjs": files.write_cytoscape,
    ".json": files.write_node_link,
    ".dot": files.write_dot,
    ".gv": files.write_dot,
    ".csv": files.write_csv,
}
_RDF = (".ttl", ".jsonld", ".nt")
_PICTURES = (".svg", ".png", ".pdf")

#: The endings that :func:`write` knows.
ENDINGS = (*_FILES, *_RDF, ".html", *_PICTURES)


def write(
    model: Model,
    path: str | Path,
    view: str | None = None,
    keep: Filter = EVERYTHING,
    nodes: int | None = None,
    articles: str | None = None,
) -> list[Path]:
    """Write a view of the model, and return what was written (two files for CSV).

    Args:
        view: see :data:`quotes.graphs.VIEWS`. By default files hold ``quotes`` and pages and pictures show
            ``together``. RDF has no views: it tells all of each quote.
        nodes: how many nodes a page or picture draws at most (1,000 and 80 by default); files hold all.
        articles: for a page, the folder of article views that its quotes link to.

    Raises:
        OutputError: the ending is not known, does not go with ``view``, or the file cannot be written.
        InputError: ``keep`` names a speaker whom the records do not have.
    """
    target = Path(path)
    ending = target.suffix.lower()
    if problem := _problem(ending, view):
        raise OutputError(problem[0], path=str(target), hint=problem[1])
    drawn = ending in (".html", *_PICTURES)
    chosen = view or ("together" if drawn else "quotes")
    with _Fresh(target) as place:
        if ending in _RDF:
            write_rdf(model, place, keep)
        elif ending == ".html":
            page = graph_html(model, chosen, keep, nodes or NODES, articles)
            place.write_text(page, encoding="utf-8")
        elif ending in _PICTURES:
            picture.write_picture(project(model, chosen, keep), place, nodes or picture.NODES)
        else:
            _FILES[ending](files.cleaned(project(model, chosen, keep)), place)
    return list(files.csv_paths(target)) if ending == ".csv" else [target]


def _problem(ending: str, view: str | None) -> tuple[str, str] | None:
    """What is wrong with the wish, and the remedy."""
    if ending not in ENDINGS:
        return f"no format has the ending {ending!r}", f"use one of {', '.join(ENDINGS)}"
    if view is not None and view not in VIEWS:
        return f"no view is called {view!r}", f"use one of {', '.join(VIEWS)}"
    if ending in _RDF and view not in (None, "quotes"):
        return "RDF holds whole quotes, no views", "leave out the view, or write GEXF or JSON"
    return None


class _Fresh:
    """A folder beside the target to write in; what is complete there takes the place of the target."""

    def __init__(self, target: Path) -> None:
        self._target = target

    def __enter__(self) -> Path:
        try:
            self._folder = tempfile.TemporaryDirectory(prefix=".quotes-", dir=self._target.parent)
        except OSError as error:
            raise self._unwritable(error) from error
        return Path(self._folder.name) / self._target.name

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        with self._folder:
            if isinstance(error, OSError):
                raise self._unwritable(error) from error
            if error is None:
                self._keep()

    def _keep(self) -> None:
        try:
            for made in Path(self._folder.name).iterdir():
                made.replace(self._target.parent / made.name)
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> OutputError:
        return OutputError(f"cannot be written: {error.strerror}", path=str(self._target), hint="choose another place")
