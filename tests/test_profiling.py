"""processor time by stage: measured on request only, and a stage inside another is measured for itself alone."""

from __future__ import annotations

import gc

import pytest

from quotes.profiling import StageTimer, pause_gc, time_stage


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The processor time, which the test advances."""
    now = [0.0]
    monkeypatch.setattr("quotes.profiling.time.process_time", lambda: now[0])
    return now


def test_the_time_of_a_stage_is_the_sum_of_its_runs(clock: list[float]) -> None:
    with StageTimer().measure() as timer:
        for _ in range(2):
            with time_stage("pos"):
                clock[0] += 1.5
            clock[0] += 10
    assert timer.seconds == {"pos": 3.0}


def test_the_outer_stage_pauses_during_an_inner_one(clock: list[float]) -> None:
    with StageTimer().measure() as timer, time_stage("match"):
        clock[0] += 1
        with time_stage("depparse"):
            clock[0] += 5
        clock[0] += 1
    assert timer.seconds == {"match": 2.0, "depparse": 5.0}


def fail_in_stage(clock: list[float]) -> None:
    with time_stage("pos"):
        clock[0] += 1
        raise ValueError("broken")


def test_a_stage_that_fails_is_stopped(clock: list[float]) -> None:
    with StageTimer().measure() as timer:
        with pytest.raises(ValueError, match="broken"):
            fail_in_stage(clock)
        clock[0] += 5
        with time_stage("mwt"):
            clock[0] += 2
    assert timer.seconds == {"pos": 1.0, "mwt": 2.0}


def test_nothing_is_measured_outside_measure(clock: list[float]) -> None:
    timer = StageTimer()
    with timer.measure():
        pass
    with time_stage("pos"):
        clock[0] += 1
    assert timer.seconds == {}


# --- garbage collection ----------------------------------------------------------------------------


@pause_gc()
def is_collecting_inside() -> bool:
    return gc.isenabled()


@pause_gc()
def fail_inside() -> None:
    raise ValueError("broken")


def test_garbage_collection_pauses_inside_and_goes_on_after_an_error() -> None:
    assert not is_collecting_inside()
    with pytest.raises(ValueError, match="broken"):
        fail_inside()
    assert gc.isenabled()


def test_garbage_collection_stays_off_where_it_was_off() -> None:
    gc.disable()
    try:
        is_collecting_inside()
        assert not gc.isenabled()
    finally:
        gc.enable()
