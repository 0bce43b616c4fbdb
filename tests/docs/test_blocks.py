"""Every command and every piece of Python that the documentation shows does what it says, with the shipped model."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.blocks import COMMAND, PAGES, ROOT, comparable, follow, with_lines_left_out

#: Blocks of shell that no test runs, by their beginning, and why.
NOT_RUN = {
    "python3 -m venv": "installs; .ci/run runs the README's",
    "pip install": "installs",
    "git clone": "needs the network",
    "bash .ci/run": "runs the tests",
    ".venv/bin/python -m pytest": "runs the tests",
    "python -m tools.gallery": "takes screenshots",
    "curl": "needs the network",
    "python -m tools.training": "needs the treebanks, and hours",
    "python -m quotes.fitting": "needs the reference corpus",
    "python -m tools.mutants": "takes minutes",
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_followed_word_for_word_prints_what_it_says(page: Path, tmp_path: Path) -> None:
    for said, printed in follow(page, tmp_path / "place"):
        assert comparable(with_lines_left_out(said, printed)) == comparable(said), f"look at it, then run: {COMMAND}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_shows_no_command_that_no_test_runs(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for block in re.findall(r"^```(?:sh|bash|shell)\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            known = not line.strip() or line.startswith("#") or any(line.startswith(start) for start in NOT_RUN)
            assert known, f"{page.name}: write it as a console block, so that it is run: {line}"
    assert not re.search(r"^    quotes \w", text, flags=re.MULTILINE), f"{page.name}: write commands as console blocks"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    anchors = {path: _anchors(path) for path in PAGES}
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"\w+:", target):
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        assert path.exists(), f"{page.name}: {target} leads nowhere"
        assert not anchor or anchor in anchors.get(path, {anchor}), f"{page.relative_to(ROOT)}: no heading for {target}"


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
