"""Where the words of a report begin and end: each bound from both of its sides."""

from __future__ import annotations

import pytest

from quotes.matching import content_spans
from quotes.trees import Sentence
from tests.trees import paragraph, shipped

LISTS = shipped().lists


def nouns(count: int) -> str:
    return " ".join(["warga/NOUN/1/obl"] * count)


def after_cue(rest: str) -> list[str]:
    """The content behind the cue of ``Ratna mengatakan …``."""
    built, text = paragraph(f"Ratna/PROPN/2/nsubj mengatakan/VERB/0/root {rest} ./PUNCT/2/punct")
    return [span.of(text) for span in content_spans.take_after(built.sentences[0], text, 1, LISTS)]


CLAUSE = "kapal/NOUN/1/nsubj tiba/VERB/2/ccomp"


@pytest.mark.parametrize(("between", "skipped"), [(0, True), (13, True), (14, False)])
def test_bahwa_belongs_to_a_cue_up_to_thirteen_words_before_it(between, skipped):
    [content] = after_cue(f"{nouns(between)} bahwa/SCONJ/2/mark {CLAUSE}".strip())
    assert (content == "kapal tiba") is skipped


@pytest.mark.parametrize(("between", "skipped"), [(1, True), (5, True), (6, False)])
def test_a_list_begins_behind_a_colon_no_further_than_six_words_from_its_cue(between, skipped):
    [content] = after_cue(f"{nouns(between)} hal/NOUN/2/obj :/PUNCT/2/punct {CLAUSE}")
    assert (content == "kapal tiba") is skipped


@pytest.mark.parametrize(
    ("head", "skipped"),
    [
        ("hal/NOUN/2/obj", True),
        ("hal/NOUN/2/obj amat/ADV/2/advmod penting/ADJ/2/amod", True),
        ("lagi/ADV/2/advmod hal/NOUN/2/obj penting/ADJ/2/amod", True),
        ("lagi/ADV/2/advmod soal/NOUN/2/obj hal/NOUN/2/obj amat/ADV/2/advmod penting/ADJ/2/amod", False),
    ],
)
def test_the_noun_for_a_list_is_the_first_or_one_of_the_last_two_words_before_the_colon(head, skipped):
    [content] = after_cue(f"{head} :/PUNCT/2/punct {CLAUSE}")
    assert (content == "kapal tiba") is skipped


def test_a_colon_behind_other_nouns_begins_no_list():
    assert after_cue(f"film/NOUN/2/obj :/PUNCT/2/punct {CLAUSE}") == ["film: kapal tiba"]


@pytest.mark.parametrize(("words", "skipped"), [(1, True), (6, True), (7, False)])
def test_a_place_with_its_date_between_two_commas_is_no_content(words, skipped):
    date = f"Senin/PROPN/2/obl {nouns(words)}"
    [content] = after_cue(f"kepada/ADP/4/case wartawan/NOUN/2/obl ,/PUNCT/2/punct {date} ,/PUNCT/2/punct {CLAUSE}")
    assert (content == "kapal tiba") is skipped


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("sakit/ADJ/3/xcomp", "sakit", id="verb of the subject"),
        pytest.param("sakit/ADJ/3/xcomp itu/DET/1/det", "sakit", id="demonstrative of the subject"),
        pytest.param("belum/PART/3/advmod", "belum akan pulang", id="nothing said before it"),
        pytest.param("bahwa/SCONJ/3/mark kapal/NOUN/3/nsubj", "kapal akan pulang", id="no clause behind bahwa"),
    ],
)
def test_a_content_in_a_relative_clause_of_the_subject_ends_before_its_predicate(content, expected):
    at = len(content.split()) + 5
    relative = f"Nelayan/NOUN/{at}/nsubj yang/PRON/3/nsubj mengaku/VERB/1/acl:relcl {content}"
    built, text = paragraph(f"{relative} akan/AUX/{at}/aux pulang/VERB/0/root ./PUNCT/{at}/punct")
    assert [span.of(text) for span in content_spans.take_after(built.sentences[0], text, 2, LISTS)] == [expected]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("airnya/NOUN/7/nsubj bersih/ADV/7/advmod tidak/PART/7/advmod", "airnya bersih", id="bahwa"),
        pytest.param("tidak/PART/5/advmod", "tidak terbukti", id="nothing said before it"),
    ],
)
def test_a_content_behind_a_noun_and_bahwa_ends_before_the_predicate_of_the_noun(content, expected):
    at = len(content.split()) + 4
    claim = f"Klaim/NOUN/{at}/nsubj Ratna/PROPN/1/nmod bahwa/SCONJ/{at}/mark {content}"
    built, text = paragraph(f"{claim} terbukti/VERB/0/root ./PUNCT/{at}/punct")
    assert [span.of(text) for span in content_spans.take_after(built.sentences[0], text, 1, LISTS)] == [expected]


