"""The draw of mutants, and what counts as noticed."""

from __future__ import annotations

import json
from pathlib import Path

from tools.mutants import draw, read_outcomes

NAMES = [f"quotes.{package}.rules.x_read__mutmut_{number}" for package in ("layout", "matching") for number in range(9)]


def test_every_package_gives_its_sample() -> None:
    drawn = draw(NAMES, [], 4, 12)
    assert {package: len(names) for package, names in drawn.items()} == {"quotes.layout": 4, "quotes.matching": 4}
    assert all(name.startswith(package) for package, names in drawn.items() for name in names)


def test_the_same_seed_draws_the_same_and_another_seed_others() -> None:
    assert draw(NAMES, [], 4, 12) == draw(NAMES[::-1], [], 4, 12) != draw(NAMES, [], 4, 13)


def test_a_package_is_drawn_alike_alone_and_with_others() -> None:
    assert draw(NAMES, ["quotes.layout"], 4, 12) == {"quotes.layout": draw(NAMES, [], 4, 12)["quotes.layout"]}


def test_a_small_package_gives_all_that_it_has() -> None:
    assert sorted(draw(NAMES, ["quotes.layout"], 80, 12)["quotes.layout"]) == NAMES[:9]


def test_outcomes_are_read_from_the_files_of_mutmut(tmp_path: Path) -> None:
    (tmp_path / "quotes").mkdir()
    for name, codes in (("one", {"a": 0, "b": 1}), ("other", {"c": None})):
        (tmp_path / "quotes" / f"{name}.py.meta").write_text(json.dumps({"exit_code_by_key": codes}))
    assert read_outcomes(tmp_path) == {"a": 0, "b": 1, "c": None}
