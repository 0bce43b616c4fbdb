"""The view of a text: what a reader sees of it, and the exact way back to the article."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.layout import DAMAGED, TextView, make_view
from quotes.layout.viewing import LONGEST_TEXT, TOO_LONG
from quotes.pipeline import load_rules
from quotes.records import Span

DIRTY = st.text(
    alphabet="ab A.,\"“”'\n\r\t\xa0\u200b\u00ad&;#3<>p/br*_\\[](){}quotamp-â€œ\x9d", max_size=80
)  # fmt: skip


RULES = load_rules().layout


def view_of(text: str) -> TextView:
    return make_view(text, RULES)


def seen(text: str) -> str:
    return view_of(text).text


# --- what is left out and what is read -------------------------------------------------------------


@pytest.mark.parametrize(
    ("article", "view"),
    [
        ("&quot;Kami siap,&quot; kata Rani.", '"Kami siap," kata Rani.'),
        ("&#8220;Kami siap,&#x201D; kata Rani.", "“Kami siap,” kata Rani."),
        ("&amp;quot;Kami siap,&amp;quot; kata Rani.", '"Kami siap," kata Rani.'),
        ("Rani&nbsp;Dewi pulang&hellip;", "Rani Dewi pulang…"),
        ("&#147;Kami siap,&#148; kata Rani.", "“Kami siap,” kata Rani."),
        ("&quotKami siap,&quot kata Rani.", '"Kami siap," kata Rani.'),
        ("Rani &lt;b&gt;Dewi&lt;/b&gt; pulang.", "Rani Dewi pulang."),
        ("kata\u200b Rani", "kata Rani"),
        ("\ufeffmenga\u00adta\u200bkan\u202c", "mengatakan"),
        ("Rani\xa0Dewi,  adik\tBima", "Rani Dewi, adik Bima"),
        ("**Rani Dewi** pulang.", "Rani Dewi pulang."),
        ('_"Kami siap,"_ kata __Rani__.', '"Kami siap," kata Rani.'),
        ("***Rani*** *pulang*.", "Rani pulang."),
        ("## Harga Beras\n> Kami siap.", "Harga Beras\nKami siap."),
        ("[Rani](https://contoh.id/a_b_c) pulang.", "Rani pulang."),
        ("<p>Kami siap.</p><p>Rani pulang.</p>", "\nKami siap.\n\nRani pulang.\n"),
        ('Kami siap.<br />Rani <a href="https://contoh.id">pulang</a>.<!-- iklan -->', "Kami siap.\nRani pulang."),
        ("Kami siap.\r\nRani pulang.\rBima juga.", "Kami siap.\nRani pulang.\nBima juga."),
        ('\\"Kami siap,\\" kata Rani.', '"Kami siap," kata Rani.'),
        ("â€œKami siap,â€\x9d kata Rani. Jumâ€™at.", "“Kami siap,” kata Rani. Jum’at."),
        ('""Kami siap,"" kata Rani. ""Ayo!"" katanya.', '"Kami siap," kata Rani. "Ayo!" katanya.'),
        ("´Kami siap,´ kata Rani, 「Ayo」 ‹juga›.", "'Kami siap,' kata Rani, “Ayo” ‘juga’."),
        ("Kami siap.\\n\\n\\u201cAyo,\\u201d kata Rani.\\tIa pulang.", "Kami siap.\n\n“Ayo,” kata Rani. Ia pulang."),
        ("[b]Rani[/b] membuka [url=https://contoh.id]pasar[/url].", "Rani membuka pasar."),
        ("Rani pulang.[1] Bima<sup>2</sup> juga[13].", "Rani pulang. Bima juga."),
        ("~~Rani~~ Bima pulang.", "Rani Bima pulang."),
        ("â\x80\x9cKami siap,â\x80\x9d kata RenÃ©e.", "“Kami siap,” kata Renée."),
    ],
)
def test_dirt_is_no_part_of_the_view(article: str, view: str) -> None:
    assert seen(article) == view


@pytest.mark.parametrize(
    "text",
    [
        "R&D dan S&P naik 3 persen; harga < 5 ribu > 2 ribu.",
        "&Bahan; dan &tidakada; bukan apa-apa.",
        "5*3*2 = 30, catatan *) lihat bawah.",
        "Akun @rani_dewi_id dan @bima_ menulis a**l.",
        "(* / win) (***)",
        "Âge d'or, Mâle, NÃO.",
        'Tanda "" kosong, "kata" Rani.',
        "[Gambas:Video] [x] a[1234] (~~~)",
        r"C:\data\baru milik Rani.",
        "<Rani> pulang <3",
        "https://contoh.id/a_b_c?x=1&y=2 [1] (dua)",
    ],
)
def test_what_only_looks_like_dirt_stays(text: str) -> None:
    assert seen(text) == text


def test_the_view_of_a_clean_article_is_the_article() -> None:
    text = '"Kami siap," kata Rani Dewi.\n\nIa pulang pukul 17.00 (12/5).'
    assert view_of(text) == TextView(text)
    assert view_of(text).text is text


@pytest.mark.parametrize(
    ("glued", "parted"),
    [
        ("Kami siap.Menurut Rani, hujan turun.", "Kami siap. Menurut Rani, hujan turun."),
        ('Kami siap."Hujan turun," kata Rani.', 'Kami siap. "Hujan turun," kata Rani.'),
        ('"Kami siap."Rani lalu pulang.', '"Kami siap." Rani lalu pulang.'),
        ('"Kami siap. Hujan turun."Kami lelah," kata Rani.', '"Kami siap. Hujan turun. "Kami lelah," kata Rani.'),
        ("Ia pulang (12/5/2024).Hujan turun.", "Ia pulang (12/5/2024). Hujan turun."),
        ("Kapal itu tua (KPL).PT Samudra mundur.", "Kapal itu tua (KPL). PT Samudra mundur."),
        ("Kami siap.KPK mundur.", "Kami siap. KPK mundur."),
    ],
)
def test_sentences_that_were_run_together_are_parted(glued: str, parted: str) -> None:
    assert seen(glued) == parted


@pytest.mark.parametrize(
    "text", ["Kata Merdeka.Com, detik.Id dan Grid.ID hari ini.", "S.H.Rani dan M.Si.", "Pukul 17.Lalu 3.000."]
)
def test_stops_that_end_no_sentence_are_left_alone(text: str) -> None:
    assert seen(text) == text


def test_only_flat_text_is_parted_into_paragraphs() -> None:
    sentence = "Kami siap sejak pagi.Menurut Rani, hujan turun." + "a" * 1000
    assert seen(sentence[:1001]).startswith("Kami siap sejak pagi.\nMenurut")
    assert seen(sentence[:1000]).startswith("Kami siap sejak pagi. Menurut")


# --- the way back ----------------------------------------------------------------------------------


def test_a_span_of_the_view_is_mapped_to_the_words_of_the_article() -> None:
    text = "<p>&quot;Kami si\u200bap,&quot; kata <b>Rani&nbsp;Dewi</b>.</p>"
    view = view_of(text)

    def there(words: str) -> str:
        start = view.text.index(words)
        return view.article_span(Span(start, start + len(words))).of(text)

    assert there("Kami siap,") == "Kami si\u200bap,"
    assert there("Rani Dewi") == "Rani&nbsp;Dewi"
    assert there('"') == "&quot;"


def test_a_content_that_crosses_what_is_left_out_becomes_several_spans() -> None:
    text = '"Kami <a href="https://contoh.id">akan datang</a> besok," kata Rani.'
    view = view_of(text)
    pieces = view.article_spans(Span(1, view.text.index(',"')))
    assert [piece.of(text) for piece in pieces] == ["Kami", "akan datang", "besok"]
    invisible = "Kami da\u200btang"
    assert view_of(invisible).article_spans(Span(0, 11)) == (Span(0, 12),)


@settings(deadline=None)
@given(DIRTY)
def test_no_text_raises_and_every_character_has_its_place(text: str) -> None:
    view = view_of(text)
    if not view.starts:
        assert view.text.casefold() in {text.casefold(), ""}
        return
    assert len(view.text) == len(view.starts) == len(view.ends)
    assert all(0 <= start <= end <= len(text) for start, end in zip(view.starts, view.ends, strict=True))
    assert list(view.starts) == sorted(view.starts)
    for at, character in enumerate(view.text):
        if character.isalpha() and view.ends[at] - view.starts[at] == 1:
            assert text[view.starts[at]].casefold() == character.casefold()


@settings(deadline=None)
@given(DIRTY)
def test_the_view_of_a_view_is_itself_but_for_entities_that_hide_more_dirt(text: str) -> None:
    if not any(mark in text for mark in "&<*_\\[â>#"):
        once = seen(text)
        assert seen(once) == once


@pytest.mark.parametrize("unit", ["&amp;", "<", "<!--", "**a", "_a ", "[", "> ", "\u200b", "<p>", "a\n", "â€", '"a\n'])
def test_the_view_takes_time_in_proportion_to_the_text(unit: str) -> None:
    started = time.process_time()
    view_of(unit * (100_000 // len(unit)))
    assert time.process_time() - started < 5


# --- damage ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("â€œKami siap,â€ kata Rani.", True),
        ("30 Maretâ€‹ 2017, Rani pulang.", False),
        ("Ran\ufffd pulang, Bim\ufffd datang, Sar\ufffd menunggu.", True),
        ("Ran\ufffd pulang, Bim\ufffd datang.", False),
        ("kata " * 40, True),
        ("kata " * 39, False),
        ("kata " * 100 + "selesai.", True),
        ("kata " * 99 + "selesai.", False),
    ],
)
def test_a_text_that_cannot_be_trusted_is_flagged(text: str, damaged: bool) -> None:
    assert (DAMAGED in view_of(text).flags) == damaged


# --- long texts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("more", "flags"), [(0, ()), (1, (TOO_LONG,))])
def test_of_a_text_that_is_too_long_only_the_lines_that_end_before_the_limit_are_read(more: int, flags: tuple) -> None:
    line = "Kapal itu tiba di Ambon pada pagi hari.\n"
    text = (line * (LONGEST_TEXT // len(line) + 1))[: LONGEST_TEXT + more]
    view = view_of(text)
    assert (view.flags, view.text) == (flags, text[: text.rfind("\n") + 1] if more else text)


def test_of_a_line_that_is_too_long_the_beginning_is_read() -> None:
    assert view_of("Kapal tiba. " * (LONGEST_TEXT // 6)).text == ("Kapal tiba. " * (LONGEST_TEXT // 6))[:LONGEST_TEXT]


def test_lines_with_links_take_time_in_proportion() -> None:
    def measure(count: int) -> float:
        began = time.process_time()
        view_of("Baca juga: Kapal tiba\n" * count)
        return (time.process_time() - began) / count

    view_of("Baca juga: Kapal tiba\n" * 100)
    assert measure(8_000) < 4 * measure(1_000)
