"""Beyond one machine: the same extraction on Ray Data, from JSON lines and Parquet into a folder of Parquet parts.

The input is cut into blocks (stretches of a file of JSON lines, row groups of a
Parquet file); each block becomes one part, written beside its place and moved
there when it is whole. A run that is started again skips the parts that are
there, so there is no state beyond the folder, and nobody but the workers reads
articles or writes results.
"""

from __future__ import annotations

from quotes.corpus.cluster.parts import is_parts, read_parts
from quotes.corpus.cluster.runner import ClusterSettings, Progressed, run_on_ray

__all__ = ["ClusterSettings", "Progressed", "is_parts", "read_parts", "run_on_ray"]