def test_no_content_begins_with_where_the_article_has_it_from():
    assert after_cue("seperti/ADP/4/case dikutip/VERB/2/advcl Antara/PROPN/4/obl") == []


def test_where_the_article_has_it_from_ends_a_content_of_one_word():
    assert after_cue("aman/ADJ/2/ccomp seperti/ADP/5/case dikutip/VERB/2/advcl Antara/PROPN/5/obl") == ["aman"]


@pytest.mark.parametrize(
    ("adverb", "content"),
    [
        ("lagi/ADV/2/advmod bahwa/SCONJ/2/mark kapal/NOUN/5/nsubj tiba/VERB/2/ccomp", "kapal tiba"),
        ("kembali/ADV/2/advmod melaut/VERB/2/xcomp", "kembali melaut"),
        ("kembali/ADV/2/advmod ,/PUNCT/2/punct kapal/NOUN/5/nsubj tiba/VERB/2/ccomp", "kapal tiba"),
    ],
)
def test_kembali_belongs_to_the_verb_behind_it_and_else_to_the_cue(adverb, content):
    assert after_cue(adverb) == [content]


@pytest.mark.parametrize(
    ("end", "content"),
    [
        ("M/PROPN/2/flat ./PUNCT/2/punct Ia/PRON/2/nsubj pergi/VERB/2/parataxis", "nilainya 2 M"),
        ("M/PROPN/2/flat ./PUNCT/2/punct Sinaga/PROPN/2/flat pergi/VERB/2/parataxis", "nilainya 2 M"),
        ("MM/PROPN/2/flat ./PUNCT/2/punct Sinaga/PROPN/2/flat pergi/VERB/2/parataxis", "nilainya 2 MM. Sinaga pergi"),
        ("m/NOUN/2/flat ./PUNCT/2/punct Ia/PRON/2/nsubj pergi/VERB/2/parataxis", "nilainya 2 m. Ia pergi"),
    ],
)
def test_a_sentence_ends_behind_an_abbreviation_in_capitals_before_a_word_that_opens_one(end, content):
    assert after_cue(f"nilainya/NOUN/2/obj 2/NUM/3/nummod {end}") == [content]


@pytest.mark.parametrize(
    ("behind", "last"),
    [
        ("yang/PRON/4/nsubj memimpin/VERB/2/acl warga/NOUN/4/obj ,/PUNCT/2/punct kapal/NOUN/2/dep tiba/VERB/0/root", 4),
        ("di/ADP/4/case Ambon/PROPN/2/obl ,/PUNCT/2/punct kapal/NOUN/2/dep tiba/VERB/0/root", 3),
        ("(/PUNCT/4/punct 34/NUM/2/appos )/PUNCT/4/punct ,/PUNCT/2/punct kapal/NOUN/2/dep tiba/VERB/0/root", 4),
        (",/PUNCT/2/punct Senin/PROPN/2/obl ,/PUNCT/2/punct kapal/NOUN/2/dep tiba/VERB/0/root", 3),
        (",/PUNCT/2/punct ketua/NOUN/2/appos nelayan/NOUN/4/nmod ,/PUNCT/2/punct kapal/NOUN/2/dep tiba/VERB/0/root", 4),
        ("kapal/NOUN/2/dep tiba/VERB/0/root", 1),
        (",/PUNCT/2/punct kapal/NOUN/2/dep tiba/VERB/0/root", 1),
        (",/PUNCT/2/punct sapaan/NOUN/2/appos Ana/PROPN/4/nmod ,/PUNCT/2/punct kapal/NOUN/8/dep tiba/VERB/0/root", 4),
        ("sapaan/NOUN/2/appos Ana/PROPN/3/nmod ,/PUNCT/2/punct kapal/NOUN/7/dep tiba/VERB/0/root", 3),
        (
            ",/PUNCT/2/punct begitu/ADV/5/advmod disapa/VERB/2/dep ,/PUNCT/2/punct kapal/NOUN/8/dep tiba/VERB/0/root",
            4,
        ),
        (
            ",/PUNCT/2/punct kapal/NOUN/5/nsubj disapa/VERB/2/dep ,/PUNCT/2/punct kapal/NOUN/8/dep tiba/VERB/0/root",
            1,
        ),
    ],
)
def test_what_describes_a_source_is_skipped_up_to_its_comma(behind, last):
    built, _ = paragraph(f"Menurut/ADP/2/case Ratna/PROPN/0/obl {behind}")
    assert content_spans.skip_description(built.sentences[0], 1, LISTS) == last


