"""The site: its links, and the reference of the commands. ``mkdocs build`` in ``.ci/run`` checks every link of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

pytest.importorskip("mkdocs")
from tools.site import OUTSIDE, ROOT, describe_commands, on_page_markdown


class Page:
    def __init__(self, name: str) -> None:
        self.file = type("File", (), {"src_uri": name})


def rewritten(text: str, site: str) -> str:
    return on_page_markdown(text, Page(site))


@pytest.mark.parametrize(
    ("text", "site", "expected"),
    [
        ("[a](docs/tables.md#dates)", "index.md", "[a](tables.md#dates)"),
        ("[a](../README.md#limits)", "tables.md", "[a](index.md#limits)"),
        ("[a](../../README.id.md)", "id/tutorial.md", "[a](index.md)"),
        ("[a](docs/id/tutorial.md)", "id/index.md", "[a](tutorial.md)"),
        ("![a](docs/gallery/a.png)", "id/index.md", "![a](../gallery/a.png)"),
        ("[`rules/x.yaml`](../rules/x.yaml)", "rules.md", "`rules/x.yaml`"),
        ("[a](#limits) and [b](https://example.org/)", "index.md", "[a](#limits) and [b](https://example.org/)"),
    ],
)
def test_links_lead_to_the_pages_of_the_site(text: str, site: str, expected: str) -> None:
    assert rewritten(text, site) == expected


def test_code_is_not_rewritten_and_file_names_become_titles() -> None:
    block = "```yaml a.yaml\nx: [a](docs/b.md)\n```\n"
    assert rewritten(block, "index.md") == '```yaml title="a.yaml"\nx: [a](docs/b.md)\n```\n'


def test_every_command_is_in_the_reference() -> None:
    page = describe_commands()
    for heading in ("## quotes", "### quotes verify", "#### quotes speakers propose", "#### quotes registry build"):
        assert f"\n{heading}\n" in f"\n{page}"
    assert "--against SOURCES" in page


def test_every_page_is_in_the_navigation() -> None:
    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    named = set(re.findall(r"[\w/.-]+\.md", str(yaml.load(text, Loader)["nav"])))
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in Path(ROOT / "docs").rglob("*.md")}
    assert named == pages | set(OUTSIDE.values()) | {"commands.md"}
