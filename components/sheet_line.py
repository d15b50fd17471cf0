"""What every printed sheet says of where it comes from: the address of the page and the version of the data."""

from __future__ import annotations

from urllib.parse import quote

from dash import html

from components.address import whole_address
from components.attributes import attributes
from components.places import args_of
from components.switches import alternates
from components.version_line import version_words
from loaders.dataset import Dataset
from loaders.texts import language_asked, text

#: What may stand unescaped in an address; neither quotes nor backslashes, which would end a text of a style.
_PLAIN = "/?&=%:+,;.~-_"


def printed_address(path: str, query: str) -> str:
    """The address of what is printed, with its language and without a theme."""
    return quote(alternates(path, query)[language_asked(args_of(query))], safe=_PLAIN)


def paper_line(dataset: Dataset, path: str, query: str, lang: str = "en") -> html.P:
    """The address of the page as a line of its own, on paper alone; ``assets/print.js`` takes the sheets' lines from it."""
    label = text(dataset, "print.address", lang=lang)
    return html.P(
        [label, " ", whole_address(printed_address(path, query))],
        className="paper-line",
        **attributes(data_version=version_words(dataset, lang)),
    )


def sheet_style(dataset: Dataset, path: str, query: str, *, site: str = "") -> str:
    """The two lines as variables of the root element's style, for ``assets/print.css``; no script is needed."""
    version = version_words(dataset, language_asked(args_of(query)))
    return f"--sheet-address: {_quoted(site + printed_address(path, query))}; --sheet-version: {_quoted(version)}"


def _quoted(words: str) -> str:
    """A text of CSS."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
