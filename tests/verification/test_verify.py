"""The verdict on one quotation at a time; tests/verification/test_drafts.py has whole drafts with the model."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.records import Speaker
from quotes.verification import Finding, Sources, is_accepted, verify
from quotes.verification.page import page_html
from tests.verification.verification_records import BAMBANG, RATNA, RULES, SOURCE, draft, record, speaker

SOURCES = Sources([SOURCE])


def check(words: str, who: Speaker | None = BAMBANG) -> Finding:
    (finding,) = verify(draft(words, who), SOURCES, RULES)
    return finding


def test_the_same_words_by_the_same_person_are_verbatim() -> None:
    found = check("Keselamatan harus didahulukan")
    assert (found.verdict, found.notes, found.similarity) == ("verbatim", (), 1.0)
    (place,) = found.places
    assert (place.text, place.line, place.speakers, place.in_marks) == (
        "Keselamatan harus didahulukan", 1, ("Bambang Surya Wiratama",), True,
    )  # fmt: skip
    assert [quote.id for quote in place.quotes] == ["kereta#1"]


def test_words_of_one_paragraph_may_be_joined_over_the_reporting_clause() -> None:
    found = check("Keselamatan harus didahulukan daripada seremoni. Sisanya menunggu suku cadang dari pabrik")
    assert found.verdict == "verbatim"
    assert found.places[0].text == (
        "Keselamatan harus didahulukan daripada seremoni … Sisanya menunggu suku cadang dari pabrik"
    )


def test_the_words_of_somebody_else_are_misattributed() -> None:
    found = check("Mereka memahami penundaan ini")
    assert (found.verdict, found.source_speakers) == ("misattributed", ("Ratna Dewi Kusumawardani",))


def test_a_changed_word_is_shown() -> None:
    found = check("Kami mau ambil risiko. Keselamatan harus didahulukan daripada upacara")
    assert found.verdict == "altered"
    assert list(map(str, found.differences)) == ["left out: tidak", "seremoni → upacara"]


def test_changed_words_of_somebody_else_are_misattributed_with_the_difference() -> None:
    found = check("Mereka menerima penundaan ini, sebagian malah minta waktu tambahan untuk menyiapkan gudang")
    assert (found.verdict, list(map(str, found.differences))) == ("misattributed", ["memahami → menerima"])


def test_two_statements_joined_to_one_are_spliced() -> None:
    found = check("Kami tidak mau ambil risiko, sebagian malah minta waktu tambahan")
    assert (found.verdict, len(found.places)) == ("spliced", 2)
    assert found.source_speakers == ("Bambang Surya Wiratama", "Ratna Dewi Kusumawardani")


def test_words_in_another_order_are_spliced() -> None:
    assert check("Keselamatan harus didahulukan daripada seremoni. Kami tidak mau ambil risiko").verdict == "spliced"


def test_an_ellipsis_may_leave_words_out_inside_one_quote() -> None:
    found = check("Kami tidak mau ambil risiko … harus didahulukan")
    assert (found.verdict, found.notes) == ("verbatim", ("words-left-out",))


def test_an_ellipsis_does_not_join_the_words_of_two_paragraphs() -> None:
    assert check("Kami tidak mau ambil risiko … sebagian malah minta waktu").verdict == "spliced"


def test_an_ellipsis_does_not_hide_a_changed_word() -> None:
    found = check("Kami tidak berani ambil risiko … didahulukan daripada seremoni")
    assert (found.verdict, found.notes) == ("altered", ("words-left-out",))


@pytest.mark.parametrize("words", ["Kami [pemerintah] tidak mau ambil risiko", "[Pemerintah] tidak mau ambil risiko"])
def test_words_in_brackets_are_the_draft_s_own(words: str) -> None:
    found = check(words)
    assert (found.verdict, found.notes) == ("verbatim", ("words-in-brackets",))


def test_a_reporting_clause_of_the_draft_may_split_the_words() -> None:
    assert check("Kami tidak mau ambil risiko. / Keselamatan harus didahulukan").verdict == "verbatim"


def test_a_report_without_marks_is_no_quotation() -> None:
    found = check("kontrak yang sudah diteken tetap berlaku", RATNA)
    assert (found.verdict, found.notes) == ("altered", ("reported-indirectly",))
    assert check("kontrak yang sudah diteken tetap berlaku", BAMBANG).verdict == "misattributed"


def test_words_that_the_source_says_itself_are_unconfirmed() -> None:
    found = check("Kereta itu melewati empat belas stasiun")
    assert (found.verdict, found.notes, found.places[0].line) == ("unconfirmed", ("said-by-nobody",), 2)


def test_marked_words_without_a_speaker_are_unconfirmed() -> None:
    found = check("Tarif baru diumumkan dua pekan lagi")
    assert (found.verdict, found.notes) == ("unconfirmed", ("no-speaker-in-source",))


def test_a_title_says_who_speaks_if_it_names_them() -> None:
    found = check("Keselamatan nomor satu bagi kami")
    assert (found.verdict, found.notes, found.places[0].in_title) == ("verbatim", ("in-headline",), True)
    assert check("Keselamatan nomor satu bagi kami", RATNA).verdict == "misattributed"


def test_a_headline_that_names_nobody_is_unconfirmed() -> None:
    text = "Harga Beras di Pasar Induk Melonjak\nMargaretha bicara."
    source = record(text, (speaker("Margaretha Wenas"), "bicara"), name="beras")
    (found,) = verify(draft("Harga beras di pasar induk melonjak"), [source], RULES)
    assert (found.verdict, found.notes) == ("unconfirmed", ("in-headline",))


def test_a_body_for_the_person_who_speaks_for_it_is_noted() -> None:
    found = check("Mereka memahami penundaan ini", speaker("PT Lintas Pesisir", kind="organisation"))
    assert (found.verdict, found.notes) == ("verbatim", ("body-for-person",))


def test_a_draft_that_names_nobody_is_unconfirmed() -> None:
    found = check("Kami tidak mau ambil risiko", None)
    assert (found.verdict, found.notes) == ("unconfirmed", ("no-speaker-in-draft",))


def test_speech_in_marks_that_the_draft_gives_to_nobody_is_checked_and_a_title_is_not() -> None:
    text = 'Buku "Jejak Lada di Laut Utara" terbit. "Kami akan pulang besok pagi," demikian kabarnya.'
    found = verify(record(text, name="draf"), SOURCES, RULES)
    assert [(each.text, each.quote, each.verdict) for each in found] == [
        ("Kami akan pulang besok pagi,", None, "not-found")
    ]


def test_a_mixed_quote_is_checked_by_its_words_in_marks() -> None:
    text = 'Bambang menyebut proyek itu "tidak mau ambil risiko" dan berhasil.'
    made = record(text, (BAMBANG, 'proyek itu "tidak mau ambil risiko" dan berhasil'), name="draf", q1="mixed")
    (found,) = verify(made, SOURCES, RULES)
    assert (found.text, found.verdict) == ('"tidak mau ambil risiko"', "verbatim")


def test_of_several_places_that_of_the_same_speaker_counts() -> None:
    other = record('"Kami siap," kata Ratna.', (RATNA, "Kami siap"), name="a")
    same = record('"Kami siap," kata Bambang.', (BAMBANG, "Kami siap"), name="b")
    (found,) = verify(draft("Kami siap"), [other, same], RULES)
    assert (found.verdict, found.places[0].article.id) == ("verbatim", "b")


def test_a_quotation_without_words_is_not_found() -> None:
    assert check("—").verdict == "not-found"


# --- thresholds: a quotation on each side -----------------------------------------------------------------------------


def test_a_quotation_is_altered_down_to_a_similarity_of_seventy_percent() -> None:
    words = "Sisanya masih menunggu kiriman cadang dari luar kota"
    assert check(words).verdict == "altered"
    assert 0.70 <= check(words).similarity < 0.80
    assert check("Sisanya sedang ditahan petugas bea cukai dari provinsi").verdict == "not-found"


def test_the_words_of_somebody_else_must_be_more_similar() -> None:
    words = "Sisanya masih menunggu kiriman cadang dari luar kota"
    assert check(words, RATNA).verdict == "not-found"
    assert check("Sisanya masih menunggu suku cadang dari pabrik", RATNA).verdict == "misattributed"


def test_a_short_quotation_must_be_more_similar() -> None:
    assert check("Kami tidak berani ambil risiko").verdict == "altered"
    assert check("Kami tidak pernah berisiko").verdict == "not-found"


def test_a_part_of_a_splice_has_four_words() -> None:
    assert check("Kami tidak mau ambil risiko, minta waktu tambahan untuk menyiapkan gudang").verdict == "spliced"
    assert check("Kami tidak mau ambil risiko. Mereka memahami").verdict != "spliced"


def test_a_whole_sentence_left_out_without_a_sign_is_a_splice_and_a_few_words_are_not() -> None:
    source = record(
        '"Air naik cepat sekali tadi malam. Warga kami bawa ke balai desa. Semua orang selamat dan sehat," katanya.',
        (BAMBANG, "Air naik cepat sekali tadi malam. Warga kami bawa ke balai desa. Semua orang selamat dan sehat"),
    )  # fmt: skip
    (spliced,) = verify(draft("Air naik cepat sekali tadi malam. Semua orang selamat dan sehat"), [source], RULES)
    (altered,) = verify(draft("Air naik cepat malam. Warga kami bawa ke balai desa"), [source], RULES)
    assert (spliced.verdict, altered.verdict) == ("spliced", "altered")


# --- what is made of findings -----------------------------------------------------------------------------------------


def test_only_verbatim_quotations_and_accepted_verdicts_pass() -> None:
    found = check("Kami tidak mau ambil risiko", None)
    assert not is_accepted(found)
    assert not is_accepted(found, ["altered"])
    assert is_accepted(found, ["unconfirmed"])
    assert is_accepted(check("Kami tidak mau ambil risiko"))


def test_the_json_form_has_places_and_differences() -> None:
    data = check("Kami tak mau ambil risiko. Keselamatan harus didahulukan").to_dict()
    assert data["verdict"] == "altered"
    assert data["differences"] == [{"draft": "tak", "source": "tidak"}]
    assert data["places"][0]["spans"] == [[1, 59]]
    assert data["places"][0]["quote_id"] == ["kereta#1"]


def test_the_page_shows_each_verdict_and_escapes_words() -> None:
    source = record('"Kami <b>siap</b> sekali," kata Ratna.', (RATNA, "Kami <b>siap</b> sekali"))
    found = verify(draft("Kami <i>siap</i> sekali", RATNA), [source], RULES)
    page = page_html([*found, check("Kami tak mau ambil risiko. Keselamatan harus didahulukan")])
    assert "<del>tidak</del> <ins>tak</ins>" in page
    assert "&lt;b&gt;siap" in page
    assert "<b>siap" not in page


def test_the_date_and_outlet_of_a_source_are_shown() -> None:
    article = replace(SOURCE.article, outlet="Harian Cendana", date="2024-03-05", url="https://cendana.example/1")
    (found,) = verify(draft("Kami tidak mau ambil risiko"), [replace(SOURCE, article=article)], RULES)
    page = page_html([found])
    assert "Harian Cendana · 2024-03-05 · line 1 · said by Bambang Surya Wiratama" in page
    assert 'href="https://cendana.example/1"' in page


@pytest.mark.parametrize(("words", "found"), [("Kami pulang besok pagi.", 1), ("Kami pulang besok.", 0)])
def test_speech_that_nobody_says_is_checked_from_four_words_on(words: str, found: int) -> None:
    assert len(verify(record(f'Di dinding tertulis "{words}"', name="draf"), SOURCES, RULES)) == found


def test_a_splice_covers_three_quarters_of_the_words() -> None:
    parts = "Kami tidak mau ambil risiko sebagian malah minta waktu tambahan"  # five and five words
    assert check(f"{parts} entah apa lagi").verdict == "spliced"
    assert check(f"{parts} entah apa lagi nanti").verdict != "spliced"
