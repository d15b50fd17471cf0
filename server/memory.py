"""How much of the memory that answers needed for a moment stays with the process afterwards."""

from __future__ import annotations

import ctypes

#: Of ``mallopt(3)`` of the GNU C library: the number of arenas, and from how many bytes a piece is a mapping of its own.
_ARENA_MAX, _MMAP_THRESHOLD = -8, -3
#: One for the thread that listens, one for those that answer, who wait for one another anyway.
ARENAS = 2
#: A page before it is compressed is larger than this. A number that is set does not grow by itself either.
ALONE = 128 * 1024


def hold_little() -> bool:
    """Ask the system's allocator to share its reserve among threads, and to give large pieces back at once.

    By itself it holds a reserve for each thread, up to eight for each processor, and puts ever larger pieces into them, so
    that a process under load grows for hours (measured: ``benchmarks/soak.py``). To be called before the first thread.
    Returns whether there is such an allocator.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # another C library, or Windows
        return False
    return bool(mallopt(_ARENA_MAX, ARENAS)) and bool(mallopt(_MMAP_THRESHOLD, ALONE))