@pytest.mark.parametrize(("before", "last"), [("istri/NOUN/0/obl", 4), ("kata/VERB/0/root", 2)])
def test_somebody_with_nya_is_described_and_nya_alone_is_not(before, last):
    built, _ = paragraph(
        f"Menurut/ADP/2/case {before} +nya/PRON/2/nmod yang/PRON/5/nsubj melaut/VERB/2/acl ,/PUNCT/2/punct "
        "kapal/NOUN/8/nsubj tiba/VERB/2/dep"
    )
    assert content_spans.skip_description(built.sentences[0], 2, LISTS) == last


@pytest.mark.parametrize(
    ("source", "behind", "last"),
    [
        ("nelayan", "kapal tiba", 3),
        ("nelayan", "Dinas Perikanan lalai", 3),
        ("nelayan", "warga Ambon, pulang", 1),
        ("nelayan", "Tomas, pulang", 1),
        ("nelayan", "Tomas dan Ratna pulang", 1),
        ("Ratna", "kapal tiba", 1),
    ],
)
def test_a_name_between_commas_is_that_of_a_source_without_one(source, behind, last):
    words = f"Menurut {source} , Haris , {behind}".replace(",", " , ").split()
    tags = {",": "PUNCT"}
    tagged = (f"{form}/{tags.get(form, 'PROPN' if form.istitle() else 'NOUN')}/0/dep" for form in words)
    built, _ = paragraph(" ".join(tagged))
    people = ("Haris", "Ratna", "Tomas")
    named = Sentence(tuple(w._replace(entity="person") if w.form in people else w for w in built.sentences[0].words))
    assert content_spans.skip_description(named, 1, LISTS) == last


def test_a_pronoun_is_not_described():
    built, _ = paragraph(
        "Menurut/ADP/2/case dia/PRON/0/obl ,/PUNCT/2/punct yang/PRON/5/nsubj penting/ADJ/2/acl ,/PUNCT/2/punct "
        "kapal/NOUN/8/nsubj tiba/VERB/2/dep"
    )
    assert content_spans.skip_description(built.sentences[0], 1, LISTS) == 1


@pytest.mark.parametrize(
    ("opening", "content"),
    [
        ("Setelah/SCONJ/3/mark", "kapal tiba"),
        ("Saat/SCONJ/3/mark", "kapal tiba"),
        ("Saat/NOUN/4/obl:tmod itu/DET/1/det", "kapal tiba, warga pulang"),
        ("Menurut/ADP/3/case", "kapal tiba, warga pulang"),
    ],
)
def test_the_report_of_a_clause_of_time_that_opens_the_sentence_ends_at_its_comma(opening, content):
    built, text = paragraph(
        f"{opening} Ratna/PROPN/3/nsubj mengatakan/VERB/0/root kapal/NOUN/5/nsubj tiba/VERB/3/ccomp ,/PUNCT/3/punct "
        "warga/NOUN/8/nsubj pulang/VERB/3/parataxis ./PUNCT/3/punct"
    )
    cue = next(word.index for word in built.sentences[0].words if word.form == "mengatakan")
    spans = content_spans.take_after(built.sentences[0], text, cue, LISTS)
    assert [span.of(text) for span in spans] == [content]


