"""Floors rise by a command and sink only for a reason."""

from __future__ import annotations

from datetime import date

import pytest

from quotes.evaluation.gate import (
    GateError,
    Section,
    check,
    demand,
    fingerprint,
    gated,
    load,
    lowered,
    raised,
    save,
    section_of,
)
from quotes.evaluation.score import score

TODAY = date(2026, 2, 3)
SECTION = Section("aaa", {"joint": 0.9, "found": 0.95})


def test_the_gate_holds_figures_of_the_whole_recalls_by_type_and_the_outlet_gap(gold, predict):
    figures = gated(score([gold], [predict(lambda n, quote: None if n == 1 else quote)]))
    assert figures["joint"] == pytest.approx(0.8)
    assert (figures["direct_recall"], figures["indirect_recall"]) == (0.0, 1.0)
    assert "outlet_gap" not in figures  # no outlet has twenty quotes


def test_a_figure_at_its_floor_holds_and_one_below_fails_by_name():
    demand(check(SECTION, {"joint": 0.9, "found": 0.96}, "aaa"))
    with pytest.raises(GateError, match=r"below the floor: found 0\.9400 < 0\.9500; mend it"):
        demand(check(SECTION, {"joint": 0.9, "found": 0.94}, "aaa"))


def test_a_figure_that_is_no_longer_measured_fails():
    with pytest.raises(GateError, match="found not measured"):
        demand(check(SECTION, {"joint": 0.9}, "aaa"))


def test_other_data_cannot_be_compared_nor_raised():
    for attempt in (lambda: check(SECTION, {}, "bbb"), lambda: raised(SECTION, {"joint": 1.0}, "bbb", TODAY)):
        with pytest.raises(GateError, match="gold data has changed"):
            attempt()


def test_raising_moves_floors_up_only_adds_new_ones_and_keeps_a_record():
    section = raised(SECTION, {"joint": 0.91239, "found": 0.5, "exact": 0.8}, "aaa", TODAY)
    assert section.floors == {"joint": 0.9123, "found": 0.95, "exact": 0.8}
    steps = [(step.date, step.measure, step.before, step.after, step.reason) for step in section.history]
    assert sorted(steps, key=str) == [
        ("2026-02-03", "exact", None, 0.8, "raised"),
        ("2026-02-03", "joint", 0.9, 0.9123, "raised"),
    ]


def test_the_run_that_sets_a_floor_passes_it():
    figures = {"joint": 2 / 3, "outlet_gap": -0.04321}
    section = raised(None, figures, "aaa", TODAY)
    assert section.floors == {"joint": 0.6666, "outlet_gap": -0.0433}
    demand(check(section, figures, "aaa"))


def test_lowering_needs_a_reason_which_is_kept_with_its_date():
    with pytest.raises(GateError, match="only for a reason"):
        lowered(SECTION, {"joint": 0.8}, "aaa", "  ", TODAY)
    section = lowered(SECTION, {"joint": 0.8}, "bbb", "two gold quotes were wrong", TODAY)
    assert (section.sha256, section.floors) == ("bbb", {"joint": 0.8})
    assert {(step.measure, step.before, step.after) for step in section.history} == {
        ("sha256", "aaa", "bbb"),
        ("joint", 0.9, 0.8),
        ("found", 0.95, None),
    }
    assert {step.reason for step in section.history} == {"two gold quotes were wrong"}


def test_floors_come_back_from_their_file(tmp_path):
    section = raised(SECTION, {"joint": 0.95}, "aaa", TODAY)
    path = tmp_path / "new" / "floors.yaml"
    save({"dev": section, "samples": SECTION}, path)
    assert load(path) == {"dev": section, "samples": SECTION}


def test_no_file_has_no_floors_and_a_missing_section_says_how_to_get_one(tmp_path):
    path = tmp_path / "floors.yaml"
    assert load(path) == {}
    with pytest.raises(GateError, match="no floors for 'dev'; set floors with --raise-floors"):
        section_of({}, "dev", path)


@pytest.mark.parametrize("text", ["- a", "dev: {floors: {joint: high}, sha256: a}", "dev: {", "dev: {sha256: a}"])
def test_a_broken_file_of_floors_is_refused(tmp_path, text):
    path = tmp_path / "floors.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GateError, match="cannot be read as floors"):
        load(path)


def test_the_fingerprint_knows_bytes_and_for_a_folder_names(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text("kios")
    assert fingerprint(tmp_path / "a") == fingerprint(tmp_path / "b")
    (tmp_path / "b" / "x.txt").rename(tmp_path / "b" / "y.txt")
    assert fingerprint(tmp_path / "a") != fingerprint(tmp_path / "b")
    assert fingerprint(tmp_path / "b" / "y.txt") == fingerprint(tmp_path / "a" / "x.txt")
