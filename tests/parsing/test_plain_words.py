"""What stands between spaces is divided without the network where its form decides."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from quotes.parsing.stanza_cpu import plain_words
from quotes.parsing.stanza_cpu.plain_words import Division, PlainWords, divide_plain, split_at_spaces


def forms(division: Division | None) -> list[str] | None:
    return None if division is None else [form for form, *_ in division]


def ends_sentence(division: Division | None) -> bool:
    assert division is not None
    assert not any(ends for *_, ends in division[:-1])
    return division[-1][-1]


@pytest.mark.parametrize(
    ("form", "tokens"),
    [
        ("kapal", ["kapal"]),
        ("Ratna,", ["Ratna", ","]),
        ('"Kapal', ['"', "Kapal"]),
        ('pulang,"', ["pulang", ",", '"']),
        ("(KPK),", ["(", "KPK", ")", ","]),
        ("masing-masing", ["masing-masing"]),
        ("2,5", ["2,5"]),
        ("18.05", ["18.05"]),
        ("ke-3", ["ke-3"]),
        ("–", ["–"]),
    ],
)
def test_a_plain_form_is_divided_into_its_words_and_signs(form: str, tokens: list[str]) -> None:
    division = divide_plain(form)
    assert forms(division) == tokens
    assert not ends_sentence(division)


@pytest.mark.parametrize("form", ["kapal.", "Ambon.", "2019.", 'pulang."', "anak-anak.", "(KPK)."])
def test_a_full_stop_behind_a_long_word_ends_the_sentence(form: str) -> None:
    assert ends_sentence(divide_plain(form))


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("dr.", id="a title"),
        pytest.param("Prof.", id="a word of four letters with a capital"),
        pytest.param("KPK.", id="an abbreviation"),
        pytest.param("katanya", id="perhaps a multi-word token"),
        pytest.param("(10/9/2019)", id="a date"),
        pytest.param("iPhone", id="capitals inside"),
        pytest.param("warta.id", id="an address"),
        pytest.param("Da\u043c", id="another script"),
        pytest.param("'a", id="a single letter in marks"),
        pytest.param("x" * 61, id="too long"),
    ],
)
def test_what_the_network_decides_is_not_divided(form: str) -> None:
    assert divide_plain(form) is None


def test_a_form_of_the_greatest_length_is_divided() -> None:
    assert forms(divide_plain("x" * 60)) == ["x" * 60]


def test_the_last_form_of_a_text_ends_a_sentence() -> None:
    *_, last = split_at_spaces("Ratna pulang ke PT KPK.")
    assert forms(divide_plain(last)) == ["KPK", "."]
    assert ends_sentence(divide_plain(last))
    assert ends_sentence(divide_plain(split_at_spaces("Ratna pulang")[-1]))


class Network:
    """Divides every form into one token, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, asked: Sequence[str]) -> list[Division | None]:
        self.asked += asked
        return [((form, 0, len(form), False, False),) for form in asked]


def test_the_network_is_asked_once_for_each_form_that_is_not_plain() -> None:
    network = Network()
    words = PlainWords(network)
    found = words.divide([["kapal", "iPhone", ""], ["iPhone", "Ambon\n"]])

    assert network.asked == ["iPhone"]
    assert [[forms(each) for each in text] for text in found] == [[["kapal"], ["iPhone"], []], [["iPhone"], ["Ambon"]]]
    words.divide([["iPhone", "kapal"]])
    assert network.asked == ["iPhone"]


def test_the_words_around_decide_whether_a_short_form_with_a_stop_ends_the_sentence() -> None:
    network = Network()
    found = PlainWords(network).divide([["KPK.", 'KPK."', "iPhone?", "iPhone."], ["iPhone.\n"]])

    assert found[0] == [None] * 4
    assert network.asked == ["iPhone.\n"]


def test_a_cache_that_is_full_is_emptied_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network()
    words = PlainWords(network)
    monkeypatch.setattr(plain_words, "MAX_FORMS", 4)
    first = words.divide([["kapal", "iPhone"]])
    words.divide([["Ratna", "Ambon"]])

    assert words.divide([["kapal", "iPhone"]]) == first
    assert network.asked == ["iPhone", "iPhone"]


def test_an_empty_text_has_no_tokens() -> None:
    assert PlainWords(Network()).divide([split_at_spaces("")]) == [[()]]
