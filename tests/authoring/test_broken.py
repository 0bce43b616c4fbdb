"""Every problem that the rules can have: a broken file, and the report on it to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.authoring.codes import codes
from tests.authoring.reports import BROKEN, COMMAND, cases, report


def test_every_code_of_the_source_has_its_broken_rules_and_no_other():
    assert set(cases()) == set(codes()), f"write tests/authoring/broken/CODE/… for the code, then run: {COMMAND}"


@pytest.mark.parametrize("code", cases())
def test_broken_rules_are_reported_to_the_letter(code: str, tmp_path: Path):
    expected = BROKEN / f"{code}.expected"
    assert expected.is_file(), f"run: {COMMAND}"
    assert report(code, tmp_path) == expected.read_text(encoding="utf-8"), f"look at it, then run: {COMMAND}"


@pytest.mark.parametrize("code", cases())
def test_a_report_has_a_problem_of_its_code(code: str):
    assert f" [{code}]\n" in (BROKEN / f"{code}.expected").read_text(encoding="utf-8")