def test_behind_a_comma_the_clause_of_time_is_over():
    built, text = paragraph(
        "Setelah/SCONJ/2/mark hujan/NOUN/5/advcl ,/PUNCT/2/punct Ratna/PROPN/5/nsubj mengatakan/VERB/0/root "
        "kapal/NOUN/7/nsubj tiba/VERB/5/ccomp ,/PUNCT/5/punct warga/NOUN/10/nsubj pulang/VERB/5/parataxis "
        "./PUNCT/5/punct"
    )
    spans = content_spans.take_after(built.sentences[0], text, 4, LISTS)
    assert [span.of(text) for span in spans] == ["kapal tiba, warga pulang"]


@pytest.mark.parametrize(
    ("rest", "content"),
    [
        (f"{CLAUSE} ,/PUNCT/2/punct tanpa/ADP/7/mark merinci/VERB/2/advcl", "kapal tiba"),
        (f"{CLAUSE} ,/PUNCT/2/punct namun/CCONJ/8/cc ia/PRON/9/nsubj tidak/PART/9/advmod menyebut/VERB/2/conj",
         "kapal tiba"),
        (f"{CLAUSE} ,/PUNCT/2/punct namun/CCONJ/8/cc tidak/PART/8/advmod berangkat/VERB/4/conj",
         "kapal tiba, namun tidak berangkat"),
        (f"{CLAUSE} tanpa/ADP/6/mark merinci/VERB/2/advcl", "kapal tiba tanpa merinci"),
        (f"{CLAUSE} ,/PUNCT/2/punct namun/CCONJ/7/cc menyebut/VERB/4/conj", "kapal tiba, namun menyebut"),
    ],
)  # fmt: skip
def test_what_the_speaker_does_not_say_is_no_content(rest, content):
    assert after_cue(rest) == [content]


@pytest.mark.parametrize(
    ("between", "content"),
    [
        ("warga/NOUN/5/nsubj keberatan/ADJ/2/ccomp dan/CCONJ/7/cc paham/VERB/5/conj",
         "warga keberatan dan paham bahwa kapal tiba"),
        ("Senin/PROPN/2/obl", "kapal tiba"),
        ("kepada/ADP/4/case warga/NOUN/2/obl", "kapal tiba"),
    ],
)  # fmt: skip
def test_bahwa_behind_a_clause_is_inside_of_the_content(between, content):
    assert after_cue(f",/PUNCT/2/punct {between} bahwa/SCONJ/2/mark {CLAUSE}") == [content]


@pytest.mark.parametrize(
    ("cue", "noun", "content"),
    [
        ("membantah/VERB/0/root", "klaim/NOUN/2/obj", "kapal tiba"),
        ("menurut/ADP/0/root", "bukti/NOUN/2/obj", "bukti bahwa kapal tiba"),
        ("menurut/ADP/0/root", "ketua/NOUN/2/appos ,/PUNCT/3/punct", "kapal tiba"),
        ("menurut/ADP/0/root", "lagi/ADV/2/advmod", "kapal tiba"),
        ("menurut/ADP/0/root", "pekan/NOUN/2/obl", "kapal tiba"),
    ],
)
def test_a_noun_before_bahwa_is_content_behind_a_source_and_not_behind_a_verb(cue, noun, content):
    built, text = paragraph(f"Ratna/PROPN/2/nsubj {cue} {noun} bahwa/SCONJ/2/mark {CLAUSE} ./PUNCT/2/punct")
    spans = content_spans.take_after(built.sentences[0], text, 1, LISTS)
    assert [span.of(text) for span in spans] == [content]


NAMING = "Haris/PROPN sebagai/ADP dalang/NOUN"


