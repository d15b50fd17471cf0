"""What a reader must know before the first figure of a topic: what is counted, what is not, and the main caution."""

from __future__ import annotations

from dash import html

from loaders.dataset import Dataset
from loaders.texts import text

#: The three parts, in the order of reading.
PARTS = ("counted", "not", "care")


def orientation(dataset: Dataset, topic: str, lang: str = "en") -> html.Dl:
    """Three sentences on a topic, each under its own word."""
    return html.Dl(
        [
            html.Div(
                [
                    html.Dt(text(dataset, f"orient.{part}", lang=lang)),
                    html.Dd(text(dataset, f"orient.{topic}.{part}", lang=lang)),
                ]
            )
            for part in PARTS
        ],
        className="orientation",
    )
