"""Quotation marks: every mark that news writes, every accident, and what holds for any text at all."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quotes.quotation_marks import Quotation, quotations
from quotes.records import Span

#: Texts in which marks of every kind meet letters, stops and spaces far more often than chance would have it.
_CROWDED = st.text(alphabet="\"“”„‟«»＂'‘’‚‛`aB1 .,!?…:;()–-\n\t\xa0", max_size=60)
TEXTS = st.one_of(_CROWDED, st.text(max_size=60))


def found(text: str) -> tuple[Quotation, ...]:
    return quotations(text, Span(0, len(text)))


def contents(text: str) -> list[str]:
    return [quotation.content.of(text) for quotation in found(text)]


def flagged(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(quotation.content.of(text), quotation.flags) for quotation in found(text)]


# --- the marks of news -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        pytest.param('"', '"', id="straight"),
        pytest.param("“", "”", id="curly"),
        pytest.param("“", '"', id="curly and straight"),
        pytest.param('"', "”", id="straight and curly"),
        pytest.param("”", "”", id="closing curly on both sides"),
        pytest.param("“", "“", id="opening curly on both sides"),
        pytest.param("„", "”", id="low and high"),
        pytest.param("„", "“", id="low and high the German way"),
        pytest.param("''", "''", id="two apostrophes"),
        pytest.param("``", "''", id="two backquotes and two apostrophes"),
        pytest.param("«", "»", id="guillemets"),
        pytest.param("»", "«", id="guillemets turned inwards"),
        pytest.param("＂", "＂", id="full width"),
    ],
)
def test_two_double_marks_make_a_quotation_in_whatever_style(opening, closing):
    text = f"{opening}Kami siap,{closing} kata Ratna. Ia lalu pulang."
    [quotation] = found(text)
    assert quotation.content.of(text) == "Kami siap,"
    assert quotation.outer.of(text) == f"{opening}Kami siap,{closing}"
    assert (quotation.single, quotation.nested, quotation.flags) == (False, False, ())


@pytest.mark.parametrize(("opening", "closing"), ["‘’", "''", "’’", "`'", "‘'"])
def test_single_marks_make_a_quotation_that_says_it_is_single(opening, closing):
    text = f"{opening}Kami siap,{closing} kata Ratna."
    [quotation] = found(text)
    assert quotation.content.of(text) == "Kami siap,"
    assert quotation.single


def test_white_space_inside_the_marks_is_outside_of_the_words():
    text = "“ Kami siap, ” kata Ratna."
    [quotation] = found(text)
    assert quotation.content.of(text) == "Kami siap,"
    assert quotation.outer.of(text) == "“ Kami siap, ”"


def test_every_quotation_of_a_paragraph_is_found_in_the_order_of_the_text():
    assert contents('"Satu," kata Ratna, "dua." Lalu “tiga,” kata Haris.') == ["Satu,", "dua.", "tiga,"]


def test_two_quotations_without_a_space_between_them_are_two():
    assert contents('"Kami siap.""Kami juga."') == ["Kami siap.", "Kami juga."]
    assert contents("“Kami siap.”“Kami juga.”") == ["Kami siap.", "Kami juga."]


def test_a_mark_glued_to_the_colon_before_it_opens():
    assert contents('Ratna berkata:"Kami siap." Ia pulang.') == ["Kami siap."]


def test_a_mark_after_a_bracket_opens_and_one_before_a_bracket_closes():
    assert contents('Sapaan ("Bang Jaya") itu ramah.') == ["Bang Jaya"]


def test_a_stop_after_the_closing_mark_does_not_matter():
    assert contents('"Kami siap". Ratna pulang. "Kami juga", kata Haris.') == ["Kami siap", "Kami juga"]


def test_titles_and_scare_words_are_quotations_too_and_judged_elsewhere():
    assert contents('Film "Laut Selatan" dan lagu “Pulang” jadi "bintang" malam itu.') == [
        "Laut Selatan",
        "Pulang",
        "bintang",
    ]


def test_nothing_between_two_marks_is_no_quotation():
    assert contents('Ada "" dan " " dan “” di sini.') == []


def test_a_paragraph_without_marks_has_no_quotations():
    assert found("Ratna pulang.") == ()
    assert found("") == ()


# --- the accidents ---------------------------------------------------------------------------------


def test_a_mark_that_is_never_closed_runs_to_the_end_of_the_paragraph():
    assert flagged('Ratna berkata, "Kami siap. Kami datang besok.') == [
        ("Kami siap. Kami datang besok.", ("unclosed-mark",))
    ]


def test_a_mark_that_is_never_opened_takes_the_paragraph_before_it():
    assert flagged('Kami siap," kata Ratna.') == [("Kami siap,", ("unopened-mark",))]


@pytest.mark.parametrize("length", [600, 601])
def test_in_flat_text_a_mark_that_is_never_opened_takes_the_last_sentence(length):
    before = "Hujan turun. " * 60
    said = "Kami siap,"
    text = f'{(before + said)[-length:]}" kata Ratna.'
    assert (contents(text) == [said]) == (length > 600)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"Kami siap," kata Rani. Semua pulang. Tidak ada yang sakit," imbuhnya.', "Tidak ada yang sakit,"),
        ('"Kami siap," kata Rani. Semua pulang" Imbuhnya singkat.', None),
        ('"Kami siap," kata Rani. Semua pulang" imbuhnya.', None),
        ('"Kami siap," kata Rani, semua pulang," imbuhnya.', None),
        ('"Layang" film terbaik kami," kata Rani.', '"Layang" film terbaik kami,'),
        ('Film "Layang" terbaik," kata Rani.', None),
    ],
)
def test_behind_other_quotations_a_mark_that_is_never_opened_takes_its_sentence(text, said):
    assert [q.content.of(text) for q in found(text) if q.flags] == ([said] if said else [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"Layarnya 43" dan jernih," kata Rani.', ['Layarnya 43" dan jernih,']),
        ('"Umur saya 43" kata Rani.', ["Umur saya 43"]),
        ('"Umur saya 43" kata Rani. "Kami siap."', ["Umur saya 43", "Kami siap."]),
    ],
)
def test_a_mark_behind_a_digit_is_an_inch_sign_where_another_closes(text, said):
    assert contents(text) == said


@pytest.mark.parametrize(
    "text",
    ['Hujan turun. Kami siap , " kata Ratna.', "Hujan turun. Kami siap ! ” ujarnya.", 'Kami siap. " kata Ratna.'],
)
def test_a_mark_between_blanks_closes_behind_a_stop_and_before_a_small_letter(text):
    [quotation] = found(text)
    assert quotation.flags == ("unopened-mark",)
    assert found('Hujan turun. " Kami')[0].flags == ("unclosed-mark",)


@pytest.mark.parametrize(
    ("before", "after", "closes"), [(1, 1, True), (2, 1, True), (3, 1, False), (1, 2, True), (1, 3, False)]
)
def test_a_mark_between_blanks_has_two_of_them_on_a_side_at_most(before, after, closes):
    [quotation] = found(f'Kami siap,{" " * before}"{" " * after}kata Ratna.')
    assert quotation.flags == (("unopened-mark",) if closes else ("unclosed-mark",))


@pytest.mark.parametrize("opening", ['"', "“"])
def test_a_paragraph_that_opens_a_mark_again_without_closing_the_one_before(opening):
    closing = "”" if opening == "“" else opening
    text = f"{opening}Kami siap. {opening}Kami datang besok,{closing} kata Ratna."
    assert flagged(text) == [("Kami siap.", ("unclosed-mark",)), ("Kami datang besok,", ())]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kapal tiba di Ambon.” Kami senang sekali,” kata Ratna.", ["Kami senang sekali,"]),
        ("Kapal tiba di Ambon.” Kami senang sekali,”kata Ratna.", ["Kami senang sekali,"]),
        ("“Aman,” kata Ratna.” Kami siap.”", ["Aman,", "Kami siap."]),
        ("“Aman,” kata Ratna.” Kami siap”", ["Aman,"]),
        ("Kapal tiba.” Kami siap.”", ["Kapal tiba."]),
        ("Kapal tiba di Ambon,” kata Ratna. Ia senang.", ["Kapal tiba di Ambon,"]),
    ],
)
def test_an_opening_mark_behind_the_stop_of_the_sentence_before_opens_if_the_next_one_closes(text, said):
    assert contents(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"Kapal sudah siap, ujar Ratna di Ambon.', [("Kapal sudah siap,", ())]),
        ('"Kapal sudah siap, katanya.', [("Kapal sudah siap,", ())]),
        ('"Sudah siap? tanya kami.', [("Sudah siap? tanya kami.", ("unclosed-mark",))]),
        ('"Sudah siap, kata sandi itu.', [("Sudah siap, kata sandi itu.", ("unclosed-mark",))]),
        ('"Aman, ujarnya. "Kami siap," kata Ratna.', [("Aman,", ()), ("Kami siap,", ())]),
    ],
)
def test_a_mark_that_is_never_closed_closes_before_a_cue_of_its_own(text, said):
    assert flagged(text) == said


def test_an_unclosed_mark_does_not_reach_into_the_next_paragraph():
    text = '"Kami siap.\n"Kami datang besok," kata Ratna.'
    second = Span(text.index("\n") + 1, len(text))
    assert [q.content.of(text) for q in quotations(text, Span(0, second.start - 1))] == ["Kami siap."]
    assert [q.content.of(text) for q in quotations(text, second)] == ["Kami datang besok,"]


def test_a_closing_mark_glued_to_the_cue_after_it_closes():
    assert flagged('"Kondisinya membaik, "katanya. "Kami lega," kata Haris.') == [
        ("Kondisinya membaik,", ()),
        ("Kami lega,", ()),
    ]


def test_a_cue_glued_to_the_closing_mark_changes_nothing():
    assert contents('"Kondisinya membaik,"kata Ratna. "Kami lega," kata Haris.') == [
        "Kondisinya membaik,",
        "Kami lega,",
    ]


def test_a_closing_mark_with_a_space_before_it_closes():
    assert contents('"Kami siap, " kata Ratna. "Kami datang," kata Haris.') == ["Kami siap,", "Kami datang,"]


def test_an_inch_sign_flips_nothing():
    assert contents('Layar 43" itu laku. "Kami senang," kata Ratna.') == ["Kami senang,"]


def test_one_odd_mark_at_the_end_flips_nothing_before_it():
    assert contents('"Kami siap," kata Ratna. "Kami datang," kata Haris. Ia pulang."') == ["Kami siap,", "Kami datang,"]


def test_an_apostrophe_is_no_mark():
    assert contents("Jum'at lalu Ma'ruf dan Nu'man bertemu, 'kan?") == []
    assert contents("Jum'at lalu, \"Kami siap,\" kata Ma'ruf.") == ["Kami siap,"]


def test_an_odd_single_mark_is_left_alone():
    assert contents('Ratna berkata ‘kami siap lalu pulang. "Kami datang," kata Haris.') == ["Kami datang,"]


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        ("“Saya bilang, ‘pulanglah,’ lalu pergi,” kata Ratna.", "Saya bilang, ‘pulanglah,’ lalu pergi,", "pulanglah,"),
        ("\"Saya bilang 'maju' saja,\" kata Ratna.", "Saya bilang 'maju' saja,", "maju"),
    ],
)
def test_single_marks_inside_double_ones_are_nested(text, outer, inner):
    quotation, nested = found(text)
    assert (quotation.content.of(text), quotation.nested) == (outer, False)
    assert (nested.content.of(text), nested.nested, nested.single) == (inner, True, True)


def test_curly_marks_inside_curly_marks_stay_inside():
    assert contents("“Dia bilang “maju” saja,” kata Ratna. “Kami lega,” kata Haris.") == [
        "Dia bilang “maju” saja,",
        "Kami lega,",
    ]


def test_double_marks_inside_single_ones_are_nested():
    text = '‘Saya bilang, "Pulanglah," lalu pergi,’ kata Ratna.'
    quotation, nested = found(text)
    assert (quotation.content.of(text), quotation.nested) == ('Saya bilang, "Pulanglah," lalu pergi,', False)
    assert (nested.content.of(text), nested.nested) == ("Pulanglah,", True)


@pytest.mark.parametrize(
    "text",
    [
        '"Itu film "Layang" garapan Bayu," kata Ratna.',
        '"Saya suka "Layang"," kata Ratna.',
        '""Layang" itu bagus," kata Ratna.',
        '"Kata orang, "diam itu emas", bukan?" kata Ratna.',
        '"Ada "Layang" dan "Pulang" malam ini," kata Ratna.',
        "“Ada “Layang” dan “Pulang” malam ini,” kata Ratna.",
        "«Ada «Layang» malam ini,» kata Ratna.",
        '"Film ("Layang") itu bagus," kata Ratna.',
    ],
)
def test_the_same_marks_inside_a_quotation_stay_inside(text):
    assert contents(text + ' "Ya," kata Haris.') == [text[1 : text.rindex(" kata") - 1], "Ya,"]


@pytest.mark.parametrize("titles", [19, 20])
def test_a_nested_mark_is_closed_within_a_number_of_marks(titles):
    text = '"Ada ' + '"A" dan ' * titles + 'lagi," kata Ratna.'
    assert (len(found(text)) == 1) == (titles == 19)


@pytest.mark.parametrize(("opening", "closing", "single"), [("″", "″", False), ("′", "′", True)])
def test_primes_are_marks(opening, closing, single):
    [quotation] = found(f"{opening}Kami siap,{closing} kata Ratna.")
    assert quotation.single == single


def test_single_marks_that_cross_double_ones_are_no_quotation():
    assert contents("“Kami ‘siap,” kata Ratna, ’kami datang.") == ["Kami ‘siap,"]


# --- any text --------------------------------------------------------------------------------------


@settings(deadline=None)
@given(TEXTS)
def test_no_text_raises_and_quotations_come_in_the_order_of_the_text(text):
    outers = [quotation.outer for quotation in found(text)]
    assert outers == sorted(outers)


@settings(deadline=None)
@given(TEXTS)
def test_contents_have_words_and_no_white_space_at_their_edges(text):
    for quotation in found(text):
        words = quotation.content.of(text)
        assert words
        assert words == words.strip()
        assert quotation.outer.contains(quotation.content)


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_a_quotation_stays_in_its_paragraph(before, text, after):
    article = f"{before}\n{text}\n{after}"
    within = Span(len(before) + 1, len(before) + 1 + len(text))
    assert all(within.contains(quotation.outer) for quotation in quotations(article, within))


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS)
@example("(12/5) ", "‘Kami siap,’", "kata Ratna.")
def test_what_stands_around_a_paragraph_changes_nothing_in_it(before, text, after):
    within = Span(len(before), len(before) + len(text))
    alone = [(q.content, q.outer, q.single, q.nested, q.flags) for q in found(text)]
    inside = [
        (_back(q.content, within), _back(q.outer, within), q.single, q.nested, q.flags)
        for q in quotations(before + text + after, within)
    ]
    assert inside == alone


def _back(span: Span, within: Span) -> Span:
    return Span(span.start - within.start, span.end - within.start)


@settings(deadline=None)
@given(TEXTS)
def test_every_quotation_has_two_marks_or_says_which_is_missing(text):
    for quotation in found(text):
        before = text[quotation.outer.start : quotation.content.start].strip()
        after = text[quotation.content.end : quotation.outer.end].strip()
        assert bool(before) == ("unopened-mark" not in quotation.flags)
        assert bool(after) == ("unclosed-mark" not in quotation.flags)


@pytest.mark.parametrize(
    "text",
    ["Andi “Bang Jaya” Wijaya", "Andi 'Coy' Karundeng", 'Dr. Dewi "Wiwik" Lestari datang.'],
)
def test_a_nickname_inside_a_name_is_no_quotation(text):
    assert not found(text)


@pytest.mark.parametrize(
    "text",
    ['film "Senja" Ratna', 'kata Ratna, "Siap." Budi pergi', 'Ratna "siap" Budi', 'lagu Ratna "Senja Merah di Kota"'],
)
def test_words_in_marks_beside_other_words_are_a_quotation(text):
    assert len(found(text)) == 1


@settings(deadline=None)
@given(TEXTS)
def test_a_mark_belongs_to_one_quotation_only(text):
    marks = [
        place
        for q in found(text)
        for place in (*range(q.outer.start, q.content.start), *range(q.content.end, q.outer.end))
        if not text[place].isspace()
    ]
    assert len(marks) == len(set(marks))


@settings(deadline=None)
@given(TEXTS)
def test_two_quotations_lie_apart_or_one_inside_the_other(text):
    every = found(text)
    for k, one in enumerate(every):
        for other in every[k + 1 :]:
            apart = not one.outer.overlaps(other.outer)
            assert apart or one.outer.contains(other.outer) or other.outer.contains(one.outer)


@settings(deadline=None)
@given(TEXTS)
@example('‘Saya bilang, "Pulanglah," lalu pergi,’ kata Ratna.')
def test_nested_means_inside_another_quotation(text):
    every = found(text)
    for quotation in every:
        around = [q for q in every if q is not quotation and q.outer.contains(quotation.outer)]
        assert quotation.nested == bool(around)