@pytest.mark.parametrize(
    ("cue", "rest", "content"),
    [
        ("menyatakan", "mundur/VERB meski/SCONJ ditolak/VERB", "mundur"),
        ("menyatakan", "mundur/VERB lewat/ADP surat/NOUN", "mundur"),
        ("menyatakan", "mundur/VERB dari/ADP klub/NOUN", "mundur dari klub"),
        ("menyatakan", "mundur/VERB ,/PUNCT dan/CCONJ klub/NOUN sepi/ADJ", "mundur"),
        ("menyatakan", "mundur/VERB dan/CCONJ pulang/VERB", "mundur dan pulang"),
        ("menyatakan", "mundur/VERB ,/PUNCT dan/CCONJ akan/AUX pulang/VERB", "mundur, dan akan pulang"),
        ("menyatakan", "bahwa/SCONJ mundur/VERB meski/SCONJ lelah/ADJ", "mundur meski lelah"),
        ("mengaku", "mundur/VERB meski/SCONJ lelah/ADJ", "mundur meski lelah"),
        ("menyebut", f"{NAMING} ,/PUNCT meski/SCONJ ia/PRON lari/VERB", "Haris sebagai dalang"),
        ("menyebut", f"{NAMING} meski/SCONJ ia/PRON lari/VERB", "Haris sebagai dalang meski ia lari"),
        ("menyebut", f"{NAMING} ,/PUNCT dan/CCONJ pulang/VERB jauh/ADJ", "Haris sebagai dalang"),
        ("menyebut", f"{NAMING} ,/PUNCT dan/CCONJ sahabat/NOUN lama/ADJ", "Haris sebagai dalang, dan sahabat lama"),
        (
            "menyebut",
            f"ada/VERB {NAMING} ,/PUNCT meski/SCONJ ia/PRON lari/VERB",
            "ada Haris sebagai dalang, meski ia lari",
        ),
        ("menyatakan", f"{NAMING} ,/PUNCT meski/SCONJ ia/PRON lari/VERB", "Haris sebagai dalang, meski ia lari"),
        ("menyebut", "sebagai/ADP dalang/NOUN ,/PUNCT meski/SCONJ ia/PRON lari/VERB", "sebagai dalang, meski ia lari"),
    ],
)
def test_a_declaration_and_a_naming_are_over_before_what_the_reporter_adds(cue, rest, content):
    words = " ".join(f"{word}/2/dep" for word in rest.split())
    built, text = paragraph(f"Ratna/PROPN/2/nsubj {cue}/VERB/0/root {words} ./PUNCT/2/punct")
    spans = content_spans.take_after(built.sentences[0], text, 1, LISTS)
    assert [span.of(text) for span in spans] == [content]


@pytest.mark.parametrize(
    ("opening", "content"),
    [
        ("Sebelumnya/ADV/2/advmod kapal/NOUN/0/root", "Sebelumnya kapal"),
        ("Sebelumnya/ADV/2/advmod ,/PUNCT/1/punct kapal/NOUN/0/root", "kapal"),
        ("Namun/CCONJ/2/cc kapal/NOUN/0/root", "kapal"),
        ("Adapun/CCONJ/2/cc kapal/NOUN/0/root", "Adapun kapal"),
        ("Oleh/ADP/2/case karenanya/NOUN/0/root ,/PUNCT/2/punct kapal/NOUN/2/dep", "kapal"),
        ("Yang/PRON/2/nsubj jelas/ADJ/0/root ,/PUNCT/2/punct kapal/NOUN/2/dep", "kapal"),
        ("Sementara/SCONJ/2/mark waktu/NOUN/0/root", "Sementara waktu"),
        ("Karena/SCONJ/2/mark itu/PRON/3/dep kapal/NOUN/0/root", "kapal"),
        ("Bahkan/ADV/0/root", ""),
        ("Kedua/NUM/2/nummod ,/PUNCT/1/punct kapal/NOUN/0/root", "kapal"),
        ("Kedua/NUM/2/nummod kapal/NOUN/0/root", "Kedua kapal"),
        ("Tak/PART/2/dep itu/PRON/2/dep saja/ADV/0/root ,/PUNCT/1/punct kapal/NOUN/3/dep", "kapal"),
    ],
)
def test_a_connector_before_the_cue_is_content_where_it_says_when_or_why_and_no_comma_follows(opening, content):
    built, text = paragraph(f"{opening} kata/VERB/1/parataxis Ratna/PROPN/1/dep ./PUNCT/1/punct")
    cue = next(word.index for word in built.sentences[0].words if word.form == "kata")
    spans = content_spans.take_before(built.sentences[0], text, cue, LISTS)
    assert " … ".join(span.of(text) for span in spans) == content


