"""Does it hold for long? ``python benchmarks/soak.py --minutes 30``, from the top of the repository; needs wrk.

One instance with two workers, without nginx, answers a mix of addresses: pages in three languages, scripts, files, searches,
questions whether a copy is still right, and two in a hundred that nobody has asked for. First wrk asks as fast as it can,
which is the capacity; then for so many minutes at 70 % of that, with pauses that vary. Memory (what its processes share
counted once) and open files are looked at all the while. It ends with status 1 where a request failed or memory grew.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.replay import descendants
from deploy.local import HOST, ROOT, free_ports, wait_for

CONNECTIONS = 32
TOPICS = ("cases", "convictions", "adoptions", "trafficking", "context")
LANGUAGES = ("", "lang=ru", "lang=kk")
PAGES = (
    "/",
    *(f"/{topic}" for topic in TOPICS),
    "/compare",
    "/data",
    "/observation/opsc2004-p57-1",
    "/follow-up",
    "/about",
)
FILES = (
    "/api/v1/observations.csv?topic=adoptions",
    "/api/v1/observations.csv",
    "/api/v1/observations.xlsx?topic=cases",
    "/api/v1/comparisons.json?class=conflict",
    "/picture/adoptions.svg?size=slide&ink=colour",
    "/search?q=adoption",
    "/search?q=3,676",
    "/healthz",
    "/version",
)
#: Of a hundred requests, so many are for an address that nobody has asked for.
NEW = 2
#: Megabytes in an hour that count as flat, once what may be kept is full.
FLAT = 20.0
EVERY = 10.0

SCRIPT = """
local asked = {}
local at, new = 0, OFFSET
local topics = {TOPICS}
local function add(path, tag)
  local headers = {["Accept-Encoding"] = "gzip, deflate, br"}
  if tag ~= "" then headers["If-None-Match"] = tag end
  asked[#asked + 1] = wrk.format("GET", path, headers)
end
init = function(args)
  math.randomseed(2011)
ADDED
end
request = function()
  at = at + 1
  if at % (100 / NEW) == 0 then
    new = new + 1
    local path = "/search?q=" .. new
    if new % 2 == 0 then
      local from = 2000 + math.floor(new / 2) % 15
      path = "/" .. topics[new % #topics + 1] .. "?year_from=" .. from .. "&year_to=" .. (from + math.floor(new / 30) % 8)
    end
    return wrk.format("GET", path, {["Accept-Encoding"] = "gzip, deflate, br"})
  end
  return asked[math.random(#asked)]
end
DELAY
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    'JSON{"requests": %d, "seconds": %f, "bytes": %d, "connect": %d, "read": %d, "write": %d, "status": %d, "timeout": %d, ' ..
    '"half": %f, "p95": %f, "p99": %f, "longest": %f}\\n',
    summary.requests, summary.duration / 1e6, summary.bytes, e.connect, e.read, e.write, e.status, e.timeout,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
"""


@dataclass
class Sample:
    """What the instance holds at a moment: seconds since the start, bytes of memory, open files, processes."""

    at: float
    memory: int
    files: int
    processes: int


@dataclass
class Outcome:
    """What wrk counted, and what the instance held meanwhile."""

    counted: dict[str, float]
    samples: list[Sample] = field(default_factory=list)

    @property
    def failed(self) -> dict[str, int]:
        """Requests that failed, by how."""
        return {name: int(self.counted[name]) for name in ("connect", "read", "write", "status", "timeout")}

    @property
    def rate(self) -> float:
        """Requests in a second."""
        return self.counted["requests"] / self.counted["seconds"]


def sampled(pid: int, began: float) -> Sample:
    """What a process and its workers hold now."""
    memory = files = 0
    pids = descendants(pid)
    for each in pids:
        try:
            told = Path(f"/proc/{each}/smaps_rollup").read_text()
            memory += int(re.findall(r"^Pss: +(\d+)", told, re.MULTILINE)[0]) * 1024
            files += len(os.listdir(f"/proc/{each}/fd"))
        except (OSError, IndexError):  # it has just ended
            continue
    return Sample(time.monotonic() - began, memory, files, len(pids))


def addresses(port: int) -> list[tuple[str, str]]:
    """Each address of the mix with the tag of the copy that a reader has, if any. Asks for all of them once."""
    paths = [f"{page}?{lang}" if lang else page for page in PAGES for lang in LANGUAGES]
    connection = HTTPConnection(HOST, port, timeout=120)
    connection.request("GET", "/")
    paths += sorted(
        set(re.findall(r'(?:href|src)="(/assets/[^"]+\.(?:js|css))"', connection.getresponse().read().decode()))
    )
    found = []
    for at, path in enumerate([*paths, *FILES]):
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} is answered with {answer.status}: nothing was measured")
        found.append((path, ""))
        if at % 3 == 0 and "ETag" in answer.headers:  # every third reader has a copy
            found.append((path, answer.headers["ETag"]))
    connection.close()
    return found


def script(mix: Sequence[tuple[str, str]], *, offset: int, pause: float) -> str:
    """What wrk runs: the mix as fast as it can, or with pauses of so many milliseconds on each connection."""
    added = "\n".join(f"  add({json.dumps(path)}, {json.dumps(tag)})" for path, tag in mix)
    # Between half and one and a half of it.
    delay = f"delay = function() return math.floor({pause} * (0.5 + math.random()) + 0.5) end" if pause else ""
    words = {"OFFSET": str(offset), "TOPICS": ", ".join(f'"{topic}"' for topic in TOPICS), "ADDED": added}
    words |= {"DELAY": delay, "NEW": str(NEW)}
    return re.sub("|".join(words), lambda found: words[found[0]], SCRIPT)


def driven(
    port: int, pid: int, mix: Sequence[tuple[str, str]], *, seconds: float, offset: int, pause: float = 0
) -> Outcome:
    """Ask for so many seconds, and look at the instance meanwhile."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("wrk is not installed; on Debian: apt-get install wrk")
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        file = Path(folder) / "mix.lua"
        file.write_text(script(mix, offset=offset, pause=pause), encoding="utf-8")
        command = [
            wrk,
            "-t1",
            f"-c{CONNECTIONS}",
            f"-d{seconds:.0f}s",
            "--timeout",
            "30s",
            "-s",
            file,
            f"http://{HOST}:{port}",
        ]
        began = time.monotonic()
        asking = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        samples = [sampled(pid, began)]
        while True:
            try:
                output, _ = asking.communicate(timeout=min(EVERY, max(1.0, seconds / 30)))
                break
            except subprocess.TimeoutExpired:
                samples.append(sampled(pid, began))
    found = re.search(r"^JSON(.*)$", output, re.MULTILINE)
    if found is None:
        raise RuntimeError(f"wrk ended with {asking.returncode}: {output}")
    return Outcome(json.loads(found[1]), samples)


def pause_for(rate: float, port: int, pid: int, mix: Sequence[tuple[str, str]]) -> float:
    """The pause (ms) with which the mix is asked for at a rate, found by trying: answers take their time as well."""
    whole = pause = 1000 * CONNECTIONS / rate
    for number in range(3):
        tried = driven(port, pid, mix, seconds=10, offset=(3 + number) * 10**6, pause=pause)
        pause = max(0.5, pause + whole - 1000 * CONNECTIONS / tried.rate)
    return pause


def slope(samples: Sequence[Sample]) -> float:
    """Megabytes that memory grows by in an hour: the straight line that lies nearest to the samples."""
    if len(samples) < 2:
        return 0.0
    times, sizes = [each.at / 3600 for each in samples], [each.memory / 1e6 for each in samples]
    middle, mean = sum(times) / len(times), sum(sizes) / len(sizes)
    spread = sum((at - middle) ** 2 for at in times)
    return sum((at - middle) * (size - mean) for at, size in zip(times, sizes, strict=True)) / spread


def tell(name: str, of: Outcome) -> None:
    """Print a line of the table."""
    counted = of.counted
    times = " / ".join(f"{counted[part]:,.0f}" for part in ("half", "p95", "p99", "longest"))
    print(
        f"| {name} | {counted['requests']:,.0f} | {of.rate:,.0f} | {sum(of.failed.values())} | {times} | "
        f"{counted['bytes'] / 1e6 / counted['seconds']:,.1f} |",
        flush=True,
    )


def tell_memory(of: Outcome) -> float:
    """Print what the instance held, and return by how much it grew in an hour after the first third."""
    thirds = [of.samples[min(len(of.samples) - 1, len(of.samples) * part // 3)] for part in range(4)]
    held = ", ".join(f"{each.memory / 1e6:.0f} MB ({each.files} files)" for each in thirds)
    grown = slope(of.samples[len(of.samples) // 3 :])
    print(f"memory at the start, after one and two thirds, at the end: {held}")
    print(
        f"most {max(each.memory for each in of.samples) / 1e6:.0f} MB; after the first third {grown:+.1f} MB in an hour"
    )
    return grown


def main() -> int:
    """Measure, print a table, and say whether it holds."""
    parser = argparse.ArgumentParser(description="Mixed traffic for a long time.")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--share", type=float, default=0.7, help="of the capacity (0.7)")
    parser.add_argument("--capacity", type=float, default=30, help="seconds for which the capacity is measured (30)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder, (Path(folder) / "log").open("w") as errors:
        (port,) = free_ports(1)
        environment = os.environ | {"HOST": HOST, "PORT": str(port), "WORKERS": "2", "KEEP": f"{folder}/kept"}
        process = subprocess.Popen(
            [sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=errors
        )
        try:
            wait_for(process, port)
            mix = addresses(port)
            driven(port, process.pid, mix, seconds=max(5, chosen.capacity / 3), offset=0)
            print("| | requests | in a second | failed | ms: half / 95 % / 99 % / longest | MB/s |")
            print("| --- | --- | --- | --- | --- | --- |")
            most = driven(port, process.pid, mix, seconds=chosen.capacity, offset=10**6)
            tell("as fast as it can", most)
            seconds = 60 * chosen.minutes
            pause = pause_for(most.rate * chosen.share, port, process.pid, mix)
            held = driven(port, process.pid, mix, seconds=seconds, offset=2 * 10**6, pause=pause)
            tell(f"{chosen.minutes:g} minutes at {held.rate / most.rate:.0%}", held)
        finally:
            process.terminate()
            ended = process.wait(60)
        print(f"failed: {held.failed}; ended with {ended}")
        grown = tell_memory(held)
        events = Counter(json.loads(line)["event"] for line in (Path(folder) / "log").read_text().splitlines())
        print(f"told in the log: {dict(events)}")
    is_whole = not sum(held.failed.values()) and not ended and set(events) <= {"start", "stop"}
    return 0 if is_whole and (grown <= FLAT or chosen.minutes < 10) else 1


if __name__ == "__main__":
    sys.exit(main())
