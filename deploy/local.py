"""Two instances of the dashboard behind nginx on this machine, without rights: ``python deploy/local.py``.

What runs is ``deploy/nginx.conf`` with the lines changed that name ports and folders of a server. The tests and
``benchmarks/replay.py`` use the same.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONFIGURATION = ROOT / "deploy" / "nginx.conf"
HOST = "127.0.0.1"
#: Debian puts it where only root looks.
SEARCHED = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
#: Seconds; the data are read and checked first, and machines are shared.
START = 120


@dataclass(frozen=True)
class Instance:
    """A running dashboard: its process, and its port on this machine."""

    process: subprocess.Popen[bytes]
    port: int

    def kill(self) -> None:
        """End it at once, with its workers, as when a machine loses its power."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@dataclass(frozen=True)
class Proxy:
    """A running nginx: the port of the dashboard, that of the pack, and the file of its answers' log."""

    process: subprocess.Popen[bytes]
    port: int
    pack_port: int
    log: Path


def installed_nginx() -> str | None:
    """Where nginx is, if it is installed."""
    return shutil.which("nginx", path=SEARCHED)


def free_ports(number: int) -> list[int]:
    """So many ports that nobody listens on."""
    with contextlib.ExitStack() as opened:
        sockets = [opened.enter_context(socket.create_server((HOST, 0))) for _ in range(number)]
        return [int(each.getsockname()[1]) for each in sockets]


def adapted(conf: str, folder: Path, *, ports: Sequence[int], listen: int, pack: Path, pack_listen: int) -> str:
    """The configuration with everything it writes in ``folder``; ``ports`` are those of the instances.

    Raises ``ValueError`` with the line of ours that the configuration does not hold just once.
    """
    account = "user root;" if os.geteuid() == 0 else ""
    temporary = "".join(f"    {name}_temp_path {folder / name};\n" for name in TEMPORARY)

    def lines(of: Sequence[int]) -> str:
        return "".join(f"        server {HOST}:{port} max_fails=2 fail_timeout=5s;\n" for port in of)

    changes = {
        "user www-data;": account,
        "worker_processes auto;": "worker_processes 1;",
        "pid /run/nginx.pid;": f"pid {folder / 'nginx.pid'};",
        "error_log /var/log/nginx/error.log crit;": f"error_log {folder / 'error.log'} crit;",
        "    server_tokens off;\n": f"    server_tokens off;\n{temporary}",
        "/var/log/nginx/dashboard.log": str(folder / "answers.log"),
        "/var/cache/nginx/dashboard": str(folder / "cache"),
        "/var/www/dashboard": str(pack),
        "listen 8080;": f"listen {HOST}:{listen};",
        "listen 8081;": f"listen {HOST}:{pack_listen};",
        lines([8051, 8052]): lines(ports),
    }
    for line, instead in changes.items():
        if conf.count(line) != 1:
            raise ValueError(f"deploy/nginx.conf holds {line.strip()!r} {conf.count(line)} times and not once")
        conf = conf.replace(line, instead)
    return conf


def answers(port: int, path: str = "/healthz") -> bool:
    """Whether somebody answers at a port."""
    connection = HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    """Return when a process answers at a port. Raises ``RuntimeError`` when it has ended, or takes too long."""
    until = time.monotonic() + START
    while not answers(port):
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"nothing answers at port {port}; {process.args!r} gave {process.poll()}")
        time.sleep(0.05)


@contextlib.contextmanager
def running(arguments: Sequence[str], environment: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends with the context."""
    process = subprocess.Popen(arguments, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextlib.contextmanager
def instances(number: int = 2, **settings: str) -> Iterator[list[Instance]]:
    """So many dashboards beside each other, all answering; ``settings`` are those of the README."""
    with contextlib.ExitStack() as started:
        found = []
        for port in free_ports(number):
            environment = os.environ | settings | {"HOST": HOST, "PORT": str(port)}
            found.append(Instance(started.enter_context(running([sys.executable, "app.py"], environment)), port))
        for each in found:
            wait_for(each.process, each.port)
        yield found


@contextlib.contextmanager
def proxy(
    folder: Path, ports: Sequence[int], *, pack: Path | None = None, change: Callable[[str], str] = str
) -> Iterator[Proxy]:
    """nginx with our configuration in front of instances at these ports, which must answer.

    ``folder`` is where it writes, ``pack`` the folder of static pages; ``change`` may rewrite the configuration.
    """
    nginx = installed_nginx()
    if nginx is None:
        raise RuntimeError("nginx is not installed; on Debian: apt-get install nginx-light")
    listen, pack_listen = free_ports(2)
    conf = CONFIGURATION.read_text(encoding="utf-8")
    ours = adapted(conf, folder, ports=ports, listen=listen, pack=pack or folder, pack_listen=pack_listen)
    file = folder / "nginx.conf"
    file.write_text(change(ours), encoding="utf-8")
    with running([nginx, "-p", str(folder), "-c", str(file), "-g", "daemon off;"]) as process:
        wait_for(process, listen)
        yield Proxy(process, listen, pack_listen, folder / "answers.log")


def main() -> None:
    """Run until Ctrl-C, and say where."""
    with tempfile.TemporaryDirectory(prefix="dashboard-") as folder, instances() as running:
        ports = [each.port for each in running]
        with proxy(Path(folder), ports) as front:
            print(f"http://{HOST}:{front.port} in front of the ports {ports}; log: {front.log}", flush=True)
            with contextlib.suppress(KeyboardInterrupt):
                front.process.wait()


if __name__ == "__main__":
    main()
