"""Write the graph as a file or a picture; the ending of the name selects the format."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.errors import OutputError, UsageError
from quotes.graphs import files, picture
from quotes.graphs.analysis import heat_table
from quotes.graphs.filters import EVERYTHING, Filter
from quotes.graphs.page import graph_html
from quotes.graphs.rdf import write_rdf
from quotes.graphs.styles import NODES
from quotes.graphs.views import VIEWS, project

if TYPE_CHECKING:
    from quotes.graphs.views import Projection, QuoteGraph

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

#: The endings that :func:`write_graph` supports.
ENDINGS = (*_FILES, *_RDF, ".html", *_PICTURES)


def write_graph(
    quote_graph: QuoteGraph,
    path: str | Path,
    view: str | None = None,
    keep: Filter = EVERYTHING,
    nodes: int | None = None,
    articles: str | None = None,
) -> list[Path]:
    """Write a view of the graph, and return the written files (two for CSV).

    Args:
        view: see :data:`quotes.graphs.VIEWS`. By default files hold ``quotes``, and pages and pictures
            show ``together``. RDF has no views: it holds whole quotes.
        nodes: the largest number of speakers that a page or picture draws (default 1,000); files hold all.
        articles: for a page, the folder of article views that its quotes link to.

    Raises:
        UsageError: the ending is not supported, or does not allow ``view``; ``keep`` names a speaker who is not in the
            records.
        OutputError: the file cannot be written.
        MissingExtraError: a picture or RDF needs libraries that are not installed.
    """
    target = Path(path)
    ending = target.suffix.lower()
    if problem := _find_problem(ending, view):
        raise UsageError(problem[0], path=str(target), hint=problem[1])
    drawn = ending in (".html", *_PICTURES)
    chosen = view or ("together" if drawn else "quotes")
    with _TemporaryFolder(target) as temporary:
        if ending in _RDF:
            write_rdf(quote_graph, temporary, keep)
        elif ending == ".html":
            page = graph_html(quote_graph, chosen, keep, nodes or NODES, articles)
            temporary.write_text(page, encoding="utf-8")
        elif ending in _PICTURES:
            table = heat_table(quote_graph, keep) if chosen == "outlets" else None
            shown = project(quote_graph, chosen, keep) if table is None else table
            picture.write_picture(shown, temporary, nodes or NODES)
        else:
            _FILES[ending](files.clean_graph(project(quote_graph, chosen, keep)), temporary)
    return list(files.csv_paths(target)) if ending == ".csv" else [target]


def _find_problem(ending: str, view: str | None) -> tuple[str, str] | None:
    """Find what is wrong with the ending or the view, and the remedy."""
    if ending not in ENDINGS:
        return f"no format has the ending {ending!r}", f"use one of {', '.join(ENDINGS)}"
    if view is not None and view not in VIEWS:
        return f"no view is called {view!r}", f"use one of {', '.join(VIEWS)}"
    if ending in _PICTURES and view in ("quotes", "topics"):
        return f"the view {view} has no picture", "write a page (.html), or draw together, mentions or outlets"
    if ending in _RDF and view not in (None, "quotes"):
        return "RDF has no views", "leave out the view, or write GEXF or JSON"
    return None


class _TemporaryFolder:
    """A temporary folder beside the target; complete files are moved to the target."""

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
        return OutputError.unwritable(self._target, error)
