"""A fold with the pictures of a chart: for paper or a slide, in colour or in black and white."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from dash import html

from components import ids
from components.attributes import attributes
from components.picture import INKS, SIZES, Ink, Size
from loaders.dataset import Dataset
from loaders.texts import LANGUAGES, text

#: Where pictures stand; the path and the query of a page follow.
ADDRESS = "/picture"
#: A slide has the pixels of a screen; of a picture for paper twice as many are taken.
_PIXELS = {"print": 2, "slide": 1}


def picture_href(path_and_query: str, *, size: Size, ink: Ink, lang: str = "en") -> str:
    """The address of a picture of the page at ``path_and_query``."""
    parts = urlsplit(path_and_query)
    chosen = [*([(ids.LANG, lang)] if lang != LANGUAGES[0] else []), (ids.SIZE, size), (ids.INK, ink)]
    query = "&".join(filter(None, [parts.query, urlencode(chosen)]))
    return f"{ADDRESS}{parts.path}.svg?{query}"


def picture_links(dataset: Dataset, path_and_query: str, lang: str = "en") -> html.Details:
    """Every picture of the chart of a page, as SVG; by a script as PNG too, saved or copied to the clipboard."""
    items = [_item(dataset, path_and_query, size=size, ink=ink, lang=lang) for size in SIZES for ink in INKS]
    return html.Details(
        [
            html.Summary(text(dataset, "picture.heading", lang=lang)),
            html.P(text(dataset, "picture.explained_fold", lang=lang), className="muted"),
            html.Ul(items),
        ],
        className="picture-links",
    )


def _item(dataset: Dataset, path_and_query: str, *, size: Size, ink: Ink, lang: str) -> html.Li:
    what = text(dataset, f"picture.{size}.{ink}", lang=lang)
    href = picture_href(path_and_query, size=size, ink=ink, lang=lang)
    buttons = [_button(dataset, href, does, what=what, pixels=_PIXELS[size], lang=lang) for does in ("png", "copy")]
    svg = html.A([text(dataset, "picture.svg", lang=lang), _unseen(what)], href=href, download="")
    return html.Li([html.Span(what), svg, *buttons])


def _unseen(what: str) -> html.Span:
    """What completes the name of a control for those who hear it."""
    return html.Span(f": {what}", className="hidden")


def _button(dataset: Dataset, href: str, does: str, *, what: str, pixels: int, lang: str) -> html.Button:
    """A button that works by ``assets/picture.js`` and is not shown without it; it holds what the script says."""
    done, failed = ("saved", "failed") if does == "png" else ("copied", "not_copied")
    said = {
        "data_picture": href,
        "data_does": does,
        "data_pixels": str(pixels),
        "data_done": text(dataset, f"picture.{done}", lang=lang),
        "data_failed": text(dataset, f"picture.{failed}", lang=lang),
    }
    return html.Button(
        [text(dataset, f"picture.{does}", lang=lang), _unseen(what)], type="button", **attributes(**said)
    )
