"""What a page says of the place where it is published: whole addresses, and to whom readers write.

Pages do not know it. They leave marks, and ``with_published`` fills them in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from components.attributes import attributes
from components.walk import every

#: The attribute of a text that is a path until the address of the site is put before it.
_ADDRESS = "data-address"
#: The attributes of what says to whom readers write: the mail without its address, and the words of the link to it.
_MAIL, _WORDS = "data-mail", "data-words"
#: Stands before a path in a mail until the address of the site is known.
SITE = "{site}"
#: The attribute of what offers the copy for use without a network: the words of the link, with ``SIZE`` in them.
_PACK = "data-pack"
#: Where that copy stands, and what stands for its size in megabytes until it is known.
PACK, SIZE = "/offline.zip", "{size}"
#: How lines end in a mail (RFC 6068).
_LINE_END = "\r\n"


@dataclass(frozen=True)
class Published:
    """Where the dashboard is published (no slash at the end), and the e-mail address for reports; empty: not known.

    ``pack`` is the size in bytes of the copy for use without a network that it offers; 0: it offers none.
    """

    site: str = ""
    contact: str = ""
    pack: int = 0


def whole_address(path: str) -> html.Span:
    """A path that readers see, and copy, as a whole address.

    ``with_published`` puts the published address before it; where that is not known, ``assets/copy.js`` the one in the
    reader's own browser.
    """
    return html.Span(path, **attributes(data_address=path))


def with_whole_address(words: str, path: str) -> list[Any]:
    """A text in which a path stands, the path as a whole address."""
    before, found, after = words.partition(path)
    return [before, whole_address(path), after] if found and path else [words]


def contact_line(unknown: str, words: str, *, subject: str = "", lines: Sequence[str] = ()) -> html.Span:
    """A sentence that says to whom readers write: ``unknown`` where no address is known.

    Elsewhere ``words`` and the address, as a link that begins a mail with a subject and lines, in which ``SITE`` stands
    for the address of the site.
    """
    parts = {"subject": subject, "body": _LINE_END.join(lines)}
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in parts.items() if value)
    return html.Span(unknown, **attributes(data_mail=f"?{query}" if query else "?", data_words=words))


def pack_line(missing: Any, words: str) -> html.Div:
    """What is said of the copy for use without a network: ``missing`` where there is none, else a link to it."""
    return html.Div(missing, className="files", **attributes(data_pack=words))


def with_published(tree: Component, published: Published) -> Component:
    """``tree`` itself, with what is known of where it is published in every place that was marked for it."""
    for component in every(tree):
        path = getattr(component, _ADDRESS, None)
        if published.site and isinstance(component, html.Span) and path:
            component.children = f"{published.site}{path}"
        if getattr(component, _MAIL, None):
            _tell_contact(component, published)
        if getattr(component, _PACK, None):
            _tell_pack(component, published)
    return tree


def _tell_pack(line: Any, published: Published) -> None:
    words = getattr(line, _PACK)
    delattr(line, _PACK)
    if published.pack:
        megabytes = max(1, round(published.pack / 1e6))
        link = html.A(words.replace(SIZE, str(megabytes)), href=PACK, download="")
        line.children = html.Ul(html.Li(link))


def _tell_contact(line: Any, published: Published) -> None:
    mail, words = getattr(line, _MAIL), getattr(line, _WORDS)
    delattr(line, _MAIL)
    delattr(line, _WORDS)
    if published.contact:
        to = quote(published.contact, safe="@")
        query = mail.removesuffix("?").replace(quote(SITE, safe=""), quote(published.site, safe=""))
        line.children = html.A(f"{words} {published.contact}", href=f"mailto:{to}{query}")
