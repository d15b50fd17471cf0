"""The style sheet and the script of every page, each as one file whose address changes with its content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

#: The assets that only the pages of the copy for use without a network load, as a pattern of their names; and those that
#: it leaves out: scripts that talk to a server, and what only a web host is asked for.
ONLY_OFFLINE = r"^offline\."
NOT_OFFLINE = frozenset(["follow.js", "picture.js", "search.js", "robots.txt"])
#: The library that makes a drawn chart live. It is larger than all else together and loaded where there is a chart.
CHART_LIBRARY = "plotly-basic.min.js"
#: Served besides under an address that changes with its content.
ICON = "favicon.svg"
_PREFIX = "/assets/"
_FIRST = re.compile(r"/\* First window \*/\n(.*?)/\* End of first window \*/", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
_DIGITS = 16


@dataclass(frozen=True)
class Bundle:
    """Addresses of what every page loads, and ``files``: for each address its bytes.

    ``first`` are the rules for what is seen of a page with a chart before anything else has come.
    """

    first: str
    style: str
    script: str
    chart: str
    icon: str
    files: Mapping[str, bytes]


def bundled(folder: Path) -> Bundle:
    """The bundle of a folder of assets; the same bytes have the same addresses on every machine."""
    style = _joined(_of_pages(folder, ".css"))
    script = _joined(path for path in _of_pages(folder, ".js") if path.name != CHART_LIBRARY)
    chart, icon = (folder / CHART_LIBRARY).read_bytes(), (folder / ICON).read_bytes()
    bodies = {"site.css": style, "site.js": script, "plotly-basic.js": chart, ICON: icon}
    style_at, script_at, chart_at, icon_at = addresses = [_address(name, body) for name, body in bodies.items()]
    files = MappingProxyType(dict(zip(addresses, bodies.values(), strict=True)))
    return Bundle(first_rules(style.decode()), style_at, script_at, chart_at, icon_at, files)


def first_rules(style: str) -> str:
    """The rules of a style sheet that stand between its marks, without comments; all of it repeats them in their order."""
    return _COMMENT.sub("", "".join(_FIRST.findall(style)))


def _of_pages(folder: Path, suffix: str) -> list[Path]:
    return [path for path in sorted(folder.glob(f"*{suffix}")) if not re.match(ONLY_OFFLINE, path.name)]


def _joined(paths: Iterable[Path]) -> bytes:
    return b"\n".join(path.read_bytes() for path in paths)


def _address(name: str, body: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{_PREFIX}{stem}.{sha256(body).hexdigest()[:_DIGITS]}.{suffix}"
