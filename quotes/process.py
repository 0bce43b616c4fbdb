"""Settings for a process that runs nothing but quotes; in a user's own process the user decides."""

from __future__ import annotations

import gc


def freeze_gc() -> None:
    """Exclude all objects that exist now from garbage collection.

    The model and the libraries are a million objects that stay until the process ends. Scanning them again and again
    takes a tenth of the time of a run.
    """
    gc.collect()
    gc.freeze()
