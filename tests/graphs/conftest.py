"""Models made up for the tests; the module that makes their records is found by its folder."""

from __future__ import annotations

import pytest

from quotes.graphs import build_graph
from tests.graphs.browsing import browser  # noqa: F401 - its folder is entered above
from tests.graphs.graph_records import Draft, many, three_articles

HOSTILE = 'Sri "Ayu" </script><b onclick=alert(1)>\u202e 🦜 \x07\x00 $x$ \\N & =1+1'


@pytest.fixture(scope="session")
def model():
    """Three articles: see three_articles."""
    return build_graph(three_articles())


@pytest.fixture(scope="session")
def large_model():
    """200 articles, three speakers in each."""
    return build_graph(many(200, people=120))


@pytest.fixture
def hostile_model():
    """A speaker and a quote whose words try to break out of every format, and an address that is a script."""
    draft = Draft("a</script>/../1", "2024-01-10", '"><img src=x>', "javascript:alert(1)")
    draft.says(HOSTILE, f"kami </script><script>window.broken = 1</script> dan {HOSTILE} \ud800 pergi")
    draft.says("Dewi Anggraini", f"saya percaya {HOSTILE} tidak ingkar")
    return build_graph([draft.record()])
