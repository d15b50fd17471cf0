"""What threads needed for a moment is not kept for each of them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sources_of_code import ROOT

#: Counts the arenas of the allocator and the bytes that it has mapped one by one, after eight threads held pieces at once.
_COUNTED = """
import ctypes, re, sys, tempfile, threading
from server.memory import hold_little
if sys.argv[1] == "hold" and not hold_little():
    sys.exit(3)
c = ctypes.CDLL(None)
c.fopen.restype = ctypes.c_void_p
begun, seen = threading.Barrier(9), threading.Barrier(9)
def hold():
    pieces = [bytes(1000) for _ in range(200)]
    begun.wait(); seen.wait()
threads = [threading.Thread(target=hold) for _ in range(8)]
[thread.start() for thread in threads]
begun.wait()
for _ in range(20):
    bytearray(2**20)  # freed pieces of a size teach the allocator to keep such pieces
large = bytearray(2**20)
with tempfile.NamedTemporaryFile() as file:
    told = c.fopen(file.name.encode(), b"w")
    c.malloc_info(0, ctypes.c_void_p(told)); c.fclose(ctypes.c_void_p(told))
    words = file.read().decode()
seen.wait()
print(len(re.findall("<heap ", words)), re.search(r'type="mmap" count="(\\d+)"', words)[1])
"""


def counted(how: str) -> tuple[int, int]:
    """Arenas, and pieces that are mappings of their own."""
    run = subprocess.run(
        [sys.executable, "-c", _COUNTED, how], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    if run.returncode == 3:
        pytest.skip("this system has another allocator")
    assert run.returncode == 0, run.stderr
    arenas, mapped = run.stdout.split()
    return int(arenas), int(mapped)


@pytest.mark.skipif(sys.platform != "linux", reason="of the GNU C library")
def test_threads_share_their_reserve_and_large_pieces_are_given_back() -> None:
    before, held = counted("not"), counted("hold")
    assert before[0] > 2, "the system does this by itself now"
    assert held[0] == 2
    assert held[1] > before[1]
