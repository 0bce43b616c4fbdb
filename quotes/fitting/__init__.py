"""Fit the weights of ``rules/resolution/`` on gold: ``python -m quotes.fitting GOLD.jsonl …``."""
