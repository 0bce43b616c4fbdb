"""Corpus runs on many machines with Ray Data: from JSON lines and Parquet into a folder of Parquet parts.

The input is split into blocks (byte ranges of a file of JSON lines, row groups of
a Parquet file). Each block becomes one part, which is written under another name
and moved when it is complete. A run that is started again skips the parts that
exist: the folder is the only state, and only workers read articles and write results.
"""

from __future__ import annotations

from quotes.corpus.cluster.parts import is_parts, read_parts
from quotes.corpus.cluster.runner import BlockProgress, ClusterSettings, run_on_ray

__all__ = ["BlockProgress", "ClusterSettings", "is_parts", "read_parts", "run_on_ray"]