@pytest.mark.parametrize(
    ("lead", "content"),
    [
        (",/PUNCT/2/punct pada/ADP/5/case malam/NOUN/8/obl ,/PUNCT/5/punct", "pada malam, kapal tiba"),
        ("pada/ADP/4/case malam/NOUN/2/obl ,/PUNCT/4/punct", "kapal tiba"),
        (",/PUNCT/2/punct pada/ADP/5/case Minggu/PROPN/2/obl ,/PUNCT/5/punct", "kapal tiba"),
        (",/PUNCT/2/punct pada/ADP/5/case 2014/NUM/2/obl ,/PUNCT/5/punct", "pada 2014, kapal tiba"),
        ("pada/ADP/4/case 2014/NUM/2/obl ,/PUNCT/4/punct", "kapal tiba"),
        (",/PUNCT/2/punct pada/ADP/5/case wartawan/NOUN/2/obl ,/PUNCT/5/punct", "kapal tiba"),
        (",/PUNCT/2/punct pada/ADP/6/case para/DET/6/det tamu/NOUN/2/obl ,/PUNCT/6/punct", "kapal tiba"),
        (",/PUNCT/2/punct kepada/ADP/5/case 2014/NUM/2/obl ,/PUNCT/5/punct", "kapal tiba"),
    ],
)
def test_a_time_behind_the_comma_of_the_cue_is_content(lead, content):
    assert after_cue(f"{lead} {CLAUSE}") == [content]


@pytest.mark.parametrize(
    ("before", "content"),
    [
        ("Ratna/PROPN/5/nsubj", "kapal tiba"),
        ("Kabar/NOUN/2/nsubj dirilis/VERB/0/root Ratna/PROPN/2/obl", "kapal tiba, kata mereka"),
    ],
)
def test_a_relative_clause_behind_the_verb_of_the_sentence_goes_on_to_its_end(before, content):
    built, text = paragraph(
        f"{before} ,/PUNCT/1/punct yang/PRON/1/nsubj mengklaim/VERB/1/acl kapal/NOUN/1/nsubj tiba/VERB/1/ccomp "
        ",/PUNCT/1/punct kata/NOUN/1/dep mereka/PRON/1/dep ./PUNCT/1/punct"
    )
    cue = next(w.index for w in built.sentences[0].words if w.form == "mengklaim")
    spans = content_spans.take_after(built.sentences[0], text, cue, LISTS)
    assert [span.of(text) for span in spans] == [content]


@pytest.mark.parametrize(
    ("quoted", "content"),
    [
        ('"dan semua pulang."', 'kapal tiba, "dan semua pulang'),
        ('"Semua sudah pulang."', "kapal tiba"),
    ],
)
def test_marks_behind_a_clause_that_begin_with_a_small_letter_are_a_part_of_the_report(quoted, content):
    built, text = paragraph(
        "Ratna/PROPN/2/nsubj mengatakan/VERB/0/root kapal/NOUN/4/nsubj tiba/VERB/2/ccomp ,/PUNCT/4/punct "
        f"{quoted}/ADJ/2/parataxis"
    )
    spans = content_spans.take_after(built.sentences[0], text, 1, LISTS)
    assert [span.of(text) for span in spans] == [content]


