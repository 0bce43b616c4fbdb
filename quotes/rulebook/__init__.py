"""The rules: YAML with positions, the lexicon of reporting words, titles, and what is built on them."""
