"""The check of the data in a process of its own, while this one imports what shows them: both take as long.

The port is bound only when that process has said in so many words that it found nothing wrong.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.problems import InvalidData, Problem

if TYPE_CHECKING:
    from loaders.dataset import Dataset

#: What the other process says of data with which it found nothing wrong.
_ACCEPTED = "accepted"
_INSTEAD = "what it printed last says why; where it printed nothing, give it more memory and start again"


def loaded_beside(folder: Path, meanwhile: Callable[[], object]) -> Dataset:
    """What ``load_dataset`` gives and raises; ``meanwhile`` is called while the data are checked, and knows none of them.

    The other process checks what this one has read, and this one serves it: nothing is read twice. Raises ``InvalidData``
    too when that process ends without a verdict.
    """
    from loaders.dataset import check_read, computed
    from loaders.raw import read_raw

    raw = read_raw(folder)
    if sys.platform == "linux":
        checked_beside(partial(check_read, raw), meanwhile, place=str(folder))
    else:  # elsewhere a process cannot be doubled, or not safely
        check_read(raw)
    return computed(raw)


def checked_beside(check: Callable[[], object], meanwhile: Callable[[], object], *, place: str) -> None:
    """Call ``check`` in a copy of this process, and ``meanwhile`` in this one. Raises what they raise.

    ``check`` may raise ``InvalidData`` and ``OSError``. Where it ends in any other way but a return, the data at ``place``
    are refused as well. The other process is gone when this returns or raises. Where none can be made, this one does both.
    """
    context = multiprocessing.get_context("fork")
    hears, tells = context.Pipe(duplex=False)
    other = context.Process(target=_tell_verdict, args=(check, tells))
    is_beside = _is_started(other)
    tells.close()
    if not is_beside:
        hears.close()
        check()
        meanwhile()
        return
    try:
        meanwhile()
        verdict = _heard(hears)
    except BaseException:
        other.kill()
        raise
    finally:
        hears.close()
        other.join()
    if verdict is None:
        wrong = f"the check ended without a verdict (exit status {other.exitcode})"
        raise InvalidData([Problem(place, 0, "folder", wrong, instead=_INSTEAD)])
    if isinstance(verdict, OSError):
        raise verdict
    if isinstance(verdict, tuple):
        raise InvalidData(verdict)
    if verdict != _ACCEPTED:
        raise TypeError(f"not a verdict: {verdict!r}")


def _is_started(other: BaseProcess) -> bool:
    """Start a process, if there is room for one more and memory for it."""
    with warnings.catch_warnings():
        # Said of threads: those of the libraries for numbers know what to do when their process is copied.
        warnings.simplefilter("ignore", DeprecationWarning)
        with suppress(OSError):
            other.start()
            return True
    return False


def _heard(hears: Connection) -> object:
    """What the other process says; None where it ends before it has said all of it."""
    with suppress(EOFError, OSError):
        return hears.recv()
    return None


def _tell_verdict(check: Callable[[], object], tells: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits for this one
    try:
        check()
    except InvalidData as error:
        tells.send(error.problems)
    except OSError as error:
        tells.send(error)
    else:
        tells.send(_ACCEPTED)
