"""SIGTERM and SIGHUP end a command as Ctrl-C does: it cleans up, and no output file is half written."""

from __future__ import annotations

import signal
from types import FrameType

#: SIGHUP does not exist on Windows.
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class Stopped(KeyboardInterrupt):
    """The process got a signal to end.

    Attributes:
        number: the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


def stop_on_signals() -> None:
    """Raise :class:`Stopped` on SIGTERM and SIGHUP, once: a second signal does not interrupt the cleaning up.

    A signal that is ignored already, as SIGHUP is under ``nohup``, stays ignored.
    """
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, _: FrameType | None) -> None:
    for each in _SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped(number)
