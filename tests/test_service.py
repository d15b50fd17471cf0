"""The unit for systemd: what it starts, reloads and stops is run as it says, by an account without rights."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from example_data import write_example
from running import Readers, dashboard
from server.serving import GRACE, MOST_CONNECTIONS
from server.settings import settings_from_environment
from sources_of_code import ROOT
from test_renewing import spoil, write

UNIT = ROOT / "deploy" / "dashboard@.service"
HOME, CACHE = "/srv/dashboard", "/var/cache/dashboard"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="systemd is of Linux")


def unit() -> dict[str, list[str]]:
    """The settings of the unit, each with all its values in their order."""
    found: dict[str, list[str]] = {}
    for line in UNIT.read_text(encoding="utf-8").splitlines():
        if line and line[0] not in "#;[":
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


def environment(port: int) -> dict[str, str]:
    """What the unit sets for the instance at a port."""
    pairs = [word for line in unit()["Environment"] for word in shlex.split(line)]
    return {name: value.replace("%i", str(port)) for name, _, value in (pair.partition("=") for pair in pairs)}


def test_systemd_understands_every_line_of_it(tmp_path: Path) -> None:
    """What is not there on this machine, the program above all, is taken from where it is."""
    tool = shutil.which("systemd-analyze")
    if tool is None:
        if os.environ.get("CI") == "true":
            pytest.fail("systemd-analyze is not installed; on Debian: apt-get install systemd")
        pytest.skip("systemd-analyze is not installed")
    words = UNIT.read_text(encoding="utf-8").replace(f"{HOME}/.venv/bin/python", sys.executable)
    file = tmp_path / "dashboard@8051.service"
    file.write_text(words, encoding="utf-8")
    done = subprocess.run([tool, "verify", "--man=no", file], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    done = subprocess.run(
        [tool, "security", "--offline=true", "--threshold=20", "--no-pager", file],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_every_setting_of_it_is_one_of_ours() -> None:
    told = environment(8051)
    settings = settings_from_environment(told)
    assert (settings.host, settings.port, settings.keep, settings.trust_proxy) == ("127.0.0.1", 8051, Path(CACHE), True)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in told if f"`{name}`" not in readme and not name.startswith("PYTHON")] == []


def test_it_leaves_time_to_end_and_files_to_open() -> None:
    (patience,), (files,) = unit()["TimeoutStopSec"], unit()["LimitNOFILE"]
    assert int(patience) > GRACE + 10
    assert int(files) > MOST_CONNECTIONS + 100
    assert unit()["CacheDirectory"] == [Path(CACHE).name]
    assert "IPAddressAllow" in unit()


def shut_in(folder: Path, command: Sequence[str]) -> list[str]:
    """The command as systemd would run it, as far as this account may: root gives up its rights and sees a file system that
    can be written to at ``folder`` alone, as an account that owns nothing."""
    if os.geteuid() != 0:
        return list(command)
    account = [
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        "--no-new-privs",
        "--bounding-set=-all",
        "--",
    ]
    script = (
        'mount --make-rprivate / && mount --bind "$0" "$0" && mount -o remount,bind,ro / && '
        'mount -t tmpfs -o mode=1777 none /dev/shm && exec "$@"'
    )
    os.chown(folder, 65534, 65534)
    return ["unshare", "--mount", "sh", "-c", script, str(folder), *account, *command]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any account may enter. Those of pytest are closed again whenever another run of it begins."""
    with tempfile.TemporaryDirectory(prefix="dashboard-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_what_it_says_is_what_runs(open_folder: Path) -> None:
    """Start, ready, reload with good and with broken data under load, stop: each by the command of the unit."""
    told = unit()
    data = write_example(open_folder / "data")
    kept = open_folder / "kept"
    kept.mkdir()
    command = [word.replace(f"{HOME}/.venv/bin/python", sys.executable) for word in shlex.split(told["ExecStart"][0])]
    assert command == [sys.executable, "app.py"]
    ready = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    ready.bind(str(open_folder / "ready"))
    (open_folder / "ready").chmod(0o666)
    ready.settimeout(60)
    settings = environment(0) | {"KEEP": str(kept), "NOTIFY_SOCKET": str(open_folder / "ready")}
    del settings["PORT"]
    with (
        ready,
        dashboard(data, open_folder, command=shut_in(kept, command), **settings) as running,
    ):
        assert b"READY=1" in ready.recv(1024)
        (main,) = re.fullmatch(r"/bin/kill -(\w+) \$MAINPID", told["ExecReload"][0]).groups()  # type: ignore[union-attr]
        reload = getattr(signal, f"SIG{main}")
        assert running.ask("/cases", X_Request_ID="1" * 32)[2]["x-request-id"] == "1" * 32
        assert len(running.workers()) == int(settings["WORKERS"])
        with Readers(running.port, 2) as readers:
            write(data, 1)
            running.process.send_signal(reload)
            running.until("reload_accepted")
            spoil(data)
            running.process.send_signal(reload)
            running.until("reload_rejected")
            readers.wait_for(20)
        assert readers.failed == []
        running.process.terminate()
        assert running.process.wait(int(told["TimeoutStopSec"][0])) == 0
        assert running.told("not_kept") == running.told("not_copied") == []
    assert list(kept.rglob("*.answer"))
    written = [path for path in open_folder.iterdir() if path.name not in ("data", "kept", "ready", "log")]
    assert written == []
