"""What a process that is ours alone does to itself; in a user's process it is the user who decides."""

from __future__ import annotations

import gc


def settle() -> None:
    """Leave what is loaded so far out of every later search for garbage.

    Model and libraries are a million objects that stay to the end, and Python's
    collector looks at all of them again and again: a tenth of the time of a run.
    """
    gc.collect()
    gc.freeze()
