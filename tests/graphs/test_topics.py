"""Topic words."""

import yaml

from quotes.graphs.content import extract_topics, load_stop_words
from quotes.resources import rules_folder


def test_stop_words_numbers_and_names_are_left_out():
    words = extract_topics("Kami sudah membahas harga beras 12.000 dengan Bu Ratna", names=["Ratna Wulandari"])
    assert words == ("membahas", "harga", "beras")


def test_a_word_counts_once_with_and_without_its_ending():
    assert extract_topics("harga, harganya, hargalah") == ("harga",)


def test_short_words_do_not_count_but_acronyms_do():
    assert extract_topics("es KPK BBM air") == ("kpk", "bbm")


def test_the_lists_of_the_file_hold_lower_case_words_only():
    lists = yaml.safe_load((rules_folder() / "topics" / "stopwords.yaml").read_text(encoding="utf-8"))["lists"]
    assert all(isinstance(word, str) and word == word.lower() for each in lists.values() for word in each["words"])
    assert len(load_stop_words()) > 400
