"""Where the headline of a link ends that runs into a sentence: every sign of the border, on each side of its bound."""

from __future__ import annotations

import pytest

from quotes.layout.headlines import headline_end
from quotes.layout.rules import LayoutRules

RULES = LayoutRules(
    (),
    {
        "headline-small-words": frozenset({"di", "dan", "untuk"}),
        "sentence-openers": frozenset({"menurut", "namun,"}),
        "weak-sentence-openers": frozenset({"dalam"}),
        "place-prepositions": frozenset({"di"}),
        "headline-roles": frozenset({"kapolsek", "akp"}),
    },
    {"small-9": "pasar harga beras naik jadwal lengkap drs kami siap maju dalam"},
)
#: Words with capitals, none of them twice.
NAMES = ["Ana", "Beni", "Candra", "Dewi", "Eka", "Fajar", "Gita", "Hadi", "Indra"]


def headline(text: str) -> str:
    return text[: headline_end(text, 0, len(text), RULES)].rstrip()


def test_a_headline_has_two_words_at_least() -> None:
    assert headline("Harga Beras warga mengeluh.") == "Harga Beras"
    assert headline("Harga Naik. Rani pulang.") == "Harga Naik."
    assert headline("Naik. Rani pulang.") == "Naik. Rani"


@pytest.mark.parametrize(("words", "found"), [(8, True), (9, False)])
def test_an_opener_begins_the_sentence_within_nine_words_of_the_first_in_small_letters(words: int, found: bool) -> None:
    text = f"Harga Beras Menurut {' '.join(NAMES[:words])} pulang."
    assert (headline(text) == "Harga Beras") is found


@pytest.mark.parametrize(("words", "found"), [(4, True), (5, False)])
def test_a_role_begins_the_sentence_within_five_words_of_the_first_in_small_letters(words: int, found: bool) -> None:
    text = f"Harga Beras Kapolsek {' '.join(NAMES[:words])} pulang."
    assert (headline(text) == "Harga Beras") is found


def test_of_several_roles_in_a_row_the_first_begins_the_sentence() -> None:
    assert headline("Harga Beras Naik Kapolsek AKP Bima pulang.") == "Harga Beras Naik"


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Harga Beras Naik Dalam Ana pulang.", "Harga Beras Naik"),
        ("Harga Beras Naik Dalam Ana Beni pulang.", "Harga Beras Naik Dalam"),
    ],
)
def test_a_weak_opener_begins_it_within_two_words_only(text: str, end: str) -> None:
    assert headline(text) == end


@pytest.mark.parametrize(
    ("text", "end"),
    [
        pytest.param("Harga Beras Naik Ana Beni, pulang. Ana Beni", "Harga Beras Naik", id="two words, twice"),
        pytest.param("Harga Beras Naik Ana Beni, pulang.", "Harga Beras Naik", id="two words, here only"),
        pytest.param("Harga Beras Ana Beni Candra pulang. Ana Beni Candra", "Harga Beras", id="three words, twice"),
        pytest.param("Harga Beras Ana Beni Candra pulang.", "Harga Beras", id="three words, here only"),
        pytest.param("Harga Beras Ana Beni Candra Dewi pulang.", "Harga Beras Ana", id="four words, here only"),
        pytest.param("Harga Beras di Ana Beni Candra pulang.", "Harga Beras di Ana", id="a place before two words"),
        pytest.param("Harga Beras untuk Ana Beni pulang.", "Harga Beras untuk", id="another preposition"),
        pytest.param("Harga Beras Naik Ana, pulang. Ana", "Harga Beras Naik", id="one word, twice"),
        pytest.param("Harga Beras Naik Ana, pulang.", "Harga Beras", id="one word, here only"),
        pytest.param("Harga Beras Naik Pasar, pulang. Pasar", "Harga Beras", id="a word that news writes small"),
    ],
)
def test_a_name_that_the_article_has_elsewhere_begins_the_sentence(text: str, end: str) -> None:
    assert headline(text) == end


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Kapan Panen? Ini Jadwal Lengkap Ana pulang.", "Kapan Panen? Ini Jadwal Lengkap"),
        ("Kapan Panen? Ini Jadwal pulang.", "Kapan Panen?"),
        ("Kapan Panen? Ini di Jadwal Lengkap Ana pulang.", "Kapan Panen? Ini di Jadwal Lengkap"),
    ],
)
def test_a_headline_goes_on_behind_a_question_if_three_words_have_capitals(text: str, end: str) -> None:
    assert headline(text) == end


