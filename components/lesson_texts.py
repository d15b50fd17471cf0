"""The texts of lessons on a page: figures lead to their pages, and what we computed is marked and told how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from components.links import link, observation_href
from loaders.dataset import Dataset
from loaders.lesson_words import Part
from loaders.texts import text


def _piece(part: Part, *, linked: bool) -> Any:
    if part.kind == "computed":
        return html.B(part.words, className="computed")
    if part.kind == "value":
        return html.B(link(part.words, observation_href(part.obs_id)) if linked else part.words)
    return part.words


def paragraph(parts: Sequence[Part], *, class_name: str = "", linked: bool = True) -> html.P:
    """Filled parts as a paragraph; on paper nothing is ``linked``."""
    return html.P([_piece(part, linked=linked) for part in parts], className=class_name or None)


def computations(dataset: Dataset, parts: Sequence[Part], lang: str = "en") -> list[html.P]:
    """For each number that no source prints how it was computed, once."""
    ways = dict.fromkeys(part.how for part in parts if part.kind == "computed")
    return [html.P(text(dataset, "lesson.computed", lang=lang, computation=way), className="note") for way in ways]
