"""Pictures and RDF need extras; without them an error names the extra and the command that installs it."""

from __future__ import annotations

import sys

import pytest

from quotes.errors import MissingExtraError
from quotes.graphs import ENDINGS, write_graph

PICTURES = (".svg", ".png", ".pdf")
RDF = (".ttl", ".jsonld", ".nt")


@pytest.fixture
def plain_install(monkeypatch):
    """Make the libraries of the extras unavailable."""
    for module in [name for name in sys.modules if name.split(".")[0] in ("matplotlib", "textalloc", "pyoxigraph")]:
        monkeypatch.delitem(sys.modules, module)
    for library in ("matplotlib", "textalloc", "pyoxigraph"):
        monkeypatch.setitem(sys.modules, library, None)


@pytest.mark.parametrize("ending", PICTURES)
def test_a_picture_without_the_extra_names_it_and_the_command(ending, model, tmp_path, plain_install):
    with pytest.raises(MissingExtraError) as caught:
        write_graph(model, tmp_path / f"g{ending}")
    assert str(caught.value) == (
        "pictures need the extra 'pictures', which is not installed; pip install 'quotes-id[pictures]'"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", RDF)
def test_rdf_without_the_extra_names_it_and_the_command(ending, model, tmp_path, plain_install):
    with pytest.raises(MissingExtraError) as caught:
        write_graph(model, tmp_path / f"g{ending}")
    assert str(caught.value) == "RDF files need the extra 'rdf', which is not installed; pip install 'quotes-id[rdf]'"


@pytest.mark.parametrize("ending", [ending for ending in ENDINGS if ending not in (*PICTURES, *RDF)])
def test_every_other_format_needs_no_extra(ending, model, tmp_path, plain_install):
    assert all(path.is_file() for path in write_graph(model, tmp_path / f"g{ending}"))
