"""Measure speed and memory, compare them with Stanza's default pipeline, and check that the quotes are the same.

The variants run in processes of their own, in turn and on the same articles, so that other load on the machine affects
all of them alike and each has its own peak memory. docs/speed.md has the figures.
"""