@pytest.mark.parametrize(
    ("word", "opener", "ends"),
    [
        ("KPK", "Namun", True),
        ("M", "Ia", True),
        ("2014", "Sementara", True),
        ("tua", "Menurut", True),
        ("km", "Menurut", False),
        ("Dr", "Para", False),
        ("Ri", "Para", True),
        ("Ri", "Samudra", False),
        ("Prof", "Ia", False),
        ("PT", "Samudra", False),
        ("KPK", "namun", False),
    ],
)
def test_a_sentence_ends_at_a_stop_before_a_word_that_opens_one_except_behind_a_title(word, opener, ends):
    apart, _ = paragraph(f"Haris/PROPN/1/dep {word}/PROPN/1/dep ./PUNCT/1/punct {opener}/ADP/1/dep pergi/VERB/0/root")
    joined, _ = paragraph(f"Haris/PROPN/1/dep {word}./PROPN/1/dep {opener}/ADP/1/dep pergi/VERB/0/root")
    assert content_spans.is_missed_end(apart.sentences[0].words, 2, LISTS) is ends
    assert content_spans.is_missed_end(joined.sentences[0].words, 1, LISTS) is ends


@pytest.mark.parametrize(
    ("before", "word", "follower", "ends"),
    [
        ("anggota", "KPK", "Haris", True),
        ("anggota", "TS", "Haris", False),
        ("anggota", "TS", "TS", True),
        ("anggota", "T", "T", False),
        ("anggota", "DRS", "Haris", False),
        ("anggota", "AKP", "Haris", False),
        ("PT", "Tbk", "Haris", True),
        ("anggota", "S.H", "Haris", False),
        ("anggota", "KPK", "haris", False),
        ("berinisial", "A", "Haris", True),
        ("Rp2", "M", "Haris", True),
        ("VII", "B", "Haris", True),
        ("VII", "BC", "Haris", False),
        ("grup", "B", "Haris", True),
        ("triwulan", "II", "Haris", True),
        ("presiden", "II", "Haris", False),
        ("gedung", "B", "Haris", False),
        ("dua", "M", "Haris", False),
        ("Rahmadi", "Ratna", "Samudra", True),
        ("rahmadi", "Ratna", "Samudra", False),
        ("Rahmadi", "Sorowa", "Samudra", False),
        ("Rahmadi", "Sorowa", "Polisi", True),
        ("Rahmadi", "Sr", "Polisi", False),
        ("Jalan", "Kab", "Polisi", False),
    ],
)
def test_capitals_without_a_stop_of_their_own_end_a_sentence_and_so_do_names(before, word, follower, ends):
    built, _ = paragraph(f"{before}/NOUN/1/dep {word}./PROPN/1/dep {follower}/PROPN/1/dep pergi/VERB/0/root")
    assert content_spans.is_missed_end(built.sentences[0].words, 1, LISTS) is ends


@pytest.mark.parametrize(
    ("lead", "content"),
    [
        ("di/ADP/4/case Ambon/PROPN/2/obl ,/PUNCT/2/punct Senin/PROPN/2/obl ,/PUNCT/2/punct", "kapal tiba"),
        (
            "di/ADP/4/case Ambon/PROPN/2/obl ,/PUNCT/2/punct lalu/ADV/2/obl ,/PUNCT/2/punct",
            "di Ambon, lalu, kapal tiba",
        ),
        ("di/ADP/4/case Ambon/PROPN/2/obl", "di Ambon kapal tiba"),
    ],
)
def test_the_place_and_the_date_of_speaking_are_no_content(lead, content):
    assert after_cue(f"{lead} kapal/NOUN/2/nsubj tiba/VERB/2/ccomp") == [content]


FAR = "yang/PRON/5/nsubj melaut/VERB/4/xcomp " + "jauh/ADV/5/advmod " * 11


@pytest.mark.parametrize(
    ("lead", "content"),
    [
        ("kepada/ADP/4/case warga/NOUN/2/obl yang/PRON/6/nsubj melaut/VERB/4/xcomp", "untuk pulang"),
        ("kepada/ADP/4/case warga/NOUN/2/obl dan/CCONJ/6/cc melaut/VERB/4/conj", "untuk pulang"),
        ("kepada/ADP/4/case warga/NOUN/2/obl melaut/VERB/2/ccomp", "melaut untuk pulang"),
        (f"kepada/ADP/4/case warga/NOUN/2/obl {FAR}", "untuk pulang"),
        (
            f"kepada/ADP/4/case warga/NOUN/2/obl {FAR} jauh/ADV/5/advmod",
            f"yang melaut {'jauh ' * 12}untuk pulang",
        ),
    ],
)
def test_what_describes_an_addressee_is_no_content_before_what_is_asked_for(lead, content):
    assert after_cue(f"{lead} untuk/SCONJ/8/mark pulang/VERB/2/advcl") == [content]


