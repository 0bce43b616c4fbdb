"""The quality gate: floors are raised by a command, and lowered only with a reason."""

from __future__ import annotations

from datetime import date

import pytest

from quotes.evaluation.gate import (
    GateError,
    Section,
    compare_with_floors,
    find_section,
    hash_gold,
    load_floors,
    raise_floors,
    require_floors,
    reset_floors,
    save_floors,
    select_figures,
)
from quotes.evaluation.score import score

TODAY = date(2026, 2, 3)
SECTION = Section("aaa", {"joint": 0.9, "found": 0.95})


def test_the_overall_figures_the_recalls_by_type_and_the_outlet_gap_have_floors(gold, predict):
    figures = select_figures(score([gold], [predict(lambda n, quote: None if n == 1 else quote)]))
    assert figures["joint"] == pytest.approx(0.8)
    assert (figures["direct_recall"], figures["indirect_recall"]) == (0.0, 1.0)
    assert "outlet_gap" not in figures  # no outlet has twenty quotes


def test_a_figure_at_its_floor_holds_and_one_below_is_named_in_the_error():
    require_floors(compare_with_floors(SECTION, {"joint": 0.9, "found": 0.96}, "aaa"))
    with pytest.raises(GateError, match=r"below the floor: found 0\.9400 < 0\.9500; fix the cause"):
        require_floors(compare_with_floors(SECTION, {"joint": 0.9, "found": 0.94}, "aaa"))


def test_a_figure_that_was_not_measured_does_not_hold():
    with pytest.raises(GateError, match="found not measured"):
        require_floors(compare_with_floors(SECTION, {"joint": 0.9}, "aaa"))


def test_figures_on_changed_data_can_neither_be_compared_nor_raise_floors():
    for attempt in (
        lambda: compare_with_floors(SECTION, {}, "bbb"),
        lambda: raise_floors(SECTION, {"joint": 1.0}, "bbb", TODAY),
    ):
        with pytest.raises(GateError, match="gold data has changed"):
            attempt()


def test_raising_never_lowers_a_floor_adds_new_ones_and_records_the_steps():
    section = raise_floors(SECTION, {"joint": 0.91239, "found": 0.5, "exact": 0.8}, "aaa", TODAY)
    assert section.floors == {"joint": 0.9123, "found": 0.95, "exact": 0.8}
    steps = [(step.date, step.measure, step.before, step.after, step.reason) for step in section.history]
    assert sorted(steps, key=str) == [
        ("2026-02-03", "exact", None, 0.8, "raised"),
        ("2026-02-03", "joint", 0.9, 0.9123, "raised"),
    ]


def test_the_run_that_sets_the_floors_passes_them():
    figures = {"joint": 2 / 3, "outlet_gap": -0.04321}
    section = raise_floors(None, figures, "aaa", TODAY)
    assert section.floors == {"joint": 0.6666, "outlet_gap": -0.0433}
    require_floors(compare_with_floors(section, figures, "aaa"))


def test_lowering_needs_a_reason_which_is_recorded_with_the_date():
    with pytest.raises(GateError, match="only with a reason"):
        reset_floors(SECTION, {"joint": 0.8}, "aaa", "  ", TODAY)
    section = reset_floors(SECTION, {"joint": 0.8}, "bbb", "two gold quotes were wrong", TODAY)
    assert (section.sha256, section.floors) == ("bbb", {"joint": 0.8})
    assert {(step.measure, step.before, step.after) for step in section.history} == {
        ("sha256", "aaa", "bbb"),
        ("joint", 0.9, 0.8),
        ("found", 0.95, None),
    }
    assert {step.reason for step in section.history} == {"two gold quotes were wrong"}


def test_floors_are_read_as_they_were_written(tmp_path):
    section = raise_floors(SECTION, {"joint": 0.95}, "aaa", TODAY)
    path = tmp_path / "new" / "floors.yaml"
    save_floors({"dev": section, "samples": SECTION}, path)
    assert load_floors(path) == {"dev": section, "samples": SECTION}


def test_without_a_file_there_are_no_floors_and_the_error_says_how_to_set_them(tmp_path):
    path = tmp_path / "floors.yaml"
    assert load_floors(path) == {}
    with pytest.raises(GateError, match="no floors for 'dev'; set floors with --raise-floors"):
        find_section({}, "dev", path)


@pytest.mark.parametrize("text", ["- a", "dev: {floors: {joint: high}, sha256: a}", "dev: {", "dev: {sha256: a}"])
def test_a_malformed_file_of_floors_is_an_error(tmp_path, text):
    path = tmp_path / "floors.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GateError, match="cannot be read as floors"):
        load_floors(path)


def test_the_hash_depends_on_the_bytes_and_in_a_folder_on_the_names(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text("kios")
    assert hash_gold(tmp_path / "a") == hash_gold(tmp_path / "b")
    (tmp_path / "b" / "x.txt").rename(tmp_path / "b" / "y.txt")
    assert hash_gold(tmp_path / "a") != hash_gold(tmp_path / "b")
    assert hash_gold(tmp_path / "b" / "y.txt") == hash_gold(tmp_path / "a" / "x.txt")
