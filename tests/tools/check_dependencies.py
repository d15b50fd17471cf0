"""Asks whether a weakness is known in any package of the lock files, and never takes silence for a yes or a no.

    python tests/tools/check_dependencies.py PIP-AUDIT [LOCK FILE ...]

Exit status 1 when a weakness is known, or when the check itself is broken; 0 when none is known in any package, and 0 with a
line that begins with "skipped" where the service that knows cannot be reached, or does not know our packages.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

#: What the client says when it did not get through to the service.
_UNREACHED = re.compile(
    r"ConnectionError|ConnectTimeout|ReadTimeout|NameResolutionError|Max retries exceeded|ProxyError|SSLError|"
    r"Could not connect|HTTPError: 5\d\d|Tunnel connection failed|VulnServiceConnectionError|ServiceError"
)
_LONGEST = 600


@dataclass(frozen=True)
class Verdict:
    """The exit status, and what is said."""

    status: int
    said: str


def verdict(status: int, output: str, errors: str, *, of: str) -> Verdict:
    """What the answer of the client means for the lock file ``of``.

    The client ends with 0 and "no known vulnerabilities" also where its service knows none of the packages: those it
    lists as skipped, and they were not looked at.
    """
    try:
        packages = json.loads(output)["dependencies"]
    except (ValueError, KeyError, TypeError):
        if _UNREACHED.search(errors):
            return Verdict(
                0, f"skipped: {of} was not checked, since the service that knows weaknesses cannot be reached"
            )
        return Verdict(1, f"{of} could not be checked: {errors.strip()[-_LONGEST:] or f'exit status {status}'}")
    unseen = [package["name"] for package in packages if "skip_reason" in package]
    weak = [
        f"{package['name']} {package['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'no version'}"
        for package in packages
        for found in package.get("vulns", ())
    ]
    if weak:
        return Verdict(1, "\n".join([f"{of}: {len(weak)} known weaknesses", *weak]))
    if not packages or len(unseen) == len(packages):
        return Verdict(
            0, f"skipped: {of} was not checked, since the service knows none of its {len(packages)} packages"
        )
    seen = f"{of}: no known weakness in {len(packages) - len(unseen)} packages"
    return Verdict(0, f"{seen}; skipped: {', '.join(unseen)}" if unseen else seen)


def asked(program: str, lock: str) -> Verdict:
    """Ask the client about a lock file, as it stands: nothing is resolved or installed."""
    command = [program, "--requirement", lock, "--disable-pip", "--require-hashes", "--format", "json"]
    done = subprocess.run(
        [*command, "--progress-spinner", "off", "--timeout", "15"], capture_output=True, text=True, check=False
    )
    return verdict(done.returncode, done.stdout, done.stderr, of=lock)


def main(arguments: Sequence[str]) -> int:
    """Check each lock file, print what was found, and return the worst exit status."""
    program, *locks = arguments
    found = [asked(program, lock) for lock in locks]
    for one in found:
        print(one.said, flush=True)
    return max(one.status for one in found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
