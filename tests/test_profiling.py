"""Processor time by stage: only for who asks, and a stage inside another counts for itself alone."""

from __future__ import annotations

import pytest

from quotes.profiling import StageTimer, time_stage


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The processor time, which the test moves on."""
    now = [0.0]
    monkeypatch.setattr("quotes.profiling.time.process_time", lambda: now[0])
    return now


def test_a_stage_has_the_time_that_it_took(clock: list[float]) -> None:
    with StageTimer().measured() as stages:
        for _ in range(2):
            with time_stage("pos"):
                clock[0] += 1.5
            clock[0] += 10
    assert stages.seconds == {"pos": 3.0}


def test_the_outer_stage_stands_still_during_an_inner_one(clock: list[float]) -> None:
    with StageTimer().measured() as stages, time_stage("match"):
        clock[0] += 1
        with time_stage("depparse"):
            clock[0] += 5
        clock[0] += 1
    assert stages.seconds == {"match": 2.0, "depparse": 5.0}


def fails(clock: list[float]) -> None:
    with time_stage("pos"):
        clock[0] += 1
        raise ValueError("broken")


def test_a_stage_that_fails_is_left(clock: list[float]) -> None:
    with StageTimer().measured() as stages:
        with pytest.raises(ValueError, match="broken"):
            fails(clock)
        clock[0] += 5
        with time_stage("mwt"):
            clock[0] += 2
    assert stages.seconds == {"pos": 1.0, "mwt": 2.0}


def test_nothing_is_measured_where_nobody_asks(clock: list[float]) -> None:
    stages = StageTimer()
    with stages.measured():
        pass
    with time_stage("pos"):
        clock[0] += 1
    assert stages.seconds == {}
