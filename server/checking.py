"""The check of the data in a process of its own, while this one imports what shows them: both take as long.

The port is bound only when that process has said in so many words that it found nothing wrong.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import warnings
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.problems import InvalidData, Problem

if TYPE_CHECKING:
    from loaders.dataset import Dataset

#: What the other process says of data with which it found nothing wrong.
_ACCEPTED = "accepted"


def loaded_beside(folder: Path, meanwhile: Callable[[], object]) -> Dataset:
    """What ``load_dataset`` gives and raises; ``meanwhile`` is called while the data are checked, and knows none of them.

    The other process checks what this one has read, and this one serves it: nothing is read twice. Raises ``InvalidData``
    too when that process ends without a verdict.
    """
    from loaders.dataset import checked, read_raw, unchecked

    raw = read_raw(folder)
    if sys.platform != "linux":  # elsewhere a process cannot be doubled, or not safely
        return checked(raw)
    _checked_beside(lambda: checked(raw), meanwhile, place=str(folder))
    return unchecked(raw)


def _checked_beside(check: Callable[[], object], meanwhile: Callable[[], object], *, place: str) -> None:
    context = multiprocessing.get_context("fork")
    hears, tells = context.Pipe(duplex=False)
    other = context.Process(target=_tell_verdict, args=(check, tells))
    with warnings.catch_warnings():
        # Of threads: those of the libraries for numbers know what to do when their process is doubled.
        warnings.simplefilter("ignore", DeprecationWarning)
        other.start()
    tells.close()
    try:
        meanwhile()
        verdict = hears.recv()
    except EOFError:
        other.join()
        wrong = f"the check ended without a verdict (exit status {other.exitcode})"
        raise InvalidData([Problem(place, 0, "folder", wrong, instead="start again, with more memory")]) from None
    finally:
        hears.close()  # who is still about to tell something has nobody to tell it to, and ends
        other.join()
    if isinstance(verdict, OSError):
        raise verdict
    if verdict != _ACCEPTED:
        raise InvalidData(verdict)


def _tell_verdict(check: Callable[[], object], tells: Connection) -> None:
    """Say what a check says. Whatever else it raises ends this process without a verdict."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits for this one
    try:
        check()
    except InvalidData as error:
        tells.send(error.problems)
    except OSError as error:
        tells.send(error)
    else:
        tells.send(_ACCEPTED)