@pytest.mark.parametrize(
    ("quoted", "is_speech"),
    [
        ('"Kami sudah lama,"', True),
        ('"Kami siap,"', True),
        ('"Kami Tetap siap Maju"', False),
        ('"Kami Tetap siap maju"', True),
        ('"Kami Siap Maju"', False),
        ('"kami sudah lama"', False),
    ],
)
def test_marks_around_a_sentence_begin_the_sentence_behind_a_headline(quoted: str, is_speech: bool) -> None:
    assert (headline(f"Harga Beras Naik {quoted} Menurut Ana pulang.") == "Harga Beras Naik") is is_speech


@pytest.mark.parametrize(
    ("behind", "is_speech"),
    [
        ('"Kami Siap Maju," kata Ana.', True),
        ('"Kami Siap Maju" kata Ana.', False),
        ('"Kami siap di Pasar" kata Ana.', True),
        ('"Kami Siap Maju," di Ambon', False),
        ('"Abadi" Ana pulang.', False),
        ('"Siap," kata Ana.', True),
    ],
)
def test_few_small_words_in_marks_are_speech_where_small_letters_follow(behind: str, is_speech: bool) -> None:
    assert (headline(f"Harga Beras Naik {behind}") == "Harga Beras Naik") is is_speech


@pytest.mark.parametrize(("interrupts", "end"), [(True, "Harga Beras Ana Beni"), (False, "Harga Beras")])
def test_inside_a_sentence_the_headline_ends_at_the_first_small_word(interrupts: bool, end: str) -> None:
    text = "Harga Beras Ana Beni pulang."
    assert text[: headline_end(text, 0, len(text), RULES, interrupts=interrupts)].rstrip() == end


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Harga beras naik lagi Warga pulang.", "Harga beras naik lagi"),
        ("Harga beras naik lagi Ana Beni pulang. Ana Beni", "Harga beras naik lagi"),
        ("Harga beras naik lagi Ana Beni pulang.", "Harga beras naik lagi Ana Beni pulang."),
        ("Harga beras naik di Ambon dan turun", "Harga beras naik di Ambon dan turun"),
        ("Harga beras naik lagi Menurut Ana Beni.", "Harga beras naik lagi"),
        ("Harga beras naik lagi. Ana Beni Candra", "Harga beras naik lagi."),
        ('Harga beras naik lagi "Kami sudah lama," kata Ana', "Harga beras naik lagi"),
        ("5 Harga beras naik", "5 Harga"),
    ],
)
def test_a_headline_in_small_letters_ends_at_an_opener_or_a_capital_that_goes_on_small(text: str, end: str) -> None:
    assert headline(text) == end


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Harga Naik di Pasar Ana Beni", "Harga Naik di Pasar Ana Beni"),
        ("Harga Naik di, pulang", "Harga Naik"),
        ("Harga Naik di pasar ramai", "Harga Naik"),
        ("Harga Naik di", "Harga Naik di"),
        ("Harga Naik Ana apabila...", "Harga Naik Ana apabila..."),
        ("Harga Naik Drs. Ana pulang.", "Harga Naik Drs."),
        ("https://contoh.id/a Ana pulang.", "https://contoh.id/a"),
    ],
)
def test_small_words_abbreviations_and_addresses_belong_to_a_headline(text: str, end: str) -> None:
    assert headline(text) == end


@pytest.mark.parametrize(("capitals", "is_speech"), [(6, True), (7, False)])
def test_two_small_words_among_the_first_eight_make_marks_speech(capitals: int, is_speech: bool) -> None:
    text = f'Harga Beras Naik "{" ".join(NAMES[:capitals])} sudah lama," Menurut Ana pulang.'
    assert (headline(text) == "Harga Beras Naik") is is_speech


@pytest.mark.parametrize(("behind", "is_quoted"), [(7, True), (8, False)])
def test_a_small_word_is_quoted_where_the_mark_closes_within_eight_words(behind: int, is_quoted: bool) -> None:
    text = f'Harga Beras "Naik lagi {" ".join(NAMES[:behind])}" Menurut Ana pulang.'
    assert headline(text).endswith('"') is is_quoted


@pytest.mark.parametrize(
    ("behind", "is_continued"),
    [
        ("Ini Jadwal Lengkap", True),
        ("Ini Jadwal", False),
        ("Ini Jadwal Lengkap pulang.", True),
        ("Ini di dan Jadwal Lengkap", True),
        ("Ini di dan untuk Jadwal Lengkap", False),
    ],
)
def test_a_headline_continues_where_three_of_the_next_five_words_have_capitals(behind: str, is_continued: bool) -> None:
    assert headline(f"Kapan Panen? {behind}").startswith("Kapan Panen? Ini") is is_continued
