"""Fit the weights of ``rules/speakers/`` on gold: ``python -m quotes.fitting GOLD.jsonl …``."""
