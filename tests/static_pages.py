"""What stands in an HTML file: its links, its anchors, and the parts that a reader is told figures by."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from server.prerender import VOID

#: Elements and classes whose words are compared between two forms of a page.
CELLS = ("td", "th", "caption", "title")
SAID = ("lead", "sentence", "subtitle", "source", "sources", "citation", "key", "definition", "to-copy")


@dataclass
class _Open:
    tag: str
    kind: str
    words: list[str] = field(default_factory=list)


class StaticPage(HTMLParser):
    """An HTML file as read: ``anchors``, ``links`` (href of a and link, src of script), ``tags`` and what is ``told``.

    ``told`` are the words of cells, of marks (their title) and of the parts of ``SAID``, each with its kind, in order.
    """

    def __init__(self, written: str) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.told: list[tuple[str, str]] = []
        self._open: list[_Open] = []
        self.feed(written)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.anchors += [given["id"]] if given.get("id") else []
        self.links += [given[name] for name in ("href", "src", "action", "data-plotly") if name in given]
        if tag not in VOID:
            said = next((name for name in given.get("class", "").split() if name in SAID), "")
            self._open.append(_Open(tag, tag if tag in CELLS else said))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        for one in self._open:
            if one.kind:
                one.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        ended = self._open.pop()
        assert ended.tag == tag, f"<{ended.tag}> is closed by </{tag}>"
        if ended.kind:
            self.told.append((ended.kind, " ".join("".join(ended.words).split())))


def dead_links(folder: Path) -> list[str]:
    """Every link of the files below a folder that leads to no file or anchor in it, and every id that stands twice."""
    pages = {path: StaticPage(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}
    anchors = {path: set(page.anchors) for path, page in pages.items()}
    faults = []
    for path, page in pages.items():
        name = path.relative_to(folder).as_posix()
        faults += [f"{name}: two #{one}" for one in anchors[path] if page.anchors.count(one) > 1]
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto"):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            inside = target.is_file() and target.is_relative_to(folder.resolve())
            lost = parts.fragment and target in anchors and unquote(parts.fragment) not in anchors[target]
            if not inside or lost or parts.query or link.startswith("/"):
                faults.append(f"{name}: {link}")
    return faults