@pytest.mark.parametrize(
    ("behind", "content"), [("(/PUNCT/3/punct 18/NUM/3/nummod )/PUNCT/3/punct", []), ("cerah", ["Rabu cerah"])]
)
def test_a_day_alone_is_no_content(behind, content):
    behind = behind.replace("cerah", "cerah/ADJ/3/amod")
    assert after_cue(f"Rabu/PROPN/2/obl {behind}") == content


def test_the_last_word_and_the_first_are_no_missed_ends():
    built, _ = paragraph("KPK./PROPN/0/root Namun/CCONJ/1/dep datang./VERB/1/dep")
    assert [content_spans.is_missed_end(built.sentences[0].words, k, LISTS) for k in range(3)] == [False, False, False]


@pytest.mark.parametrize(
    ("end", "following", "goes_on"),
    [
        ("drh/NOUN/1/dep ./PUNCT/1/punct", "Haris", True),
        ("AKP./PROPN/1/dep", "Haris", True),
        ("(/PUNCT/2/punct Purn/PROPN/1/dep )/PUNCT/2/punct ./PUNCT/1/punct", "TNI", True),
        ("AKP./PROPN/1/dep", "Ia", False),
        ("AKP./PROPN/1/dep", "dan", False),
        ("AKP/PROPN/1/dep", "Haris", False),
        ("dokter/NOUN/1/dep ./PUNCT/1/punct", "Haris", False),
    ],
)
def test_a_sentence_goes_on_behind_the_stop_of_a_title(end, following, goes_on):
    built, _ = paragraph(f"kata/VERB/0/root {end}")
    other, _ = paragraph(f"{following}/PROPN/0/root")
    assert content_spans.is_wrong_end(built.sentences[0].words, other.sentences[0].words[0], LISTS) is goes_on


@pytest.mark.parametrize(
    ("before", "content"),
    [
        ("aman/ADJ/2/ccomp", "kapal aman"),
        ("di/ADP/2/case Ambon/PROPN/2/obl aman/ADJ/2/ccomp", "kapal di Ambon aman, Sabtu (9/11)"),
        ("karam/VERB/2/ccomp saat/ADV/2/mark badai/NOUN/2/obl", "kapal karam saat badai, Sabtu (9/11)"),
        ("membuka/VERB/2/ccomp Festival/PROPN/2/obj", "kapal membuka Festival, Sabtu (9/11)"),
        ("tiba/VERB/2/ccomp ,/PUNCT/2/punct Jumat/PROPN/2/obl", "kapal tiba, Jumat, Sabtu (9/11)"),
    ],
)
def test_a_day_behind_the_last_comma_is_when_it_was_said_unless_a_place_an_occasion_or_a_name_precedes(before, content):
    day = "Sabtu/PROPN/2/obl (/PUNCT/2/punct 9/11/NUM/2/obl )/PUNCT/2/punct"
    assert after_cue(f"kapal/NOUN/1/nsubj {before} ,/PUNCT/2/punct {day}") == [content]


@pytest.mark.parametrize(
    ("behind", "content"),
    [
        ("di/ADP/2/case sana/NOUN/2/obl", ["di sana"]),
        ("soal/NOUN/2/obl laut/NOUN/2/obl", ["soal laut"]),
        ("jalan/NOUN/2/nsubj dua/NUM/2/nummod kilometer/NOUN/2/ccomp", ["panjang jalan dua kilometer"]),
    ],
)
def test_how_something_is_told_is_no_content_before_a_preposition(behind, content):
    assert after_cue(f"panjang/ADJ/2/xcomp {behind}") == content


@pytest.mark.parametrize(
    ("rest", "content"),
    [("", []), (" ,/PUNCT/2/punct kapal/NOUN/2/obl", ["kapal"])],
)
def test_no_content_is_only_the_occasion_of_speaking(rest, content):
    assert after_cue(f"saat/SCONJ/2/mark dihubungi/VERB/2/advcl{rest}") == content
