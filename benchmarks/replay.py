"""What is left for the app in an hour with a thousand readers: ``python benchmarks/replay.py``, from the top of the repository.

Invented readers come from a front-page story and from search, most of them in the first half of the hour. Their hour is
replayed twice in front of two instances: through nginx with its cache (``deploy/nginx.conf``) and through the same nginx
without it. The hour is made shorter, and so is the life of every answer: a second nginx, between the first and the
instances, divides what they say in Cache-Control by the same number. What reaches the app is counted there.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.thousand_readers import HOUR, READERS, STORY, Request, by_the_clock, hour, kind_of
from deploy.local import HOST, Instance, free_ports, installed_nginx, instances, proxy, running, wait_for

THREADS = 24

# what stands between nginx and the instances

CLOCK = """
pid {folder}/clock.pid;
error_log {folder}/clock-error.log crit;
{account}
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/clock-a; proxy_temp_path {folder}/clock-b; fastcgi_temp_path {folder}/clock-c;
    uwsgi_temp_path {folder}/clock-d; scgi_temp_path {folder}/clock-e;
    log_format reached '$status $body_bytes_sent $request_uri';
    access_log {folder}/reached.log reached;
    map $upstream_http_cache_control $shorter {{
        default $upstream_http_cache_control;
        "~s-maxage=" "public, max-age=0, s-maxage={fresh}, stale-while-revalidate={once_more}, stale-if-error=86400";
    }}
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_hide_header Cache-Control;
    add_header Cache-Control $shorter always;
    {servers}
}}
"""


def clock_conf(folder: Path, pairs: Sequence[tuple[int, int]], *, fresh: int, once_more: int) -> str:
    """The configuration of the nginx that shortens lives; ``pairs`` are its ports and those of the instances."""
    servers = "".join(
        f"upstream app{port} {{ server {HOST}:{port}; keepalive 16; keepalive_timeout 1s; }}\n"
        f"server {{ listen {HOST}:{own}; merge_slashes off; location / {{ proxy_pass http://app{port}; }} }}\n"
        for own, port in pairs
    )
    account = "user root;" if os.geteuid() == 0 else ""
    return CLOCK.format(folder=folder, account=account, fresh=fresh, once_more=once_more, servers=servers)


@contextmanager
def clock(folder: Path, behind: Sequence[Instance], *, fresh: int, once_more: int) -> Iterator[list[int]]:
    """The ports at which instances answer with shortened lives."""
    ports = free_ports(len(behind))
    file = folder / "clock.conf"
    pairs = list(zip(ports, [each.port for each in behind], strict=True))
    file.write_text(clock_conf(folder, pairs, fresh=fresh, once_more=once_more), encoding="utf-8")
    nginx = installed_nginx()
    assert nginx
    with running([nginx, "-p", str(folder), "-c", str(file), "-g", "daemon off;"]) as process:
        for port in ports:
            wait_for(process, port)
        yield ports


# replaying


class Readers:
    """All readers, each of whom keeps what was read and asks whether it is still right, as browsers do."""

    def __init__(self, port: int, shortened: float) -> None:
        self._port, self._shortened = port, shortened
        self._own = threading.local()
        self._tags: dict[tuple[int, str], str] = {}
        self.statuses: Counter[tuple[str, int]] = Counter()
        self.bytes = 0
        self.took: list[float] = []
        self._lock = threading.Lock()

    def replay(self, asked: Sequence[Request], kept_for_good: frozenset[str]) -> None:
        """Send every request at its time."""
        began = time.monotonic()
        with ThreadPoolExecutor(THREADS) as threads:
            sent = []
            for each in asked:
                time.sleep(max(0.0, began + each.at / self._shortened - time.monotonic()))
                sent.append(threads.submit(self._send, each, kept_for_good))
            for each_sent in sent:
                each_sent.result()

    def _send(self, each: Request, kept_for_good: frozenset[str]) -> None:
        key = each.reader, each.path
        tag = self._tags.get(key, "")
        if tag and each.path in kept_for_good:
            return  # immutable: a browser does not ask
        headers = {"Accept-Encoding": each.encoding} | ({"If-None-Match": tag} if tag else {})
        sent = time.monotonic()
        for attempt in (1, 2):
            connection = getattr(self._own, "connection", None) or HTTPConnection(HOST, self._port, timeout=60)
            self._own.connection = connection
            try:
                connection.request("GET", each.path, headers=headers)
                answer = connection.getresponse()
                size = len(answer.read())
                break
            except (OSError, HTTPException):
                connection.close()
                self._own.connection = None
                if attempt == 2:
                    with self._lock:
                        self.statuses[kind_of(each.path), 0] += 1
                    return
        with self._lock:
            self._tags[key] = answer.headers.get("ETag", "")
            self.statuses[kind_of(each.path), answer.status] += 1
            self.bytes += size
            self.took.append(time.monotonic() - sent)


def descendants(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    for each in found:
        for task in Path(f"/proc/{each}/task").glob("*/children"):
            found += map(int, task.read_text().split())
    return found


def cpu_of(behind: Sequence[Instance]) -> float:
    """Seconds of processor that the instances have used, workers included."""
    ticks = 0
    for each in behind:
        for pid in descendants(each.process.pid):
            ticks += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def memory_of(behind: Sequence[Instance]) -> list[int]:
    """Bytes of each instance, what its processes share counted once. Raises RuntimeError when one has ended."""
    found = []
    for each in behind:
        if each.process.poll() is not None:
            raise RuntimeError(
                f"the instance at port {each.port} has ended ({each.process.returncode}): nothing was measured"
            )
        rollups = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in descendants(each.process.pid)]
        found.append(sum(int(re.findall(r"^Pss: +(\d+)", text, re.MULTILINE)[0]) for text in rollups) * 1024)
    return found


@dataclass
class Outcome:
    """What a replay came to. ``reached`` counts what came to the app, by kind and whether it had to send a body."""

    asked: Counter[str]
    failed: int
    reached: Counter[tuple[str, bool]]
    sent: int
    from_app: int
    cpu: float
    memory: list[int]
    took: list[float]

    def reached_of(self, kind: str | None = None, *, body: bool = False) -> int:
        """How many requests came to the app: of a kind or of all, with a body or of either sort."""
        return sum(count for (of, had), count in self.reached.items() if kind in (None, of) and (had or not body))


def replayed(asked: Sequence[Request], story: Story, *, seconds: float, cache: bool) -> Outcome:
    """One replay, in front of two instances that are new."""
    shortened = HOUR / seconds
    # nginx counts whole seconds, so that an answer lives up to one longer than it should.
    lives = {"fresh": max(1, int(story.fresh / shortened)), "once_more": max(1, int(story.once_more / shortened))}

    def change(conf: str) -> str:
        return conf if cache else conf.replace("proxy_cache dashboard;", "proxy_cache off;")

    with tempfile.TemporaryDirectory(prefix="replay-") as name, instances(KEEP=f"{name}/kept") as behind:
        folder = Path(name)
        with clock(folder, behind, **lives) as ports, proxy(folder, ports, change=change) as front:
            log = folder / "reached.log"
            before, cpu = len(log.read_text(encoding="utf-8").splitlines()), cpu_of(behind)
            readers = Readers(front.port, shortened)
            readers.replay(asked, frozenset(story.files))
            time.sleep(1)
            lines = [line.split(" ", 2) for line in log.read_text(encoding="utf-8").splitlines()[before:]]
            return Outcome(
                asked=sum((Counter({kind: count}) for (kind, _), count in readers.statuses.items()), Counter()),
                failed=sum(count for (_, status), count in readers.statuses.items() if not 200 <= status < 500),
                reached=Counter((kind_of(path), status != "304") for status, _, path in lines),
                sent=readers.bytes,
                from_app=sum(int(size) for _, size, _ in lines),
                memory=memory_of(behind),
                cpu=cpu_of(behind) - cpu,
                took=sorted(readers.took),
            )


@dataclass(frozen=True)
class Story:
    """The page that most readers come to: the files that it loads at once, the addresses that it links to, and for how
    many seconds a cache may take it for new, and give it out once more while it is renewed."""

    files: list[str]
    links: list[str]
    fresh: int
    once_more: int


def found_on_the_story() -> Story:
    """What an instance says. IndexError when it lets no cache keep the page."""
    with instances(1) as behind:
        connection = HTTPConnection(HOST, behind[0].port, timeout=60)
        connection.request("GET", STORY)
        answer = connection.getresponse()
        page, lives = answer.read().decode(), answer.headers["Cache-Control"]
        connection.close()
    files = re.findall(r'<(?:script|link)\b[^>]*?(?:src|href)="(/[^"]+\.(?:js|css|svg|ico|png)[^"]*)"', page)
    links = re.findall(r'<a\b[^>]*?href="(/[^"#]*)', page)
    files, links = (sorted({each.replace("&amp;", "&") for each in found}) for found in (files, links))
    fresh, once_more = (int(re.findall(rf"{name}=(\d+)", lives)[0]) for name in ("s-maxage", "stale-while-revalidate"))
    return Story(files, links, fresh, once_more)


def share(part: float, whole: float) -> str:
    """A share in percent."""
    return f"{100 * part / whole:.2f} %" if whole else "-"


def tell(through: Outcome) -> None:
    """Print the table of a replay through the cache."""
    print(f"{'':<18} {'requests':>9} {'reach the app':>15} {'with a body':>15} {'hit rate':>9}")
    for kind in [*sorted(through.asked), None]:
        all_of = through.asked[kind] if kind else through.asked.total()
        came, body = through.reached_of(kind), through.reached_of(kind, body=True)
        print(
            f"{kind or 'all':<18} {all_of:>9,} {came:>6,} {share(came, all_of):>8} {body:>6,} {share(body, all_of):>8}"
            f" {share(all_of - came, all_of):>9}"
        )
    print(f"sent to readers {through.sent / 1e6:.1f} MB, by the app {through.from_app / 1e6:.1f} MB")


def tell_costs(name: str, of: Outcome) -> None:
    """Print what a replay cost the app, and how its readers fared."""
    print(
        f"{name}: {of.cpu:.1f} s of processor, memory of an instance {max(of.memory) / 1e6:.0f} MB, failed {of.failed}, "
        f"answered within {told(of.took)}",
        flush=True,
    )


def told(took: Sequence[float]) -> str:
    """The time within which half, 95 and 99 in a hundred requests were answered."""
    cuts = [took[min(len(took) - 1, int(len(took) * part))] * 1000 for part in (0.5, 0.95, 0.99)]
    return " / ".join(f"{cut:,.0f}" for cut in cuts) + " ms (half / 95 % / 99 %)"


def main() -> None:
    """Replay the hour with the cache and without, and print what was counted."""
    parser = argparse.ArgumentParser(description="Replay an hour with a thousand readers in front of two instances.")
    parser.add_argument("--seconds", type=float, default=120, help="how long the hour takes (120)")
    parser.add_argument("--only-cache", action="store_true", help="leave the replay without the cache out")
    chosen = parser.parse_args()
    story = found_on_the_story()
    asked = hour(story.files, story.links)
    readers = len({each.reader for each in asked})
    print(f"{len(asked):,} requests of {readers:,} readers and bots; an hour in {chosen.seconds:.0f} s", flush=True)
    through = replayed(asked, story, seconds=chosen.seconds, cache=True)
    tell(through)
    for number in (READERS, 10 * READERS, 100 * READERS):
        of = hour(story.files, story.links, readers=number)
        first, again = by_the_clock(of, frozenset(story.files), fresh=story.fresh)
        print(
            f"computed for a true hour of {number:,} readers, answers new for {story.fresh} s: {share(first, len(of))} of "
            f"{len(of):,} requests reach the app with a body, {share(again, len(of))} to be told that nothing has changed"
        )
    tell_costs("with the cache", through)
    if not chosen.only_cache:
        without = replayed(asked, story, seconds=chosen.seconds, cache=False)
        tell_costs("without the cache", without)
        print(f"the cache leaves {share(through.cpu, without.cpu)} of the app's work")


if __name__ == "__main__":
    main()
