"""A button that copies what stands beside it."""

from __future__ import annotations

from typing import Any

from dash import html

from components.attributes import attributes
from loaders.dataset import Dataset
from loaders.texts import text

#: The class of what holds such a button and what it copies, and the class of what is copied.
COPY_BLOCK, COPIED = "copy-block", "to-copy"


def copy_button(dataset: Dataset, lang: str = "en", *, key: str = "quote.copy", what: str = "") -> html.Button:
    """A button that copies the text of the element of class ``COPIED`` in the ``COPY_BLOCK`` around both.

    It needs ``assets/copy.js``, and is not shown where no script runs. Its attributes hold the words that the script
    says: that the text is copied, or that it is only selected, where a browser allows no more. ``what`` completes
    the name of the button for those who hear it, where a page has several.
    """
    said = {
        "data_copy": text(dataset, "quote.copied", lang=lang),
        "data_failed": text(dataset, "quote.failed", lang=lang),
    }
    name = text(dataset, key, lang=lang)
    whole: Any = [name, html.Span(f" {what}", className="hidden")] if what else name
    return html.Button(whole, type="button", className="copy", **attributes(**said))
