"""Lexicon: the language data of ``rules/``: reporting words and their forms, names and titles, word lists."""
